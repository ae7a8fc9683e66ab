using System.Diagnostics;
using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Docker;
using Moq;
using Tests.Local.Providers.Command;

namespace Tests.Local.Providers.Docker.Engine;

/// <summary>The engine over a real sshd, as the program reaches it.</summary>
public sealed class SshTunnelTests(LoopbackSshd sshd, LoopbackHop hop)
    : IClassFixture<LoopbackSshd>,
        IClassFixture<LoopbackHop>,
        IDisposable
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("keys-");

    public void Dispose() => _keys.Delete(recursive: true);

    [SkippableFact]
    public async Task Many_requests_at_once_share_one_login_and_reach_the_engine()
    {
        SkipUnlessInstalled();
        await using var engine = await FakeEngine.StartAsync();
        engine.On("GET /networks/net1", """{"Id":"net1","Name":"my-overlay","Scope":"swarm"}""");
        await using var provider = Provider(engine.Socket, "node1");

        var reads = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    provider.ReadAsync(new Operations().On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default)
                )
        );

        Assert.All(reads, read => Assert.Equal("net1", read!.Id));
    }

    [SkippableFact]
    public async Task A_connection_that_ends_leaves_no_folder_and_is_made_again()
    {
        SkipUnlessInstalled();
        await using var engine = await FakeEngine.StartAsync();
        engine.On("GET /networks/net1", """{"Id":"net1","Name":"my-overlay","Scope":"swarm"}""");
        await using var provider = Provider(engine.Socket, "node1");
        Task<ReadResult?> ReadAsync() =>
            provider.ReadAsync(new Operations().On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default);
        await ReadAsync();
        var (process, folder) = TunnelTo(engine.Socket);

        process.Kill();
        for (var tries = 0; Directory.Exists(folder) && tries < 100; tries++)
        {
            await Task.Delay(50);
        }

        Assert.False(Directory.Exists(folder), $"{folder} is still there");
        Assert.Equal("net1", (await ReadAsync())!.Id);
    }

    // The ssh process of this test, and the folder of its socket.
    private static (Process Process, string Folder) TunnelTo(string socket)
    {
        foreach (var process in Process.GetProcessesByName("ssh"))
        {
            if (Array.Find(WordsOf(process), word => word.EndsWith($":{socket}", StringComparison.Ordinal)) is { } forwarded)
            {
                return (process, Path.GetDirectoryName(forwarded.Split(':')[0])!);
            }
        }

        throw new InvalidOperationException("no ssh process forwards " + socket);
    }

    private static string[] WordsOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return []; // another test's, which has just ended
        }
    }

    [SkippableFact]
    public async Task A_host_whose_key_is_not_pinned_is_refused()
    {
        SkipUnlessInstalled();
        await using var provider = Provider("/nowhere.sock", "node2");

        var error = await ReadFailsAsync(provider);

        Assert.StartsWith(
            $"no SSH connection to ssh://{Environment.UserName}@127.0.0.1:22 for Docker: No ED25519 host key is known for node2 and you have requested strict checking.; Host key verification failed.",
            error
        );
    }

    [SkippableFact]
    public async Task An_engine_is_reached_through_another_machine()
    {
        SkipUnlessInstalled();
        await using var engine = await FakeEngine.StartAsync();
        engine.On("GET /networks/net1", """{"Id":"net1","Name":"my-overlay","Scope":"swarm"}""");
        await using var provider = Provider(engine.Socket, "node1", Through("bastion"));

        var read = await provider.ReadAsync(new Operations().On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default);

        Assert.Equal("net1", read!.Id);
    }

    [SkippableFact]
    public async Task Another_host_key_of_the_machine_on_the_way_is_refused_and_named()
    {
        SkipUnlessInstalled();
        await using var provider = Provider("/nowhere.sock", "node1", Through("stranger"));

        Assert.Contains(
            "No ED25519 host key is known for stranger and you have requested strict checking.; Host key verification failed.",
            await ReadFailsAsync(provider)
        );
    }

    [SkippableFact]
    public async Task Another_host_key_of_the_node_behind_it_is_refused_and_named()
    {
        SkipUnlessInstalled();
        await using var provider = Provider("/nowhere.sock", "node2", Through("bastion"));

        Assert.Contains(
            "No ED25519 host key is known for node2 and you have requested strict checking.; Host key verification failed.",
            await ReadFailsAsync(provider)
        );
    }

    [SkippableFact]
    public async Task Where_no_engine_answers_behind_SSH_the_error_says_what_to_look_at()
    {
        SkipUnlessInstalled();
        await using var provider = Provider("/nowhere.sock", "node1");

        var error = await ReadFailsAsync(provider);

        Assert.StartsWith($"the Docker engine at ssh://{Environment.UserName}@127.0.0.1:22 does not answer: channel ", error);
        Assert.EndsWith($"Is Docker running there, and is user {Environment.UserName} in group docker?", error);
    }

    private static async Task<string> ReadFailsAsync(IProvider provider) =>
        (
            await Assert.ThrowsAsync<ProviderException>(() =>
                provider.ReadAsync(new Operations().On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default)
            )
        ).Message;

    private static void SkipUnlessInstalled()
    {
        LoopbackSshd.SkipUnlessInstalled();
        Skip.IfNot(Tool.Exists("ssh"), "ssh is not installed here (package openssh-client)");
    }

    // As the program writes it, with ${HOME} for what the inner ssh expands itself.
    private string[] Through(string alias)
    {
        Write("hop-id", hop.UserKey);
        Write("hop-known", $"bastion {hop.HostKey}");
        var folder = "${HOME}/" + Path.GetRelativePath(Environment.GetEnvironmentVariable("HOME")!, _keys.FullName);
        return
        [
            "-o",
            $"ProxyCommand=ssh -o BatchMode=yes -o IdentitiesOnly=yes -o 'IdentityFile={folder}/hop-id' -o StrictHostKeyChecking=yes"
                + $" -o 'UserKnownHostsFile={folder}/hop-known' -o HostKeyAlias={alias} -W 127.0.0.1:{sshd.Resolve("127.0.0.1", 22)} -p 23 {Environment.UserName}@127.0.0.1",
        ];
    }

    private IProvider Provider(string socket, string alias, IReadOnlyList<string>? way = null)
    {
        var id = Write("id", sshd.UserKey);
        var known = Write("known_hosts", $"node1 {sshd.HostKey}");
        string[] options =
        [
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            $"IdentityFile={id}",
            "-o",
            $"UserKnownHostsFile={known}",
            "-o",
            $"HostKeyAlias={alias}",
            .. way ?? [],
        ];
        return new DockerProviderFactory(way is null ? sshd : hop, Mock.Of<IImageDepot>(MockBehavior.Strict)).Create(
            PropertyMap
                .Empty.With("host", $"ssh://{Environment.UserName}@127.0.0.1:22{socket}")
                .With("sshOpts", PropertyValue.Of(options.Select(PropertyValue.Of)))
        );
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_keys.FullName, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
