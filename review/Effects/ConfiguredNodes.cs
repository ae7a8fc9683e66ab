using Review.Plans;

namespace Review.Effects;

/// <summary>
/// What the configuration says of nodes: whether they are given tasks, and their labels. A digest shows no step that stays as it is, also not that which has set them.
/// </summary>
internal sealed class ConfiguredNodes(Plan plan)
{
    private readonly Value _availability = plan.Setting("nodeAvailability");
    private readonly Value _labels = plan.Setting("nodeLabels");
    private readonly Dictionary<string, Value> _hosts = plan.Setting("hosts")
        .Items.Where(host => host["name"].Text is not null)
        .DistinctBy(host => host["name"].Text)
        .ToDictionary(host => host["name"].Text!);
    private readonly List<Value> _pools = [.. plan.Setting("pools").Items];

    /// <summary>Whether a node is given tasks: active, pause, drain, or empty: as others have set it.</summary>
    public string AvailabilityOf(string node, string role) =>
        _availability[node].Text ?? OwnOf(node)["availability"].Text ?? _availability[KeyOf(role)].Text ?? "";

    /// <summary>The labels that the program gives a node, such as <c>disk=ssd</c>.</summary>
    public IReadOnlyList<string> LabelsOf(string node, string role)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { _labels[KeyOf(role)], OwnOf(node)["labels"], _labels[node] }.SelectMany(of => of.Properties))
        {
            labels[name] = value.Text ?? $"{value}";
        }

        return [.. labels.Select(label => $"{label.Key}={label.Value}")];
    }

    // Its entry among the hosts, or its pool, whose nodes have its name and a number.
    private Value OwnOf(string node) =>
        _hosts.TryGetValue(node, out var host)
            ? host
            : _pools.Find(pool =>
                pool["name"].Text is { Length: > 0 } name
                && node.StartsWith(name, StringComparison.Ordinal)
                && long.TryParse(node.AsSpan(name.Length), System.Globalization.CultureInfo.InvariantCulture, out var number)
                && number <= pool["count"].Whole
            ) ?? Value.Absent;

    private static string KeyOf(string role) => role == NodeState.Manager ? "managers" : "workers";
}
