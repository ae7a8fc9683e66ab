using System.Collections.Immutable;
using System.Diagnostics;
using Infra.Remote;

namespace Tests.Infra.Remote;

[Collection(ProgramRuns.Name)]
public sealed class KeyFilesTests : IDisposable
{
    private readonly SwarmProgram _program = new();

    private string Keys => Path.Combine(_program.Home, ".swarm", "keys");

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Ssh_finds_its_key_and_for_each_node_the_pinned_host_key_and_no_other()
    {
        await _program.RunAsync();

        var directory = Assert.Single(Directory.GetDirectories(Keys));
        var files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["id", "known_hosts.node1", "known_hosts.node2", "known_hosts.node3", "owner"], files.Select(Name));
        Assert.Equal(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret of swarm-operator-key\n-----END OPENSSH PRIVATE KEY-----\n",
            File.ReadAllText(files[0])
        );
        Assert.Equal(
            ["node1 ssh-ed25519 AAAAnode1-host-key\n", "node2 ssh-ed25519 AAAAnode2-host-key\n", "node3 ssh-ed25519 AAAAnode3-host-key\n"],
            files[1..4].Select(File.ReadAllText)
        );
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.All(files, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));

        static string Name(string path) => string.Join('.', Path.GetFileName(path).Split('.').Take(2));
    }

    [Fact]
    public async Task A_preview_writes_nothing()
    {
        await _program.RunAsync(preview: true);

        Assert.Empty(Directory.GetFileSystemEntries(_program.Home));
    }

    [Fact]
    public async Task A_run_with_fewer_nodes_leaves_what_ssh_may_still_need_for_the_one_that_goes()
    {
        await _program.RunAsync();
        var before = Written();
        _program.Configuration["swarm:workers"] = "1";

        await _program.RunAsync();

        Assert.Equal(before, Written());

        Dictionary<string, (string, DateTime)> Written() =>
            Directory
                .GetFiles(Keys, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .ToDictionary(path => path, path => (File.ReadAllText(path), File.GetLastWriteTimeUtc(path)));
    }

    [Fact]
    public async Task Destroying_the_stack_removes_exactly_what_was_written()
    {
        await _program.RunAsync();
        var folder = Path.GetFileName(Assert.Single(Directory.GetDirectories(Keys)));
        var removal = _program.Mocks.Named("command:local:Command", "keys-removal");
        Assert.Equal(folder, ((ImmutableDictionary<string, object>)removal.Inputs["environment"])["FOLDER"]);
        // Another key is another removal, and the old one runs.
        Assert.Equal([folder], ((ImmutableArray<object>)removal.Inputs["triggers"]).Cast<string>());

        Run("delete", folder, mark: "1764313200.42");

        Assert.Empty(Directory.GetFileSystemEntries(_program.Home));
    }

    [Theory]
    [InlineData("1764313200.41")]
    [InlineData("")]
    public async Task The_delayed_removal_of_a_key_that_came_back_leaves_the_files_to_their_new_owner(string mark)
    {
        await _program.RunAsync();
        var folder = Path.GetFileName(Assert.Single(Directory.GetDirectories(Keys)));

        Run("delete", folder, mark);

        Assert.Equal(5, Directory.GetFiles(Path.Combine(Keys, folder)).Length);
    }

    [Fact]
    public void Every_removal_has_a_mark_of_its_own()
    {
        var marks = new[] { Run("create", "", ""), Run("create", "", "") };

        Assert.All(marks, mark => Assert.Matches(@"^[0-9]{10}\.[0-9]+\n$", mark));
        Assert.NotEqual(marks[0], marks[1]);
    }

    [Fact]
    public void Where_nothing_was_ever_written_there_is_nothing_to_remove() => Assert.Equal("", Run("delete", "0123", "1764313200.42"));

    private string Run(string part, string folder, string mark)
    {
        var (claim, release) = (Script.Here("claim"), Script.Here("release"));
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", part == "create" ? claim.OnThisComputer(ScriptPart.Create) : release.OnThisComputer(ScriptPart.Delete)]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = _program.Home;
        start.Environment["FOLDER"] = folder;
        start.Environment["PULUMI_COMMAND_STDOUT"] = mark;
        using var process = Process.Start(start)!;
        process.StandardInput.Write(Script.StandardInput(claim, release));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
