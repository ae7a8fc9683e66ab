using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Reports;

/// <summary>What is recorded of the nodes, joined with what the swarm says of them: after a run that was cut off the record is older.</summary>
internal static class NodeRows
{
    public const string NotInSwarm = "not in the swarm";

    /// <summary>The recorded nodes with role and state as the swarm has them, then those that only the swarm or only the machines know.</summary>
    /// <param name="recorded">The nodes of the last run that ended.</param>
    /// <param name="machines">Machines that are recorded since.</param>
    /// <param name="swarm">What the swarm says; null: nothing.</param>
    public static IReadOnlyList<NodeRow> Join(
        IReadOnlyList<NodeRow> recorded,
        IReadOnlyList<NodeRow> machines,
        IReadOnlyList<SwarmNode>? swarm
    )
    {
        List<NodeRow> known =
        [
            .. recorded,
            .. machines.Where(machine => recorded.All(row => row.PrivateAddress != machine.PrivateAddress)),
        ];
        if (swarm is null)
        {
            return known;
        }

        var left = swarm.ToList();
        List<NodeRow> rows = [];
        foreach (var row in known)
        {
            var member = left.Find(node => node.Address == row.PrivateAddress) ?? left.Find(node => node.Name == row.Name);
            left.Remove(member!);
            rows.Add(row with { Role = member?.Role ?? row.Role, Swarm = member?.State ?? NotInSwarm });
        }

        return
        [
            .. rows,
            .. left.Select(node => new NodeRow(node.Name, node.Role, "not recorded", node.Address, "", 0) { Swarm = node.State }),
        ];
    }

    /// <summary>Whether the swarm has the node, and it is not down.</summary>
    public static bool IsGood(NodeRow row) =>
        row.Swarm is null || (row.Swarm != NotInSwarm && row.Swarm.Split(", ") is ["ready", ..] words && !words.Contains("unreachable"));
}
