using Infra.Settings;

namespace Infra.Placement;

/// <summary>Nodes with what they have, as messages say it: those that have the same are told together.</summary>
internal static class NodeList
{
    private const int MostGroups = 6;
    private const int MostNames = 5;

    public static string Of(IEnumerable<NodeFacts> nodes)
    {
        var groups = nodes.GroupBy(Description).Select(group => $"{Names([.. group])}: {group.Key}").ToArray();
        return string.Join("; ", groups.Take(MostGroups))
            + (groups.Length > MostGroups ? $"; and {groups.Length - MostGroups} kinds more" : "");
    }

    public static string Names(IReadOnlyList<NodeFacts> nodes) =>
        string.Join(", ", nodes.Take(MostNames).Select(node => node.Name))
        + (nodes.Count > MostNames ? $" and {nodes.Count - MostNames} more" : "");

    private static string Description(NodeFacts node)
    {
        IEnumerable<string> said =
        [
            node.Role == NodeRole.Manager ? "manager" : "worker",
            .. node.Availability switch
            {
                NodeAvailability.Drain => ["drained"],
                NodeAvailability.Pause => ["paused"],
                _ => Array.Empty<string>(),
            },
            .. node.Machine is { } machine ? [Machine(machine)] : Array.Empty<string>(),
            .. node.Labels.Count == 0
                ? ["no labels"]
                : node.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"),
        ];
        return string.Join(", ", said);
    }

    private static string Machine(MachineType machine) =>
        $"{machine.Name} ({machine.Architecture}{(machine.MemoryBytes > 0 ? $", {Amounts.Memory(machine.MemoryBytes)}" : "")}{(machine.Cpus > 0 ? $", {machine.Cpus} CPUs" : "")})";
}
