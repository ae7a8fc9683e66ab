namespace Tests.Infra.Remote;

[Collection(ProgramRuns.Name)]
public sealed class KeyFilesTests : IDisposable
{
    private readonly SwarmProgram program = new();

    public void Dispose() => program.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ssh_finds_its_key_and_the_pinned_host_keys_also_for_a_preview(bool preview)
    {
        await program.RunAsync(preview);

        var directory = Assert.Single(Directory.GetDirectories(Path.Combine(program.Home, ".swarm", "keys")));
        Assert.Equal(["id", "known_hosts"], Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret of swarm-operator-key\n-----END OPENSSH PRIVATE KEY-----\n",
            File.ReadAllText(Path.Combine(directory, "id")));
        Assert.Equal(
            "node1 ssh-ed25519 AAAAnode1-host-key\nnode2 ssh-ed25519 AAAAnode2-host-key\nnode3 ssh-ed25519 AAAAnode3-host-key\n",
            File.ReadAllText(Path.Combine(directory, "known_hosts")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.All(Directory.GetFiles(directory), path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    [Fact]
    public async Task Destroying_the_stack_removes_exactly_what_was_written()
    {
        await program.RunAsync();

        var written = Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(program.Home, ".swarm", "keys"))));
        var removal = program.Mocks.Named("command:local:Command", "keys-removal");
        Assert.Equal($"rm -rf \"$HOME/.swarm/keys/{written}\"; rmdir \"$HOME/.swarm/keys\" \"$HOME/.swarm\" 2>/dev/null || true", removal.Text("delete"));
        Assert.False(removal.Inputs.ContainsKey("create"));
        // Another key is another removal, and the old one runs.
        Assert.Equal([written], ((System.Collections.Immutable.ImmutableArray<object>)removal.Inputs["triggers"]).Cast<string>());
    }
}
