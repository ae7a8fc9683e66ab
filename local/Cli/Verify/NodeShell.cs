using System.Collections.Concurrent;
using CliWrap;
using CliWrap.Buffered;
using Local.Cli.Nodes;
using Local.Machines;

namespace Local.Cli.Verify;

/// <summary>Runs scripts on nodes with the ssh client, its key and host keys pinned as the stack's outputs say.</summary>
/// <param name="resolver">Knows the ports at which nodes are really reached.</param>
/// <param name="connectSeconds">How long a node may take to answer at all.</param>
internal sealed class NodeShell(IEndpointResolver resolver, int connectSeconds = 30) : INodeShell
{
    // Well below sshd's MaxStartups (10), and what one emulated core can do at once.
    private const int SessionsAtOnce = 3;

    // What ssh itself exits with when it fails.
    private const int SshFailed = 255;

    /// <summary>How many seconds somebody waits for a node to answer at all: an emulated one that is busy takes some to let anybody in.</summary>
    public const int PromptSeconds = 10;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _sessions = new();

    /// <summary>How long somebody waits for a short answer.</summary>
    public static TimeSpan PromptTimeout { get; } = TimeSpan.FromSeconds(20);

    /// <summary>For somebody who waits for the answer.</summary>
    public static NodeShell Prompt(IEndpointResolver resolver) => new(resolver, PromptSeconds);

    /// <summary>The options with which ssh neither asks nor waits for ever.</summary>
    public static IReadOnlyList<string> Bounds(int connectSeconds) =>
        ["-o", "BatchMode=yes", "-o", $"ConnectTimeout={connectSeconds}", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4"];

    public Task<ShellAnswer> RunAsync(Node node, string script, CancellationToken cancellation) =>
        RunAsync(node, ["bash", "-s"], PipeSource.FromString(script), cancellation);

    /// <summary>Runs a command on a node with what is written to it as its input. A connection that breaks ends it within a minute.</summary>
    public Task<ShellAnswer> SendAsync(
        Node node,
        string command,
        Func<Stream, CancellationToken, Task> input,
        CancellationToken cancellation
    ) => RunAsync(node, [command], PipeSource.Create(input), cancellation);

    private async Task<ShellAnswer> RunAsync(Node node, IReadOnlyList<string> command, PipeSource input, CancellationToken cancellation)
    {
        var sessions = _sessions.GetOrAdd(node.Name, _ => new SemaphoreSlim(SessionsAtOnce));
        await sessions.WaitAsync(cancellation);
        try
        {
            var ssh = node.Ssh.At(resolver).Arguments;
            var result = await CliWrap
                .Cli.Wrap("ssh")
                .WithArguments([.. Bounds(connectSeconds), .. ssh, .. command])
                .WithStandardInputPipe(input)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellation);
            return result.ExitCode == SshFailed
                ? throw new CheckFailedException($"{node.Name} cannot be reached by ssh: {result.StandardError.Trim()}")
                : new ShellAnswer(result.ExitCode, result.StandardOutput.Trim(), result.StandardError.Trim());
        }
        finally
        {
            sessions.Release();
        }
    }
}
