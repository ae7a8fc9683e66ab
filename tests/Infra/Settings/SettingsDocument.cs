using System.Text;
using System.Text.RegularExpressions;
using Infra.Settings;

namespace Tests.Infra.Settings;

/// <summary>Writes docs/settings.md from the table of settings.</summary>
internal static partial class SettingsDocument
{
    /// <summary>The whole document, in Markdown.</summary>
    public static string Text()
    {
        var text = new StringBuilder(
            $$"""
            # Settings

            Written from the program's own table of settings; a test keeps it up to date. Set a value with `pulumi config set swarm:NAME VALUE`, or write it under `config:` in `Pulumi.<stack>.yaml`.
            Every value is checked before anything is created, and all problems are reported together. A name without a value is a problem too: write a value, or remove the setting. What can be changed on a running stack is described in [aws.md](aws.md#what-can-be-changed-on-a-running-stack).

            An array is a list in `Pulumi.<stack>.yaml`. {{Alternatives()}} may also be one string with commas between the items, as `pulumi config set` writes it.


            """
        );
        Append(text, "For every provider", SettingsTable.All.Where(setting => setting.Provider is null));
        text.Append("[stack-files.md](stack-files.md) says more about stack files and their variables.\n\n");
        Append(text, "For `swarm:provider: aws`", SettingsTable.All.Where(setting => setting.Provider == HostsProvider.Aws));
        text.Append(
            "The region is `aws:region`, which belongs to Pulumi's AWS provider. [aws.md](aws.md) says more about machines on AWS.\n\n"
        );
        Append(text, "For `swarm:provider: hosts`", SettingsTable.All.Where(setting => setting.Provider == HostsProvider.Hosts));
        text.Append("[hosts.md](hosts.md) shows a whole list, and says what the hosts need.\n");
        return text.ToString();
    }

    private static string Alternatives()
    {
        var names = SettingsTable
            .All.Where(setting => setting is ListSetting or SourcesSetting && setting.Default is null)
            .Select(setting => $"`{setting.Name}`")
            .ToArray();
        return $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private static void Append(StringBuilder text, string title, IEnumerable<Setting> settings)
    {
        text.Append("## ")
            .Append(title)
            .Append("\n\n| Setting | What it decides | Type | Allowed | Default | Example |\n|---|---|---|---|---|---|\n");
        foreach (var setting in settings)
        {
            AppendRow(text, setting.Key, setting);
            foreach (var entry in setting.Entries)
            {
                AppendRow(text, setting.Type == "array" ? $"{setting.Key}[].{entry.Name}" : $"{setting.Key}.{entry.Name}", entry, setting);
            }
        }

        text.Append('\n');
    }

    private static void AppendRow(StringBuilder text, string path, Setting setting, Setting? within = null)
    {
        var fallback = setting.Default is { } value ? $"`{value}`" : setting.Unset;
        // Only a setting itself may be a text with commas instead of a list.
        var example =
            setting.Example is not { } shown ? ""
            : within is not null && setting is ListSetting ? $"`[{shown}]`"
            : $"`{shown}`";
        text.Append(
            $"| `{path}` | {setting.Description} | {setting.Type} | {Braces().Replace(setting.Allowed, "`$0`")} | {fallback} | {example} |\n"
        );
    }

    [GeneratedRegex(@"\{([^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Braces();
}
