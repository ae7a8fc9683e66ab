namespace Infra.Compose.Reading;

/// <summary>
/// Merges stack files as <c>docker stack deploy -c a -c b</c> does. Services are merged key by key; networks, volumes, configs, secrets and containers of the
/// same name are replaced. Where docker's own merging loses something (an override by false, 0 or an empty text; tcp and udp on one port), this does not;
/// and a healthcheck's test replaces the other, where docker strings both together.
/// </summary>
internal static class StackMerge
{
    /// <summary>A file whose services can be merged: each with all of its own environment variables in one mapping.</summary>
    public static YamlMapping Prepared(YamlMapping file, EnvironmentReader environment) =>
        file.With(
            file.Entries.Select(entry =>
                entry.Key is "services" or "x-containers" && entry.Value is YamlMapping map
                    ? entry with
                    {
                        Value = map.With(
                            map.Entries.Select(item =>
                                item.Value is YamlMapping service ? item with { Value = environment.Resolve(service) } : item
                            )
                        ),
                    }
                    : entry
            )
        );

    /// <summary>Both files; the second one wins.</summary>
    public static YamlMapping Merge(YamlMapping first, YamlMapping second) => Union(first, second, (key, one, other) => (one, other) switch
            {
                (YamlMapping before, YamlMapping after) when key == "services" => Union(before, after, (_, a, b) =>
                    a is YamlMapping x && b is YamlMapping y ? Services(x, y) : b
                ),
                (YamlMapping before, YamlMapping after) => Union(before, after, (_, _, winner) => winner),
                _ => other,
            });

    private static YamlMapping Services(YamlMapping first, YamlMapping second) => Union(first, second, (key, one, other) => key switch
            {
                "ports" => Lists(PortsWithout(one, other), other),
                "volumes" => ByKey(one, other, MountReader.Target),
                "configs" or "secrets" => ByKey(one, other, Source),
                "networks" => one is not YamlMapping && other is not YamlMapping
                    ? ByKey(one, other, Source)
                    : Attachments(AsNames(one), AsNames(other)),
                "logging" => Logging(one, other),
                "ulimits" => Values(one, other),
                "labels" or "environment" or "sysctls" => Values(AsPairs(one), AsPairs(other)),
                "extra_hosts" => Lists(AsHosts(one), AsHosts(other)),
                "dns" or "dns_search" or "tmpfs" => Lists(AsList(one), AsList(other)),
                "deploy" or "healthcheck" => Deep(one, other),
                _ => one is YamlSequence && other is YamlSequence && key is not ("command" or "entrypoint") ? Lists(one, other) : other,
            });

    private static YamlElement Deep(YamlElement one, YamlElement other) =>
        (one, other) switch
        {
            (YamlMapping first, YamlMapping second) => Union(first, second, (key, a, b) => key switch
                {
                    "labels" => Values(AsPairs(a), AsPairs(b)),
                    "test" => b,
                    _ => Deep(a, b),
                }),
            (YamlSequence first, YamlSequence second) => Lists(first, second),
            _ => other,
        };

    // Aliases replace each other, options come together.
    private static YamlElement Attachments(YamlElement one, YamlElement other) =>
        one is YamlMapping first && other is YamlMapping second
            ? Union(first, second, (_, a, b) =>
                a is YamlMapping x && b is YamlMapping y
                    ? Union(x, y, (key, before, after) => key == "driver_opts" ? Values(before, after) : after)
                    : b
            )
            : other;

    // Options of another driver mean nothing to this one.
    private static YamlElement Logging(YamlElement one, YamlElement other)
    {
        if (one is not YamlMapping first || other is not YamlMapping second)
        {
            return other;
        }

        var (before, after) = ((first["driver"] as YamlScalar)?.Text, (second["driver"] as YamlScalar)?.Text);
        return before is null || after is null || before == after ? Union(first, second, (_, a, b) => Values(a, b)) : other;
    }

