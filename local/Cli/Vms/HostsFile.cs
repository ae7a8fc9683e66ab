using System.Globalization;
using Local.Machines;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Local.Cli.Vms;

/// <summary>
/// A stack's file that has been there before: what leads to the machines is brought up to date in it, and all else (other keys, roles and labels of hosts,
/// comments) stays as it is written.
/// </summary>
internal sealed class HostsFile
{
    private const string Provider = "swarm:provider";
    private const string KeyFile = "swarm:sshPrivateKeyFile";
    private const string Hosts = "swarm:hosts";

    private readonly string _name;
    private readonly string _text;

    /// <summary>What to put in the place of what, by position in the text.</summary>
    private readonly List<(int Start, int End, string Text)> _edits = [];

    private HostsFile(string name, string text)
    {
        _name = name;
        _text = text;
    }

    /// <summary>The text with these machines in it.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">What it holds now.</param>
    /// <param name="machines">The machines.</param>
    /// <param name="keyFile">The key that opens them.</param>
    public static string Merge(string name, string text, IReadOnlyList<BareMachine> machines, string keyFile)
    {
        var file = new HostsFile(name, text);
        var root = file.Root();
        if (root is null || Entry(root, "config") is not { } config || config.Value is YamlScalarNode { Value: null or "" })
        {
            return root is null || Entry(root, "config") is null
                ? $"{text}{(text.Length == 0 || text.EndsWith('\n') ? "" : "\n")}{HostsConfiguration.Of(machines, keyFile)}"
                : throw file.Refusal("its config is empty; write the settings there, or remove the line");
        }

        if (config.Value is not YamlMappingNode { Style: not MappingStyle.Flow } settings)
        {
            throw file.Refusal("its config is not a map with one setting per line");
        }

        if (Entry(settings, Provider)?.Value is YamlScalarNode { Value: not "hosts" } other)
        {
            throw file.Refusal($"its {Provider} is \"{other.Value}\", so it is not a stack of hosts. Name another with --stack");
        }

        file.Settings(settings, machines, keyFile);
        return file.Edited();
    }

    private void Settings(YamlMappingNode settings, IReadOnlyList<BareMachine> machines, string keyFile)
    {
        var indent = (int)settings.Start.Column - 1;
        if (Entry(settings, Provider) is null)
        {
            Insert(LineStart(settings), $"{Spaces(indent)}{Provider}: hosts\n");
        }

        Set(settings, KeyFile, keyFile, () => Insert(LineStart(settings), $"{Spaces(indent)}{KeyFile}: {keyFile}\n"));
        if (Entry(settings, Hosts) is not { } hosts)
        {
            Insert(
                LineStart(settings),
                $"{Spaces(indent)}{Hosts}:\n{string.Concat(machines.Select(machine => HostsConfiguration.Entry(machine, Spaces(indent + 2))))}"
            );
            return;
        }

        if (hosts.Value is not YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } list)
        {
            throw Refusal($"its {Hosts} is not a list with one host per line");
        }

        foreach (var machine in machines)
        {
            if (list.Children.OfType<YamlMappingNode>().FirstOrDefault(host => Text(host, "name") == machine.Name) is { } host)
            {
                Host(host, machine);
            }
            else
            {
                Insert(EndOf(list.Children[^1]), HostsConfiguration.Entry(machine, Spaces((int)list.Children[0].Start.Column - 3)));
            }
        }
    }

    private void Host(YamlMappingNode host, BareMachine machine)
    {
        foreach (var (key, value) in HostsConfiguration.Reachability(machine))
        {
            Set(host, key, value, () =>
            {
                var name = (int)Entry(host, "name")!.Value.Value.End.Index;
                Insert(
                    name,
                    host.Style == MappingStyle.Flow ? $", {key}: \"{value}\"" : $"\n{Spaces((int)host.Start.Column - 1)}{key}: {value}"
                );
            });
        }
    }

    /// <summary>Sets the value of a key where it is, or has it added.</summary>
    private void Set(YamlMappingNode map, string key, string value, Action add)
    {
        if (Entry(map, key) is not { } entry)
        {
            add();
        }
        else if (entry.Value is not YamlScalarNode scalar)
        {
            throw Refusal($"its {key} in line {entry.Key.Start.Line} is not text");
        }
        else if (scalar.Value != value)
        {
            _edits.Add(
                (
                    (int)scalar.Start.Index,
                    (int)scalar.End.Index,
                    scalar.Style == ScalarStyle.Plain && map.Style != MappingStyle.Flow ? value : $"\"{value}\""
                )
            );
        }
    }

    private YamlMappingNode? Root()
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(_text));
            return stream.Documents.Count == 0
                ? null
                : stream.Documents[0].RootNode as YamlMappingNode
                    ?? (
                        stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" }
                            ? null
                            : throw Refusal("it is not a map of settings")
                    );
        }
        catch (YamlException e)
        {
            throw Refusal(string.Create(CultureInfo.InvariantCulture, $"line {e.Start.Line} is not valid YAML: {e.Message}"));
        }
    }

    private RefusedCommandException Refusal(string why) =>
        new($"{_name} is left as it is, since {why}. Correct it and run this again, or run ./swarm vms, which prints what belongs there");

    private void Insert(int at, string text) => _edits.Add((at, at, text));

    private string Edited()
    {
        // From the end, so that what comes before keeps its position; of several insertions in one place the first comes first.
        var result = _text;
        foreach (
            var edit in _edits
                .Select((edit, index) => (edit, index))
                .OrderByDescending(item => item.edit.Start)
                .ThenByDescending(item => item.index)
                .Select(item => item.edit)
        )
        {
            result = result[..edit.Start] + edit.Text + result[edit.End..];
        }

        return result;
    }

    private int LineStart(YamlNode node) => _text.LastIndexOf('\n', Math.Max(0, (int)node.Start.Index - 1)) + 1;

    /// <summary>The begin of the line after a node's last value.</summary>
    private int EndOf(YamlNode node)
    {
        var last = node;
        while (last is YamlMappingNode { Children.Count: > 0 } map)
        {
            last = map.Children[^1].Value;
        }

        var end = _text.IndexOf('\n', (int)last.End.Index - (last is YamlScalarNode ? 0 : 1));
        return end < 0 ? _text.Length : end + 1;
    }

    private static KeyValuePair<YamlNode, YamlNode>? Entry(YamlMappingNode map, string key)
    {
        foreach (var child in map.Children)
        {
            if (child.Key is YamlScalarNode { Value: var name } && name == key)
            {
                return child;
            }
        }

        return null;
    }

    private static string? Text(YamlMappingNode map, string key) => (Entry(map, key)?.Value as YamlScalarNode)?.Value;

    private static string Spaces(int count) => new(' ', Math.Max(0, count));
}
