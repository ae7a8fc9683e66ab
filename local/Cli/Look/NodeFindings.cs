using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>What is not well with the nodes: of each the first thing that explains the others, and its disks.</summary>
internal static class NodeFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<NodeRow> rows, IReadOnlyList<Node> nodes, Sight sight, Remedies remedies)
    {
        var manager = nodes.FirstOrDefault(node => sight.Of(node.Name)?.Swarm is not null);
        foreach (var row in rows)
        {
            var node = nodes.FirstOrDefault(node => node.Name == row.Name);
            if (First(row, node, sight.Of(row.Name), manager, remedies) is { } first)
            {
                yield return first;
            }

            foreach (var disk in row.Disks?.Where(disk => disk.IsFull) ?? [])
            {
                yield return new(row.Name, $"{row.Name} has {disk.Free} left on {disk.Mount}", remedies.Room(node!));
            }
        }

        if (sight.Refusal is { } refusal)
        {
            yield return new("swarm", $"no manager lists what the swarm holds: {refusal}", remedies.Quorum);
        }
    }

    private static Finding? First(NodeRow row, Node? node, NodeAnswer? answer, Node? manager, Remedies remedies) =>
        (row, node, answer) switch
        {
            ({ State: NodeRows.NotRecorded }, _, _) when manager is not null => new(
                row.Name,
                $"{row.Name} is a node of the swarm ({row.Swarm}), but not one of this stack's",
                $"once it has left: {remedies.RemoveEntry(manager, row.Id!)}"
            ),
            ({ State: NodeState.Stopped }, _, _) => new(
                row.Name,
                $"the virtual machine of {row.Name} has stopped",
                $"{remedies.Up} starts it again"
            ),
            ({ State: NodeState.Gone }, _, _) => new(
                row.Name,
                $"the virtual machine of {row.Name} is gone",
                $"{remedies.Restore} create it again"
            ),
            ({ State: NodeState.Booting }, _, _) => new(
                row.Name,
                $"the virtual machine of {row.Name} is booting",
                "wait a minute, then look again"
            ),
            (_, not null, { Silence: { } silence }) => new(row.Name, silence, remedies.Reach(node)),
            (_, not null, { EngineFault: { } fault }) => new(
                row.Name,
                $"Docker Engine on {row.Name} does not answer: {fault}",
                $"{remedies.RestartEngine(node)}; if it does not start, sudo journalctl --unit docker there says why"
            ),
            (_, not null, { SwarmState: "locked" }) => new(
                row.Name,
                $"{row.Name} is locked: its engine waits for the swarm's unlock key",
                remedies.On(node, "docker swarm unlock")
            ),
            ({ Swarm: NodeRows.NotInSwarm }, _, _) => new(row.Name, $"{row.Name} is not a node of the swarm", remedies.Restore),
            ({ Swarm: { } part }, not null, _) when !part.StartsWith("ready", StringComparison.Ordinal) => new(
                row.Name,
                $"{row.Name} is {part} in the swarm, though its engine answers",
                $"see that the other nodes reach it at 2377/tcp, 7946 and 4789/udp; then {remedies.RestartEngine(node)}"
            ),
            ({ Manager: "unreachable" }, not null, _) => new(
                row.Name,
                $"the other managers do not reach {row.Name}",
                $"see that they reach it at 2377/tcp; then {remedies.RestartEngine(node)}"
            ),
            ({ Availability: { } availability, WantedAvailability: { } wanted }, _, _) when availability != wanted && manager is not null =>
                new(
                    row.Name,
                    $"{row.Name} is {Availability.InWords(availability)}{(wanted == "active" ? ", so it is given no tasks" : $", but the configuration has it {Availability.InWords(wanted)}")}",
                    remedies.SetAvailability(manager, row.Id!, wanted)
                ),
            _ when !NodeState.IsGood(row.State) => new(row.Name, $"{row.Name} is {row.State}", remedies.Restore),
            _ => null,
        };
}
