using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>
/// Reads the labels and the availability of nodes: swarm:nodeLabels and swarm:nodeAvailability, for all managers, for all workers, or for one node that
/// the program creates; a host that exists already has its own in its entry of swarm:hosts. What is said of one node wins over what is said of its role.
/// </summary>
internal static partial class NodeAttributesReader
{
    /// <summary>The labels in which steps on the manager keep what they have set (Scripts/attributes.sh, Scripts/member.sh, Scripts/turn.sh).</summary>
    private static readonly string[] _reserved = ["pulumi.labels", "pulumi.availability", "pulumi.machine", "swarm.turn"];

    private static readonly string[] _roles = [SettingsTable.Managers.Name, SettingsTable.Workers.Name];

    /// <summary>The hosts with what the two settings say of them.</summary>
    public static HostsSettings Read(SettingsReader reader, HostsSettings hosts)
    {
        var labels = Entries(reader, SettingsTable.NodeLabels, hosts)
            .ToDictionary(entry => entry.Name, entry => Labels(reader, $"{SettingsTable.NodeLabels.Key}.{entry.Name}", entry.Value));
        var availabilities = Entries(reader, SettingsTable.NodeAvailability, hosts)
            .ToDictionary(
                entry => entry.Name,
                entry => Availability(reader, $"{SettingsTable.NodeAvailability.Key}.{entry.Name}", entry.Value)
            );
        return hosts switch
        {
            AwsSettings aws => aws with { AwsNodes = [.. aws.AwsNodes.Select(With)] },
            ExistingHostsSettings existing => existing with { Hosts = [.. existing.Hosts.Select(With)] },
            _ => hosts,
        };

        T With<T>(T node)
            where T : NodeSettings
        {
            var role = _roles[node.Role == NodeRole.Manager ? 0 : 1];
            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in Of(labels, role).Concat(node.Labels).Concat(Of(labels, node.Name)))
            {
                all[key] = value;
            }

            return all.Count == 0 && availabilities.Count == 0
                ? node
                : node with
                {
                    Labels = all.Count == 0 ? node.Labels : all,
                    Availability = availabilities.GetValueOrDefault(node.Name)
                        ?? node.Availability
                        ?? availabilities.GetValueOrDefault(role),
                };
        }

        static IEnumerable<KeyValuePair<string, string>> Of(Dictionary<string, IReadOnlyDictionary<string, string>> labels, string name) =>
            labels.TryGetValue(name, out var found) ? found : [];
    }

    /// <summary>Labels, each a name with a text, a number or a flag.</summary>
    public static IReadOnlyDictionary<string, string> Labels(SettingsReader reader, string where, JsonElement value)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object)
        {
            reader.Report(where, value.GetRawText(), SettingsTable.Host.Labels.Allowed, "For example {disk: ssd}.");
            return labels;
        }

        foreach (var label in value.EnumerateObject())
        {
            if (_reserved.Contains(label.Name))
            {
                reader.Report(
                    where,
                    $"the label {SettingsReader.Quoted(label.Name)}",
                    "labels of your own: in this one the program keeps what it has set",
                    "Choose another name."
                );
            }
            else if (!Key().IsMatch(label.Name))
            {
                reader.Report(
                    where,
                    $"the label {SettingsReader.Quoted(label.Name)}",
                    "labels of letters, digits, dots, hyphens and underscores, at most 128, a letter, digit or underscore first",
                    "Choose another name."
                );
            }
            else if (Text(label.Value) is { } text)
            {
                labels[label.Name] = text;
            }
            else
            {
                reader.Report(
                    $"{where}.{label.Name}",
                    label.Value.GetRawText(),
                    "a text of one line and at most 255 characters, a number, true or false",
                    $"For example {label.Name}: ssd."
                );
            }
        }

        return labels;
    }

    /// <summary>One of the three words; null, and a problem, when it is none of them.</summary>
    public static NodeAvailability? Availability(SettingsReader reader, string where, JsonElement value)
    {
        var setting = SettingsTable.Host.Availability;
        var word = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        if (setting.Allows(word))
        {
            return setting.ValueOf(word);
        }

        reader.Report(
            where,
            value.GetRawText(),
            setting.Allowed,
            Suggestion.For(word, setting.Words.Select(item => item.Word), "Choose one of them, or remove it to leave the node as it is.")
        );
        return null;
    }

    // As it is written: a flag is true, not True.
    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: <= 255 } text && !text.Any(char.IsControl) => text,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };

    private static IReadOnlyList<JsonProperty> Entries(SettingsReader reader, StructuredSetting setting, HostsSettings hosts)
    {
        if (reader.Configured(setting) is not { } text || reader.Mapping(setting, text) is not { } map)
        {
            return [];
        }

        var known = new List<JsonProperty>();
        var nodes = hosts.Nodes.Select(node => node.Name).ToArray();
        var plain = hosts.Nodes.Where(node => node is not AwsNodeSettings { IsOfPool: true }).Select(node => node.Name).ToArray();
        foreach (var entry in map)
        {
            var isOneNode = nodes.Contains(entry.Name);
            if (_roles.Contains(entry.Name) || isOneNode && hosts is AwsSettings)
            {
                known.Add(entry);
            }
            else if (hosts is AwsSettings)
            {
                reader.Report(
                    $"{setting.Key}.{entry.Name}",
                    "no node of the swarm",
                    $"{_roles[0]}, {_roles[1]}, or a node: {(plain.Length > 0 ? $"{plain[0]} to {plain[^1]}" : "node1 and so on")}{(nodes.Length > plain.Length ? " and those of pools" : "")}",
                    Suggestion.For(entry.Name, [.. _roles, .. nodes], "Remove it.")
                );
            }
            else
            {
                reader.Report(
                    $"{setting.Key}.{entry.Name}",
                    isOneNode ? "a single host" : "neither of the two roles",
                    $"{_roles[0]} or {_roles[1]}; what one host has is in its entry of {SettingsTable.Hosts.Key}",
                    isOneNode
                        ? $"Move it to the entry of {entry.Name}."
                        : Suggestion.For(entry.Name, _roles, "Remove it, or move it to the entry of a host.")
                );
            }
        }

        return known;
    }

    // What can be a part of node.labels.KEY: swarmkit, manager/constraint.
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")]
    private static partial Regex Key();
}
