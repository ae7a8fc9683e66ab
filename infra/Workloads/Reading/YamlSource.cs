using System.Globalization;
using Infra.Settings;
using Infra.Workloads.Format;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads single values out of a YAML file, noting what is wrong with file, line and column, and going on with something harmless.</summary>
internal sealed class YamlSource(string file, ICollection<Problem> problems)
{
    public Position At(YamlNode node) => new(file, node.Start.Line, node.Start.Column);

    public void Report(YamlNode node, string path, string received, string allowed, string fix) =>
        problems.Add(new Problem($"{At(node)} {path}", received, allowed, fix));

    /// <summary>The entries of a mapping with known keys; unknown ones are problems.</summary>
    public IReadOnlyDictionary<string, YamlNode> Mapping(YamlNode? node, string path, params string[] keys)
    {
        var entries = Entries(node, path);
        foreach (var (key, value) in entries.Where(entry => !keys.Contains(entry.Key)))
        {
            // The key's own place is the best one, but only the mapping knows its keys.
            var at = ((YamlMappingNode)node!).Children.Keys.First(child => child is YamlScalarNode scalar && scalar.Value == key);
            Report(at, path, $"the key \"{key}\"", "one of " + string.Join(", ", keys), Suggestion.For(key, keys, "Remove it."));
        }

        return entries;
    }

    /// <summary>The entries of a mapping whose keys are names.</summary>
    public IReadOnlyDictionary<string, YamlNode> Entries(YamlNode? node, string path)
    {
        if (node is YamlMappingNode mapping && mapping.Children.Keys.All(key => key is YamlScalarNode))
        {
            return mapping.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value ?? "", entry => entry.Value);
        }

        if (node is not null && !IsNull(node))
        {
            Report(node, path, Shown(node), "a mapping (key: value)", "Write one key to a line.");
        }

        return new Dictionary<string, YamlNode>();
    }

    /// <summary>A text; null, and a problem, when there is something else.</summary>
    public string? Text(YamlNode? node, string path)
    {
        if (node is null)
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { } text } && !IsNull(node))
        {
            return text;
        }

        Report(node, path, Shown(node), "a text", "Write one value.");
        return null;
    }

    /// <summary>One of a few words, the first being the default.</summary>
    public string Word(YamlNode? node, string path, params string[] words)
    {
        var text = Text(node, path);
        if (text is null || words.Contains(text))
        {
            return text ?? words[0];
        }

        Report(node!, path, Shown(node!), string.Join(" or ", words.Select(word => $"\"{word}\"")), Suggestion.For(text, words, $"Without this key it is \"{words[0]}\"."));
        return words[0];
    }

    /// <summary>A whole number in a range.</summary>
    public int Integer(YamlNode? node, string path, int least, int most, int otherwise)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (node is YamlScalarNode { Value: { } text }
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Report(node, path, Shown(node), $"a whole number from {least} to {most}", $"For example {Math.Max(least, 1)}.");
        return otherwise;
    }

    /// <summary>A decimal number in a range.</summary>
    public decimal Number(YamlNode? node, string path, decimal least, decimal most, decimal otherwise)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (node is YamlScalarNode { Value: { } text }
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Report(node, path, Shown(node), string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), "For example 0.5.");
        return otherwise;
    }

    /// <summary>true or false.</summary>
    public bool Flag(YamlNode? node, string path)
    {
        switch (node)
        {
            case null:
                return false;
            case YamlScalarNode { Value: "true" }:
                return true;
            case YamlScalarNode { Value: "false" }:
                return false;
            default:
                Report(node, path, Shown(node), "true or false", "Write one of them, without quotes.");
                return false;
        }
    }

    /// <summary>A duration such as 1m30s.</summary>
    public TimeSpan Duration(YamlNode? node, string path, TimeSpan otherwise)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (node is YamlScalarNode { Value: { } text } && Durations.TryParse(text, out var duration))
        {
            return duration;
        }

        Report(node, path, Shown(node), "a duration such as 10s, 1m30s or 500ms", "Give the number a unit: us, ms, s, m or h.");
        return otherwise;
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(YamlNode? node, string path) =>
        [.. Items(node, path).Select((item, index) => Text(item, $"{path}[{index}]")).OfType<string>()];

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlNode> Items(YamlNode? node, string path)
    {
        if (node is YamlSequenceNode list)
        {
            return [.. list.Children];
        }

        if (node is not null && !IsNull(node))
        {
            Report(node, path, Shown(node), "a list", "Write one item to a line, each after a hyphen.");
        }

        return [];
    }

    /// <summary>Names that refer to something else, each with its place.</summary>
    public IReadOnlyList<Reference> References(YamlNode? node, string path) =>
        [.. Items(node, path).Where((item, index) => Text(item, $"{path}[{index}]") is not null).Select(item => new Reference(At(item), ((YamlScalarNode)item).Value!))];

    /// <summary>Names and values: a mapping, or a list of NAME=VALUE.</summary>
    public IReadOnlyDictionary<string, string> Pairs(YamlNode? node, string path)
    {
        var pairs = new Dictionary<string, string>();
        if (node is YamlSequenceNode)
        {
            foreach (var (item, text) in Items(node, path).Select((item, index) => (item, Text(item, $"{path}[{index}]"))))
            {
                if (text is not null && (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var sign) || !pairs.TryAdd(text[..sign], text[(sign + 1)..])))
                {
                    Report(item, path, Shown(item), "NAME=VALUE, every name once", "For example LEVEL=info.");
                }
            }

            return pairs;
        }

        foreach (var (name, value) in Entries(node, path))
        {
            if (Text(value, $"{path}.{name}") is { } text)
            {
                pairs[name] = text;
            }
        }

        return pairs;
    }

    /// <summary>A value as messages show it.</summary>
    public static string Shown(YamlNode node) => node switch
    {
        YamlScalarNode when IsNull(node) => "nothing",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };

    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
