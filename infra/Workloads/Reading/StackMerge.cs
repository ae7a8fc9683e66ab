namespace Infra.Workloads.Reading;

/// <summary>
/// Merges stack files as <c>docker stack deploy -c a -c b</c> does. Services are merged key by key; networks, volumes, configs, secrets and containers of the
/// same name are replaced. Where docker's own merging loses something (an override by false, 0 or an empty text; tcp and udp on one port), this does not;
/// and a healthcheck's test replaces the other, where docker strings both together.
/// </summary>
internal static class StackMerge
{
    /// <summary>A file whose services can be merged: each with all of its own environment variables in one mapping.</summary>
    public static Mapping Prepared(Mapping file, EnvironmentReader environment) =>
        file.With(file.Entries.Select(entry => entry.Key is "services" or "x-containers" && entry.Value is Mapping map
            ? entry with { Value = map.With(map.Entries.Select(item => item.Value is Mapping service ? item with { Value = environment.Resolve(service) } : item)) }
            : entry));

    /// <summary>Both files; the second one wins.</summary>
    public static Mapping Merge(Mapping first, Mapping second) => Union(first, second, (key, one, other) => (one, other) switch
    {
        (Mapping before, Mapping after) when key == "services" => Union(before, after, (_, a, b) => a is Mapping x && b is Mapping y ? Services(x, y) : b),
        (Mapping before, Mapping after) => Union(before, after, (_, _, winner) => winner),
        _ => other,
    });

    private static Mapping Services(Mapping first, Mapping second) => Union(first, second, (key, one, other) => key switch
    {
        "ports" => Lists(PortsWithout(one, other), other),
        "volumes" => ByKey(one, other, MountReader.Target),
        "configs" or "secrets" => ByKey(one, other, Source),
        "networks" => one is not Mapping && other is not Mapping ? ByKey(one, other, Source) : Attachments(AsNames(one), AsNames(other)),
        "logging" => Logging(one, other),
        "ulimits" => Values(one, other),
        "labels" or "environment" or "sysctls" => Values(AsPairs(one), AsPairs(other)),
        "extra_hosts" => Lists(AsHosts(one), AsHosts(other)),
        "dns" or "dns_search" or "tmpfs" => Lists(AsList(one), AsList(other)),
        "deploy" or "healthcheck" => Deep(one, other),
        _ => one is Sequence && other is Sequence && key is not ("command" or "entrypoint") ? Lists(one, other) : other,
    });

    private static Node Deep(Node one, Node other) => (one, other) switch
    {
        (Mapping first, Mapping second) => Union(first, second, (key, a, b) => key switch
        {
            "labels" => Values(AsPairs(a), AsPairs(b)),
            "test" => b,
            _ => Deep(a, b),
        }),
        (Sequence first, Sequence second) => Lists(first, second),
        _ => other,
    };

    // Aliases replace each other, options come together.
    private static Node Attachments(Node one, Node other) => one is Mapping first && other is Mapping second
        ? Union(first, second, (_, a, b) => a is Mapping x && b is Mapping y ? Union(x, y, (key, before, after) => key == "driver_opts" ? Values(before, after) : after) : b)
        : other;

    // Options of another driver mean nothing to this one.
    private static Node Logging(Node one, Node other)
    {
        if (one is not Mapping first || other is not Mapping second)
        {
            return other;
        }

        var (before, after) = ((first["driver"] as Scalar)?.Text, (second["driver"] as Scalar)?.Text);
        return before is null || after is null || before == after ? Union(first, second, (_, a, b) => Values(a, b)) : other;
    }

    private static Node Values(Node one, Node other) =>
        one is Mapping first && other is Mapping second ? Union(first, second, (_, _, winner) => winner) : other;

    private static Node Lists(Node one, Node other) =>
        one is Sequence first && other is Sequence second ? second with { Items = [.. first.Items, .. second.Items] } : other;

    private static Node ByKey(Node one, Node other, Func<Node, string?> key)
    {
        if (one is not Sequence first || other is not Sequence second)
        {
            return other;
        }

        var taken = second.Items.Select(key).ToHashSet();
        return Lists(first with { Items = [.. first.Items.Where(item => key(item) is not { } name || !taken.Contains(name))] }, second);
    }

    // A range is taken apart, so that one port of it can be another's.
    private static Node PortsWithout(Node one, Node other)
    {
        if (one is not Sequence first || other is not Sequence second)
        {
            return one;
        }

        var taken = second.Items.SelectMany(Ports).Select(item => item.Key).ToHashSet();
        return first with { Items = [.. first.Items.SelectMany(Ports).Where(item => !taken.Contains(item.Key)).Select(item => item.Node)] };
    }

    private static IEnumerable<(string Key, Node Node)> Ports(Node item)
    {
        if (item is Mapping map)
        {
            var published = (map["published"] as Scalar)?.Text ?? "0";
            var key = published == "0" ? $"target {(map["target"] as Scalar)?.Text}" : published;
            return [($"{key}/{(map["protocol"] as Scalar)?.Text ?? "tcp"}", item)];
        }

        return item is Scalar { IsSecret: false } scalar && PortReader.Short(item.At, scalar.Text, out _) is { } ports
            ? ports.Select(port => ($"{(port.Published == 0 ? $"target {port.Target}" : $"{port.Published}")}/{port.Protocol}", (Node)(ports.Count == 1 ? scalar : scalar with { Text = $"{port}" })))
            : [($"{item.At}", item)];
    }

    private static string? Source(Node item) => ((item is Mapping map ? map["source"] : item) as Scalar)?.Text;

    private static Node AsNames(Node node) => node is Sequence list
        ? new Mapping(node.At, node.Path, [.. list.Items.OfType<Scalar>().Select(item => new Entry(item.At, item.Text, item with { Text = "", IsNull = true }))])
        : node;

    private static Node AsPairs(Node node) => node is Sequence
        ? new Mapping(node.At, node.Path, [.. new NodeReader([], []).PairEntries(node, silent: true)])
        : node;

    private static Node AsHosts(Node node) => node is Mapping map
        ? new Sequence(node.At, node.Path, [.. map.Entries.Select(entry => entry.Value is Scalar ip ? ip with { Text = $"{entry.Key}:{ip.Text}" } : entry.Value)])
        : node;

    private static Node AsList(Node node) => node is Scalar { IsNull: false } ? new Sequence(node.At, node.Path, [node]) : node;

    private static Mapping Union(Mapping first, Mapping second, Func<string, Node, Node, Node> both) => first with
    {
        Entries =
        [
            .. first.Entries.Select(entry => second.Entries.FirstOrDefault(other => other.Key == entry.Key) is { } other
                ? other with { Value = Empty(other.Value) ? entry.Value : Empty(entry.Value) ? other.Value : both(entry.Key, entry.Value, other.Value) }
                : entry),
            .. second.Entries.Where(entry => first.Entries.All(other => other.Key != entry.Key)),
        ],
    };

    private static bool Empty(Node node) => node is Scalar { IsNull: true };
}
