using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:loadBalancer.</summary>
internal static class LoadBalancerReader
{
    private static readonly string[] _keys = [.. SettingsTable.LoadBalancerOf.All.Select(key => key.Name)];

    /// <summary>The load balancer; null: there is none. What is wrong with it is reported.</summary>
    /// <param name="reader">The configuration.</param>
    /// <param name="nodes">The nodes of the swarm.</param>
    public static LoadBalancerSettings? Read(SettingsReader reader, IReadOnlyList<AwsNodeSettings> nodes)
    {
        var setting = SettingsTable.LoadBalancer;
        if (reader.Configured(setting) is not { } text)
        {
            return null;
        }

        if (SettingsReader.Parsed(text) is not { ValueKind: JsonValueKind.Object } entry)
        {
            reader.Report(
                setting,
                SettingsReader.Quoted(text),
                setting.Allowed,
                $"Write it as a mapping in Pulumi.<stack>.yaml, or run `pulumi config rm {setting.Key}`."
            );
            return null;
        }

        var keys = new EntryReader(reader, entry, setting.Key);
        keys.RejectUnknown(_keys);
        return new LoadBalancerSettings(keys.Flag(SettingsTable.LoadBalancerOf.Internal), Pools(reader, entry, nodes));
    }

    private static IReadOnlyList<string> Pools(SettingsReader reader, JsonElement entry, IReadOnlyList<AwsNodeSettings> nodes)
    {
        var key = SettingsTable.LoadBalancerOf.Pools;
        if (!entry.TryGetProperty(key.Name, out var given))
        {
            return [];
        }

        var there = nodes.Where(node => node.IsOfPool).Select(LoadBalancerSettings.PoolOf).Distinct().ToArray();
        var items = given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToArray() : [];
        if (there.Length == 0 || items.Length == 0)
        {
            reader.Report(
                Where(key),
                given.GetRawText(),
                there.Length > 0
                    ? $"a list of pools that have nodes, each once: {string.Join(", ", there)}"
                    : $"nothing, since no pool of {SettingsTable.Pools.Key} has nodes",
                there.Length > 0
                    ? $"For example {key.Name}: [{there[0]}]."
                    : $"Remove {key.Name}: the load balancer then sends to all nodes."
            );
            return [];
        }

        var names = new List<string>();
        foreach (var (index, item) in items.Index())
        {
            var name = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            if (!there.Contains(name))
            {
                reader.Report(
                    $"{Where(key)}[{index}]",
                    SettingsReader.Quoted(name),
                    $"a pool that has nodes: {string.Join(", ", there)}",
                    Suggestion.For(name, there, "Remove it.")
                );
            }
            else if (names.Contains(name))
            {
                reader.Report($"{Where(key)}[{index}]", $"{SettingsReader.Quoted(name)} once more", "every pool once", "Remove it.");
            }
            else
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static string Where(Setting key) => $"{SettingsTable.LoadBalancer.Key}.{key.Name}";
}
