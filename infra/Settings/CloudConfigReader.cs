using System.Text;
using Infra.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings;

/// <summary>Reads swarm:cloudConfig, what cloud-init does on a new machine beside what the program tells it. No message shows a value: some are secret.</summary>
internal static class CloudConfigReader
{
    // User data has at most 16 KiB, of which the program's own part takes two; base64 makes three bytes four.
    private const int MostBytes = 8192;

    // What has no part in who can log in. Users, keys, passwords, names of hosts and cloud-init's own modules are the program's.
    private static readonly string[] _keys =
    [
        "apt",
        "bootcmd",
        "ca_certs",
        "final_message",
        "keyboard",
        "locale",
        "mounts",
        "ntp",
        "package_update",
        "package_upgrade",
        "packages",
        "rsyslog",
        "runcmd",
        "snap",
        "swap",
        "timezone",
        "write_files",
    ];

    // What logging in depends on.
    private static readonly string[] _protected =
    [
        "/etc/cloud",
        "/etc/group",
        "/etc/gshadow",
        "/etc/nologin",
        "/etc/nsswitch.conf",
        "/etc/pam.d",
        "/etc/passwd",
        "/etc/security",
        "/etc/shadow",
        "/etc/ssh",
        "/etc/sudoers",
        "/etc/sudoers.d",
        "/etc/systemd/system/ssh.service",
        "/etc/systemd/system/ssh.service.d",
        "/home",
        "/root",
    ];

    // Written out, so that a merge key brings no path along.
    private static readonly string[] _fileKeys = ["append", "content", "defer", "encoding", "owner", "path", "permissions", "source"];

    /// <summary>The text as it is; null when there is none. What is wrong with it is reported.</summary>
    public static string? Read(SettingsReader reader)
    {
        var setting = SettingsTable.CloudConfig;
        if (reader.Configured(setting) is not { } text)
        {
            return null;
        }

        if (Encoding.UTF8.GetByteCount(text) is > MostBytes and var bytes)
        {
            reader.Report(
                setting,
                $"{bytes} bytes",
                $"at most {MostBytes}",
                "Put what is long where the machine can fetch it, and fetch it in runcmd."
            );
        }

        if (Mapping(reader, text) is { } map)
        {
            foreach (var key in map.Children.Keys.Select(Name).Where(key => !_keys.Contains(key)))
            {
                reader.Report(
                    $"{setting.Key}.{key}",
                    "a key that the program sets itself, that decides who can log in, or that it does not know",
                    "one of " + string.Join(", ", _keys),
                    Suggestion.For(key, _keys, "Remove it.")
                );
            }

            CloudConfigTypes.Reject(reader, map);
            RejectFiles(reader, map);
        }

        return text;
    }

    private static YamlMappingNode? Mapping(SettingsReader reader, string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is [{ RootNode: YamlMappingNode map }])
            {
                return map;
            }

            reader.Report(
                SettingsTable.CloudConfig,
                "something other than one mapping",
                SettingsTable.CloudConfig.Allowed,
                "For example packages: [jq]."
            );
        }
        catch (YamlException error)
        {
            reader.Report(
                SettingsTable.CloudConfig,
                $"text that is not YAML (line {error.Start.Line}, column {error.Start.Column})",
                SettingsTable.CloudConfig.Allowed,
                "Correct it there."
            );
        }

        return null;
    }

    private static void RejectFiles(SettingsReader reader, YamlMappingNode map)
    {
        foreach (var list in In(map, "write_files").OfType<YamlSequenceNode>())
        {
            foreach (var (index, file) in list.Children.Index().Where(item => item.Item is YamlMappingNode))
            {
                RejectFile(reader, $"{SettingsTable.CloudConfig.Key}.write_files[{index}]", (YamlMappingNode)file);
            }
        }
    }

    private static void RejectFile(SettingsReader reader, string where, YamlMappingNode file)
    {
        foreach (var key in file.Children.Keys.Select(Name).Where(key => !_fileKeys.Contains(key)))
        {
            reader.Report(
                $"{where}.{key}",
                "an unknown key",
                "one of " + string.Join(", ", _fileKeys),
                Suggestion.For(key, _fileKeys, "Remove it.")
            );
        }

        foreach (var path in In(file, "path"))
        {
            if (_protected.FirstOrDefault(folder => IsIn(folder, $"{path}")) is { } found)
            {
                reader.Report(
                    $"{where}.path",
                    SettingsReader.Quoted($"{path}"),
                    $"a file outside {string.Join(", ", _protected)}, on which logging in depends",
                    $"Write a file outside {found}."
                );
            }
        }
    }

    // By the text alone: a key may have a tag, which counts when nodes are compared and not in cloud-init.
    private static IEnumerable<YamlNode> In(YamlMappingNode map, string key) =>
        map.Children.Where(child => Name(child.Key) == key).Select(child => child.Value);

    /// <summary>A key as cloud-init reads it.</summary>
    public static string Name(YamlNode key) => (key as YamlScalarNode)?.Value ?? $"{key}";

    // cloud-init writes from the root directory.
    private static bool IsIn(string folder, string path) =>
        $"{Path.GetFullPath(path, "/")}/".StartsWith($"{folder}/", StringComparison.Ordinal);
}
