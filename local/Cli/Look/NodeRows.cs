using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>What is recorded of the nodes, joined with what the swarm says of them: after a run that was cut off the record is older.</summary>
internal static class NodeRows
{
    public const string NotInSwarm = "not in the swarm";
    public const string NotRecorded = "not recorded";

    // What this program leaves word with on a node (infra/Scripts/attributes.sh) is no label that somebody gave it.
    private const string Own = "pulumi.";

    /// <summary>The recorded nodes with role and state as the swarm has them, then those that only the swarm or only the machines know.</summary>
    /// <param name="recorded">The nodes of the last run that ended.</param>
    /// <param name="machines">Machines that are recorded since.</param>
    /// <param name="swarm">What the swarm says; null: nothing.</param>
    public static IReadOnlyList<NodeRow> Join(
        IReadOnlyList<NodeRow> recorded,
        IReadOnlyList<NodeRow> machines,
        IReadOnlyList<NodeEntry>? swarm
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

        // What left and joined again has an old entry beside the one that is ready.
        var left = swarm.OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenByDescending(entry => entry.IsReady).ToList();
        List<NodeRow> rows = [];
        foreach (var row in known)
        {
            var entry = left.Find(entry => entry.Address == row.PrivateAddress) ?? left.Find(entry => entry.Name == row.Name);
            left.Remove(entry!);
            rows.Add(entry is null ? row with { Swarm = NotInSwarm } : Told(row, entry));
        }

        return [.. rows, .. left.Select(entry => Told(new NodeRow(entry.Name, entry.Role, NotRecorded, entry.Address, "", 0), entry))];
    }

    /// <summary>Whether the swarm has the node, and it is not down.</summary>
    public static bool IsGood(NodeRow row) =>
        row.Swarm is null || (row.Swarm != NotInSwarm && row.Swarm.Split(", ") is ["ready", ..] words && !words.Contains("unreachable"));

    private static NodeRow Told(NodeRow row, NodeEntry entry) =>
        row with
        {
            Role = entry.Role,
            Swarm = entry.Part,
            Id = entry.Id,
            Availability = entry.Availability,
            WantedAvailability = entry.WantedAvailability,
            Manager =
                entry.IsLeader ? "leader"
                : entry.Reachability.Length > 0 ? entry.Reachability
                : null,
            Engine = entry.Engine.Length > 0 ? entry.Engine : null,
            Labels = entry
                .Labels.Where(label => !label.Key.StartsWith(Own, StringComparison.Ordinal))
                .OrderBy(label => label.Key, StringComparer.Ordinal)
                .ToDictionary(),
        };
}
