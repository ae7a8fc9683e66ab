using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>Runs commands on nodes.</summary>
internal interface INodeShell
{
    /// <summary>Runs a script with the node's shell. Throws <see cref="CheckFailedException"/> when the node cannot be reached.</summary>
    Task<ShellAnswer> RunAsync(Node node, string script, CancellationToken cancellation);
}

/// <summary>What a script printed, without the last line's end, and its exit code.</summary>
internal sealed record ShellAnswer(int ExitCode, string Output, string Error);