    private static YamlElement Values(YamlElement one, YamlElement other) =>
        one is YamlMapping first && other is YamlMapping second ? Union(first, second, (_, _, winner) => winner) : other;

    private static YamlElement Lists(YamlElement one, YamlElement other) =>
        one is YamlSequence first && other is YamlSequence second ? second with { Items = [.. first.Items, .. second.Items] } : other;

    private static YamlElement ByKey(YamlElement one, YamlElement other, Func<YamlElement, string?> key)
    {
        if (one is not YamlSequence first || other is not YamlSequence second)
        {
            return other;
        }

        var taken = second.Items.Select(key).ToHashSet();
        return Lists(first with { Items = [.. first.Items.Where(item => key(item) is not { } name || !taken.Contains(name))] }, second);
    }

    // A range is taken apart, so that one port of it can be another's.
    private static YamlElement PortsWithout(YamlElement one, YamlElement other)
    {
        if (one is not YamlSequence first || other is not YamlSequence second)
        {
            return one;
        }

        var taken = second.Items.SelectMany(Ports).Select(item => item.Key).ToHashSet();
        return first with { Items = [.. first.Items.SelectMany(Ports).Where(item => !taken.Contains(item.Key)).Select(item => item.Node)] };
    }

    private static IEnumerable<(string Key, YamlElement Node)> Ports(YamlElement item)
    {
        if (item is YamlMapping map)
        {
            var published = (map["published"] as YamlScalar)?.Text ?? "0";
            var key = published == "0" ? $"target {(map["target"] as YamlScalar)?.Text}" : published;
            return [($"{key}/{(map["protocol"] as YamlScalar)?.Text ?? "tcp"}", item)];
        }

        return item is YamlScalar { IsSecret: false } scalar && PortReader.Short(item.At, scalar.Text, out _) is { } ports
            ? ports.Select(port =>
                (
                    $"{(port.Published == 0 ? $"target {port.Target}" : $"{port.Published}")}/{port.Protocol}",
                    (YamlElement)(ports.Count == 1 ? scalar : scalar with { Text = $"{port}" })
                )
            )
            : [($"{item.At}", item)];
    }

    private static string? Source(YamlElement item) => ((item is YamlMapping map ? map["source"] : item) as YamlScalar)?.Text;

    private static YamlElement AsNames(YamlElement node) =>
        node is YamlSequence list
            ? new YamlMapping(
                node.At,
                node.Path,
                [.. list.Items.OfType<YamlScalar>().Select(item => new Entry(item.At, item.Text, item with { Text = "", IsNull = true }))]
            )
            : node;

    private static YamlElement AsPairs(YamlElement node) =>
        node is YamlSequence ? new YamlMapping(node.At, node.Path, [.. new ElementReader([], []).PairEntries(node, silent: true)]) : node;

    private static YamlElement AsHosts(YamlElement node) =>
        node is YamlMapping map
            ? new YamlSequence(
                node.At,
                node.Path,
                [.. map.Entries.Select(entry => entry.Value is YamlScalar ip ? ip with { Text = $"{entry.Key}:{ip.Text}" } : entry.Value)]
            )
            : node;

    private static YamlElement AsList(YamlElement node) =>
        node is YamlScalar { IsNull: false } ? new YamlSequence(node.At, node.Path, [node]) : node;

    private static YamlMapping Union(YamlMapping first, YamlMapping second, Func<string, YamlElement, YamlElement, YamlElement> both) =>
        first with
        {
            Entries =
            [
                .. first.Entries.Select(entry =>
                    second.Entries.FirstOrDefault(other => other.Key == entry.Key) is { } other
                        ? other with
                        {
                            Value =
                                Empty(other.Value) ? entry.Value
                                : Empty(entry.Value) ? other.Value
                                : both(entry.Key, entry.Value, other.Value),
                        }
                        : entry
                ),
                .. second.Entries.Where(entry => first.Entries.All(other => other.Key != entry.Key)),
            ],
        };

    private static bool Empty(YamlElement node) => node is YamlScalar { IsNull: true };
}
