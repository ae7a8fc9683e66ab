using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings;

/// <summary>
/// Whether what swarm:cloudConfig holds is of the kind that cloud-init reads: it only warns on the machine, where nobody looks, and leaves out what it cannot
/// read. After cloudinit/config/schemas/schema-cloud-config-v1.json of https://github.com/canonical/cloud-init.
/// </summary>
internal static class CloudConfigTypes
{
    private static readonly string[] _yesOrNo = ["true", "false", "yes", "no", "on", "off"];

    private static readonly string[] _encodings =
    [
        "gz",
        "gzip",
        "gz+base64",
        "gzip+base64",
        "gz+b64",
        "gzip+b64",
        "b64",
        "base64",
        "text/plain",
    ];

    private static readonly Kind _mapping = new("a mapping", node => node is YamlMappingNode);
    private static readonly Kind _flag = new("true or false", node => _yesOrNo.Contains(Text(node)?.ToLowerInvariant()));
    private static readonly Kind _text = new("a text", node => Text(node) is not null);

    // Numbers in a list are arguments like texts.
    private static readonly Kind _command = new("a command, as a text (between quotes where it has a colon) or as a list of texts", node =>
        Text(node) is not null || (node is YamlSequenceNode list && list.All(item => Text(item) is not null))
    );

    private static readonly Dictionary<string, Kind> _keys = new()
    {
        ["apt"] = _mapping with { Example = "{preserve_sources_list: true}" },
        ["bootcmd"] = ListOf(_command, "[[systemctl, mask, apt-daily.timer]]"),
        ["ca_certs"] = _mapping with { Example = "{trusted: [\"-----BEGIN CERTIFICATE-----…\"]}" },
        ["final_message"] = _text with { Example = "ready" },
        ["keyboard"] = new("a mapping with layout", node => node is YamlMappingNode map && Has(map, "layout")) { Example = "{layout: de}" },
        ["locale"] = _text with { Example = "de_DE.UTF-8" },
        ["mounts"] = ListOf(
            new("a list of one to six texts", node => node is YamlSequenceNode { Children.Count: >= 1 and <= 6 }),
            "[[/dev/nvme1n1, /data]]"
        ),
        ["ntp"] = new("a mapping", node => node is YamlMappingNode || Text(node) is null && node is YamlScalarNode)
        {
            Example = "{servers: [ntp.example.com]}",
        },
        ["package_update"] = _flag with { Example = "true" },
        ["package_upgrade"] = _flag with { Example = "true" },
        ["packages"] = ListOf(
            new("the name of a package, a list of its name and its version, or a mapping of apt and snap", node =>
                Text(node) is not null
                || node is YamlSequenceNode { Children.Count: 2 }
                || (node is YamlMappingNode map && map.Children.Keys.All(key => $"{key}" is "apt" or "snap"))
            ),
            "[jq]"
        ),
        ["rsyslog"] = _mapping with { Example = "{remotes: {central: logs.example.com}}" },
        ["runcmd"] = ListOf(_command with { Fits = node => node is YamlScalarNode || _command.Fits(node) }, "[[systemctl, restart, cron]]"),
        ["snap"] = _mapping with { Example = "{commands: [snap install jq]}" },
        ["swap"] = _mapping with { Example = "{filename: /swapfile, size: 1G}" },
        ["timezone"] = _text with { Example = "Europe/Berlin" },
        ["write_files"] = ListOf(
            new("a mapping with path", node => node is YamlMappingNode map && Has(map, "path")),
            "[{path: /etc/motd, content: hello}]"
        ),
    };

    private static readonly Dictionary<string, Kind> _fileKeys = new()
    {
        ["append"] = _flag with { Example = "true" },
        ["content"] = _text with { Example = "hello" },
        ["defer"] = _flag with { Example = "true" },
        ["encoding"] = new("one of " + string.Join(", ", _encodings), node => _encodings.Contains(Text(node))) { Example = "b64" },
        ["owner"] = _text with { Example = "root:root" },
        ["path"] = _text with { Example = "/etc/motd" },
        // 644 without quotes is a number, and not in the eights that modes are in.
        ["permissions"] = new("a text such as '0644'", node => Text(node) is { } text && (IsQuoted(node) || text.StartsWith('0')))
        {
            Example = "'0644'",
        },
        ["source"] = new("a mapping with uri", node => node is YamlMappingNode map && Has(map, "uri"))
        {
            Example = "{uri: https://example.com/motd}",
        },
    };

    /// <summary>Reports what is of another kind. A key that is not known is told elsewhere.</summary>
    public static void Reject(SettingsReader reader, YamlMappingNode map)
    {
        foreach (var (key, value) in map.Children)
        {
            var name = CloudConfigReader.Name(key);
            if (!_keys.TryGetValue(name, out var kind))
            {
                continue;
            }

            var where = $"{SettingsTable.CloudConfig.Key}.{name}";
            if (!kind.Fits(value))
            {
                Report(reader, where, name, value, kind);
            }
            else if (kind.Items is { } items)
            {
                foreach (var (index, item) in ((YamlSequenceNode)value).Children.Index())
                {
                    if (!items.Fits(item))
                    {
                        Report(reader, $"{where}[{index}]", name, item, items with { Example = kind.Example });
                    }
                    else if (name == "write_files")
                    {
                        RejectFile(reader, $"{where}[{index}]", (YamlMappingNode)item);
                    }
                }
            }
        }
    }

    private static void RejectFile(SettingsReader reader, string where, YamlMappingNode file)
    {
        foreach (var (key, value) in file.Children)
        {
            var name = CloudConfigReader.Name(key);
            if (_fileKeys.TryGetValue(name, out var kind) && !kind.Fits(value))
            {
                Report(reader, $"{where}.{name}", name, value, kind);
            }
        }
    }

    private static Kind ListOf(Kind items, string example) =>
        new($"a list, each item {items.Allowed}", node => node is YamlSequenceNode) { Items = items, Example = example };

    // A value may be secret.
    private static void Report(SettingsReader reader, string where, string key, YamlNode value, Kind kind) =>
        reader.Report(where, Received(value), kind.Allowed, $"For example {key}: {kind.Example}.");

    private static string Received(YamlNode node) =>
        node switch
        {
            YamlMappingNode => "a mapping",
            YamlSequenceNode list => $"a list of {list.Children.Count}",
            _ => Text(node) is null ? "nothing"
            : IsQuoted(node) || !Text(node)!.All(char.IsAsciiDigit) ? "a text"
            : "a number",
        };

    // What is neither a list nor a mapping nor nothing.
    private static string? Text(YamlNode node) =>
        node is YamlScalarNode { Value: { } text } && (IsQuoted(node) || text is not ("" or "~" or "null" or "Null" or "NULL"))
            ? text
            : null;

    private static bool IsQuoted(YamlNode node) => node is YamlScalarNode { Style: not ScalarStyle.Plain };

    // What a merge key brings along is not looked at.
    private static bool Has(YamlMappingNode map, string key) =>
        map.Children.Any(child =>
            CloudConfigReader.Name(child.Key) is var name && (name == "<<" || (name == key && Text(child.Value) is not null))
        );

    /// <summary>A kind of value.</summary>
    /// <param name="Allowed">As messages say it.</param>
    /// <param name="Fits">Whether a value is of it.</param>
    private sealed record Kind(string Allowed, Func<YamlNode, bool> Fits)
    {
        /// <summary>Of which kind the items of a list are.</summary>
        public Kind? Items { get; init; }

        /// <summary>A value of it.</summary>
        public string? Example { get; init; }
    }
}
