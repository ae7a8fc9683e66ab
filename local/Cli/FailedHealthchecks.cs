using System.Text.RegularExpressions;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Local.Runner;

namespace Local.Cli;

/// <summary>
/// The output of healthchecks that failed on other nodes than the one that a step ran on. The engine keeps it on the container's own node, which no manager can ask:
/// the step names the container and the node, and this computer, which reaches all of them, reads it there.
/// </summary>
internal static partial class FailedHealthchecks
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    // As tasks.sh says it.
    [GeneratedRegex("see 'docker inspect --format \"\\{\\{json \\.State\\.Health\\}\\}\" ([^' ]+)' on (\\S+)")]
    private static partial Regex Reference();

    /// <summary>The result with the outputs in the place of what says where to read them. What cannot be read within 30 s is left as it is.</summary>
    public static async Task<RunResult> ReadAsync(RunResult result, INodeShell shell, CancellationToken cancellation)
    {
        var references = result
            .Diagnostics.SelectMany(diagnostic => Reference().Matches(diagnostic.Message))
            .DistinctBy(found => found.Value);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_patience);
        var outputs = (
            await Task.WhenAll(
                from found in references
                from node in Node.In(result.Outputs)
                where node.Name == found.Groups[2].Value
                select ReadAsync(found, node, shell, bound.Token)
            )
        ).ToDictionary(read => read.Reference, read => read.Output);
        return result with
        {
            Diagnostics =
            [
                .. result.Diagnostics.Select(diagnostic =>
                    diagnostic with
                    {
                        Message = Reference().Replace(diagnostic.Message, found => outputs.GetValueOrDefault(found.Value) ?? found.Value),
                    }
                ),
            ],
        };
    }

    private static async Task<(string Reference, string? Output)> ReadAsync(
        Match found,
        Node node,
        INodeShell shell,
        CancellationToken cancellation
    )
    {
        try
        {
            var answer = await shell.RunAsync(
                node,
                $"docker inspect --format '{{{{range .State.Health.Log}}}}{{{{.Output}}}}{{{{end}}}}' {found.Groups[1].Value} | tail -n 5",
                cancellation
            );
            return (found.Value, answer is { ExitCode: 0, Output.Length: > 0 } ? answer.Output : null);
        }
        catch (Exception exception) when (exception is CheckFailedException or OperationCanceledException)
        {
            return (found.Value, null);
        }
    }
}
