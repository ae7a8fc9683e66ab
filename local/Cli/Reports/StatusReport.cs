using Local.Cli.Nodes;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What <c>status</c> found.</summary>
internal static class StatusReport
{
    /// <param name="Stack">The stack's name.</param>
    /// <param name="Run">Which run is at work; null: none.</param>
    /// <param name="Resources">How many are recorded.</param>
    /// <param name="Nodes">The nodes.</param>
    /// <param name="Endpoints">What can be opened.</param>
    /// <param name="Begun">The names of operations that are recorded as begun.</param>
    /// <param name="Stopped">Nodes whose virtual machine has stopped.</param>
    /// <param name="IsSwarmSilent">Set when the swarm was asked and did not answer.</param>
    internal sealed record Found(
        string Stack,
        string? Run,
        int Resources,
        IReadOnlyList<NodeRow> Nodes,
        IReadOnlyList<string> Endpoints,
        IReadOnlyList<string> Begun,
        IReadOnlyList<StoppedNode> Stopped,
        bool IsSwarmSilent
    );

    public static void Write(IAnsiConsole console, Found found)
    {
        if (found.Nodes.Count > 0)
        {
            NodeTable.Write(console, found.Nodes, found.Endpoints);
        }

        console.WriteLine(
            found switch
            {
                { Resources: 0, Run: null } => $"The stack {found.Stack} is not up: ./swarm up brings it up",
                { Nodes.Count: 0, Run: null } =>
                    $"{found.Resources} resources recorded, but no nodes: the last run did not get that far. ./swarm up continues from there",
                _ => $"{found.Resources} resources recorded",
            }
        );
        if (found.Run is { } run)
        {
            console.WriteLine(
                $"A run is in progress ({run}){(found.Begun.Count > 0 ? $" on {string.Join(", ", found.Begun)}" : "")}: this is how things are at the moment"
            );
        }
        else if (found.Begun.Count > 0)
        {
            console.WriteLine($"A run was interrupted at {string.Join(", ", found.Begun)}: ./swarm up continues from there");
        }

        if (found.Stopped.Count > 0)
        {
            console.WriteLine($"{StoppedNode.Sentence(found.Stopped)} ./swarm up starts them again.");
        }
        else if (found.IsSwarmSilent && found.Run is null)
        {
            console.WriteLine(
                "No node reports what the swarm looks like, so the roles are those of the last run that ended. ./swarm verify takes a closer look"
            );
        }
    }
}
