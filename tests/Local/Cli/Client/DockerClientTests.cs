using System.Diagnostics;
using Local.Cli;
using Local.Cli.Client;
using Local.Cli.Nodes;

namespace Tests.Local.Cli.Client;

public sealed class DockerClientTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-client-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Docker_is_pointed_at_the_node_and_what_it_takes_for_ssh_passes_the_stack_s_keys()
    {
        // Does with ssh what docker does.
        var docker = Stub(
            "docker",
            """echo "$DOCKER_HOST|$DOCKER_CONTEXT|$*"; exec ssh -o ConnectTimeout=30 -T -- 127.1.2.3 docker system dial-stdio"""
        );
        var ssh = Stub("real-ssh", "for word; do printf '<%s>' \"$word\"; done; exit 7");
        var node = SshLine.Parse(
            "ssh -o IdentitiesOnly=yes -i ${HOME}/keys/it's/id -o HostKeyAlias=node1 -p 20022 admin@127.1.2.3",
            "/home/ada"
        );
        var own = Directory.CreateDirectory(Path.Combine(_directory.FullName, "own"));

        var start = new DockerClient(docker, ssh).Start(node, own.FullName, ["service", "ls", "--format", "{{.Name}} {{.Replicas}}"]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(
            "ssh://admin@127.1.2.3:20022||service ls --format {{.Name}} {{.Replicas}}\n"
                + "<-o><BatchMode=yes><-o><IdentitiesOnly=yes><-i></home/ada/keys/it's/id><-o><HostKeyAlias=node1>"
                + "<-o><ConnectTimeout=30><-T><--><127.1.2.3><docker><system><dial-stdio>",
            printed
        );
        Assert.Equal(7, process.ExitCode);
    }

    [Fact]
    public async Task What_ssh_starts_to_go_through_another_machine_is_the_real_ssh()
    {
        var docker = Stub("docker", "exec ssh");
        var ssh = Stub("real-ssh", "command -v ssh");
        var own = Directory.CreateDirectory(Path.Combine(_directory.FullName, "own"));

        var start = new DockerClient(docker, ssh).Start(new SshLine([], 22, "admin", "10.20.0.11"), own.FullName, []);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(DockerClient.TryFind("ssh") ?? "", printed.Trim());
    }

    [Fact]
    public void Without_a_docker_client_the_refusal_says_what_to_install() =>
        Assert.Equal(
            "there is no no-such-program on this computer; install it (on Debian: openssh-client)",
            Assert.Throws<RefusedCommandException>(() => DockerClient.Find("no-such-program")).Message
        );

    private string Stub(string name, string script)
    {
        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
