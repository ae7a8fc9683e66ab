using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>Joins what is recorded of a stack with what a look saw, and says what is not well.</summary>
internal static class Judgement
{
    /// <param name="document">What is recorded, the nodes as they are known without a look.</param>
    /// <param name="machines">Machines that are recorded, also those that are no nodes yet.</param>
    /// <param name="nodes">How the nodes are reached.</param>
    /// <param name="sight">What the look saw.</param>
    /// <param name="declared">What the stack declares to run; null: unknown.</param>
    /// <param name="outputs">The file with the outputs of a stack that the Pulumi CLI runs; null: the runner's own.</param>
    public static StatusDocument Of(
        StatusDocument document,
        IReadOnlyList<NodeRow> machines,
        IReadOnlyList<Node> nodes,
        Sight sight,
        Declared? declared,
        string? outputs = null
    )
    {
        var rows = NodeRows.Join([.. document.Nodes.Select(row => Seen(row, sight))], machines, sight.Swarm?.View.Nodes);
        var remedies = new Remedies(
            document.Stack,
            rows.DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.State),
            outputs
        );
        var containers = sight.Answers.SelectMany(answer => answer.Containers).ToList();
        var services = sight.Swarm is { } held ? ServiceRows.Of(held) : null;
        var networks = sight.Swarm is { } swarm ? NetworkRows.Of(swarm, containers) : null;
        var manager = sight.Answers.FirstOrDefault(answer => answer.Swarm is not null)?.Node;
        return document with
        {
            Nodes = rows,
            Services = services,
            Networks = networks,
            Containers = containers,
            IsSwarmSilent = document.Nodes.Count > 0 && sight.Swarm is null,
            Problems =
            [
                .. NodeFindings.Of(rows, nodes, sight, remedies),
                .. services is null ? [] : ServiceFindings.Of(services, declared, manager!, remedies),
                .. networks is null ? [] : OtherFindings.Of(networks, remedies),
                .. OtherFindings.Of(containers, declared, sight, remedies),
            ],
        };
    }

    private static NodeRow Seen(NodeRow row, Sight sight) =>
        sight.Of(row.Name) is not { } answer
            ? row
            : row with
            {
                State =
                    row.State != NodeState.Unasked ? row.State
                    : answer.Silence is null ? NodeState.Answers
                    : NodeState.Silent,
                EngineAnswers = answer.Silence is null ? answer.EngineFault is null : null,
                Disks = answer.Disks.Count > 0 ? answer.Disks : null,
            };
}
