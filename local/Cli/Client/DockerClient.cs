using System.Diagnostics;
using Local.Cli.Nodes;

namespace Local.Cli.Client;

/// <summary>The docker client of this computer, which reaches a node's engine by ssh with the stack's key and pinned host key, whatever ssh's own configuration says.</summary>
/// <param name="docker">The client.</param>
/// <param name="ssh">The ssh client.</param>
internal sealed class DockerClient(string docker, string ssh)
{
    // What would point the client elsewhere.
    private static readonly string[] _elsewhere = ["DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_TLS", "DOCKER_CERT_PATH"];

    /// <summary>The clients that are installed here. Refuses where one is lacking.</summary>
    public static DockerClient OfThisComputer() => new(Find("docker"), Find("ssh"));

    /// <summary>Where a program is; null: it is not installed.</summary>
    public static string? TryFind(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Where a program is. Refuses when it is not installed.</summary>
    public static string Find(string name) =>
        TryFind(name)
        ?? throw new RefusedCommandException(
            name == "docker"
                ? "there is no docker client on this computer. Install one (on Debian: docker-cli; no engine is needed), or run the command on a node: ./swarm ssh node1 -- docker …"
                : $"there is no {name} on this computer; install it (on Debian: openssh-client)"
        );

    /// <summary>How the client is started so that it talks to a node.</summary>
    /// <param name="node">How ssh really reaches it.</param>
    /// <param name="directory">An empty directory of nobody else's, for as long as the client runs.</param>
    /// <param name="arguments">What the client is to do.</param>
    public ProcessStartInfo Start(SshLine node, string directory, IEnumerable<string> arguments)
    {
        // The client starts what is called ssh, and passes no options of ours. What ssh starts itself, to go through another machine, is ssh.
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var wrapper = Path.Combine(directory, "ssh");
        File.WriteAllText(
            wrapper,
            $"#!/bin/sh\nPATH={Quoted(path)}\nexec {string.Join(' ', new[] { ssh, "-o", "BatchMode=yes" }.Concat(node.Options).Select(Quoted))} \"$@\"\n"
        );
        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var start = new ProcessStartInfo(docker, arguments);
        foreach (var name in _elsewhere)
        {
            start.Environment.Remove(name);
        }

        start.Environment["PATH"] = $"{directory}:{path}";
        start.Environment["DOCKER_HOST"] =
            $"ssh://{node.User}@{(node.Host.Contains(':', StringComparison.Ordinal) ? $"[{node.Host}]" : node.Host)}:{node.Port}";
        return start;
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
