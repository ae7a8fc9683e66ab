using System.Globalization;
using Infra.Compose.Format;
using Infra.Diagnostics;

namespace Infra.Compose.Reading;

/// <summary>Reads typed values out of nodes, noting what is wrong with file, line and column, and going on with something harmless.</summary>
internal sealed class ElementReader(ICollection<Problem> problems, ICollection<Warning> warnings)
{
    public void Report(YamlElement node, string received, string allowed, string fix) => Report(node, node.Path, received, allowed, fix);

    public void Report(YamlElement node, string path, string received, string allowed, string fix)
    {
        if (node is not YamlScalar { IsBroken: true })
        {
            problems.Add(new Problem($"{node.At} {path}", received, allowed, fix));
        }
    }

    public void Warn(YamlElement node, string message) => warnings.Add(new Warning($"{node.At} {node.Path}", message));

    /// <summary>A mapping with known keys. Unknown and refused ones are problems, ignored ones warnings; extension fields are for their author's use.</summary>
    public YamlMapping Fields(YamlElement? node, KeySet keys)
    {
        var known = new List<Entry>();
        foreach (
            var entry in Entries(node)
                .Where(entry => !entry.Key.StartsWith("x-", StringComparison.Ordinal) || keys.Find(entry.Key) is not null)
        )
        {
            var key = keys.Find(entry.Key);
            switch (key?.Support)
            {
                case Support.Supported:
                    known.Add(entry);
                    break;
                case Support.Ignored:
                    warnings.Add(new Warning($"{entry.At} {node!.Path}", $"the key \"{entry.Key}\" has no effect: {key.Note}"));
                    break;
                default:
                    problems.Add(
                        new Problem(
                            $"{entry.At} {node!.Path}",
                            $"the key \"{entry.Key}\"",
                            "one of " + string.Join(", ", keys.Supported),
                            key?.Note ?? Suggestion.For(entry.Key, keys.Supported, "Remove it.")
                        )
                    );
                    break;
            }
        }

        return new YamlMapping(node?.At ?? default, node?.Path ?? keys.Path, known);
    }

    /// <summary>The entries of a mapping whose keys are names.</summary>
    public IReadOnlyList<Entry> Entries(YamlElement? node)
    {
        if (node is YamlMapping mapping)
        {
            return mapping.Entries;
        }

        if (node is not null and not YamlScalar { IsNull: true })
        {
            Report(node, Shown(node), "a mapping (key: value)", "Write one key to a line.");
        }

        return [];
    }

    /// <summary>A text, maybe with a secret in it; null, and a problem, when there is something else.</summary>
    public Text? Text(YamlElement? node)
    {
        if (node is YamlScalar { IsNull: false, IsBroken: false } scalar)
        {
            WarnOfNumber(scalar);
            return new Text(scalar.Text, scalar.IsSecret);
        }

        if (node is not null)
        {
            Report(node, Shown(node), "text", "Write one value.");
        }

        return null;
    }

    /// <summary>A text without secrets, for what everybody may see.</summary>
    public string? Plain(YamlElement? node)
    {
        if (Text(node) is not { } text)
        {
            return null;
        }

        if (!text.IsSecret)
        {
            return text.Value;
        }

        Report(
            node!,
            "a secret variable",
            "variables that are not secrets; secrets may be in environment, command, entrypoint, labels, healthcheck.test, options, and the content of configs and secrets",
            "Move the variable from swarm:secretVariables to swarm:variables."
        );
        return null;
    }

    /// <summary>One of a few words, the first being the default, also for an empty text.</summary>
    public string Word(YamlElement? node, params string[] words)
    {
        var text = Plain(node);
        if (string.IsNullOrEmpty(text) || words.Contains(text))
        {
            return text is { Length: > 0 } ? text : words[0];
        }

        Report(
            node!,
            Shown(node!),
            string.Join(" or ", words.Select(word => $"\"{word}\"")),
            Suggestion.For(text, words, $"Without this key it is \"{words[0]}\".")
        );
        return words[0];
    }

    /// <summary>As <see cref="Word"/>, where the engine heeds no capitals.</summary>
    public string WordInAnyCase(YamlElement? node, params string[] words) =>
        node is YamlScalar { IsNull: false, IsSecret: false, Text: var text } && words.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text.ToLowerInvariant()
            : Word(node, words);

    /// <summary>A whole number in a range.</summary>
    public int Integer(YamlElement? node, int least, int most, int otherwise)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (
            node is YamlScalar { IsSecret: false, Text: var text } scalar
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            if (
                scalar.Written is { } written
                && !(decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var same) && same == number)
            )
            {
                WarnOfNumber(scalar);
            }

            return number;
        }

        Report(node, Shown(node), $"a whole number from {least} to {most}", $"For example {Math.Max(least, 1)}.");
        return otherwise;
    }

    /// <summary>A decimal number in a range.</summary>
    public decimal Number(YamlElement? node, decimal least, decimal most, decimal otherwise)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (
            node is YamlScalar { IsSecret: false, Text: var text }
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Report(node, Shown(node), string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), "For example 0.5.");
        return otherwise;
    }

    /// <summary>Permissions such as 0440, in octal as everywhere.</summary>
    public int Permissions(YamlElement? node, int otherwise)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (node is YamlScalar { IsSecret: false, Written: null, Text: var text })
        {
            var digits =
                text.StartsWith("0o", StringComparison.Ordinal) ? text[2..]
                : text.StartsWith('0') ? text[1..]
                : "";
            if (digits.Length is > 0 and <= 4 && digits.All(digit => digit is >= '0' and <= '7'))
            {
                return Convert.ToInt32(digits, 8);
            }

            // As YAML and docker have it, a number without a leading zero is decimal: 292 is 0444.
            if (digits.Length == 0 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 4095)
            {
                return number;
            }
        }

        // Octal without quotes, of which YAML made a number.
        if (
            node is YamlScalar { IsSecret: false, Written: not null, Text: var value }
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= 4095
        )
        {
            return bits;
        }

        Report(node, Shown(node), "permissions from 0000 to 07777", "For example 0440.");
        return otherwise;
    }

    /// <summary>true or false, in any of YAML's spellings.</summary>
    public bool Flag(YamlElement? node) => MaybeFlag(node) ?? false;

    /// <summary>true or false; null when it is not said.</summary>
    public bool? MaybeFlag(YamlElement? node)
    {
        if (node is null)
        {
            return null;
        }

        switch ((node as YamlScalar)?.Text.ToLowerInvariant())
        {
            case "true" or "yes" or "on" or "y":
                return true;
            case "false" or "no" or "off" or "n":
                return false;
            default:
                Report(node, Shown(node), "true or false", "Write one of them, without quotes.");
                return null;
        }
    }

    /// <summary>A duration such as 1m30s.</summary>
    public TimeSpan Duration(YamlElement? node, TimeSpan otherwise)
    {
        if (node is null)
        {
            return otherwise;
        }

        if (node is YamlScalar { IsSecret: false, Text: var text } && Durations.TryParse(text, out var duration))
        {
            return duration;
        }

        Report(node, Shown(node), "a duration such as 10s, 1m30s or 500ms", "Give the number a unit: us, ms, s, m or h.");
        return otherwise;
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlElement> Items(YamlElement? node)
    {
        if (node is YamlSequence list)
        {
            return list.Items;
        }

        if (node is not null and not YamlScalar { IsNull: true })
        {
            Report(node, Shown(node), "a list", "Write one item to a line, each after a hyphen.");
        }

        return [];
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<Text> Texts(YamlElement? node) => [.. Items(node).Select(Text).OfType<Text>()];

    /// <summary>A list of texts without secrets.</summary>
    public IReadOnlyList<string> Plains(YamlElement? node) => [.. Items(node).Select(Plain).OfType<string>()];

    /// <summary>One text, or a list of them.</summary>
    public IReadOnlyList<string> OneOrMore(YamlElement? node) =>
        node is YamlScalar { IsNull: false } ? (Plain(node) is { } text ? [text] : []) : Plains(node);

    /// <summary>Names that refer to something else, each with its place.</summary>
    public IReadOnlyList<Reference> References(YamlElement? node) =>
        [
            .. Items(node)
                .Select(item => (item, name: Plain(item)))
                .Where(pair => pair.name is not null)
                .Select(pair => new Reference(pair.item.At, pair.name!)),
        ];

    /// <summary>Names and values: a mapping, or a list of NAME=VALUE. A name without a value has an empty one.</summary>
    public IReadOnlyDictionary<string, Text> Pairs(YamlElement? node)
    {
        var pairs = new Dictionary<string, Text>();
        foreach (var entry in PairEntries(node))
        {
            if (entry.Value is YamlScalar { IsNull: true, IsBroken: false })
            {
                pairs[entry.Key] = "";
            }
            else if (Text(entry.Value) is { } text)
            {
                pairs[entry.Key] = text;
            }
        }

        return pairs;
    }

    /// <summary>As <see cref="Pairs"/>, for what everybody may see.</summary>
    public IReadOnlyDictionary<string, string> PlainPairs(YamlElement? node)
    {
        foreach (var entry in PairEntries(node, silent: true).Where(entry => entry.Value is YamlScalar { IsSecret: true }))
        {
            Plain(entry.Value);
        }

        return Pairs(node).Where(pair => !pair.Value.IsSecret).ToDictionary(pair => pair.Key, pair => pair.Value.Value);
    }

    /// <summary>The entries of a mapping, or of a list of NAME=VALUE; a name without a value has an empty node.</summary>
    public IEnumerable<Entry> PairEntries(YamlElement? node, bool silent = false)
    {
        if (node is not YamlSequence list)
        {
            return silent && node is not YamlMapping ? [] : Entries(node);
        }

        // Of one name twice the last counts, as with docker.
        var entries = new Dictionary<string, Entry>();
        foreach (var item in list.Items)
        {
            if (item is not YamlScalar { IsNull: false, IsBroken: false } scalar || scalar.Text.StartsWith('='))
            {
                if (!silent)
                {
                    Report(item, node.Path, Shown(item), "NAME=VALUE", "For example LEVEL=info.");
                }

                continue;
            }

            var sign = scalar.Text.IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? scalar.Text : scalar.Text[..sign];
            entries[name] = new Entry(
                item.At,
                name,
                sign < 0 ? scalar with { Text = "", IsNull = true } : scalar with { Text = scalar.Text[(sign + 1)..] }
            );
        }

        return entries.Values;
    }

    private void WarnOfNumber(YamlScalar scalar)
    {
        if (scalar.Written is { } written)
        {
            Warn(
                scalar,
                $"{written} without quotes is {scalar.Text}, as docker reads it; write \"{written}\" in quotes where the text itself is meant"
            );
        }
    }

    /// <summary>A value as messages show it.</summary>
    public static string Shown(YamlElement node) =>
        node switch
        {
            YamlScalar { IsSecret: true } => "a secret variable",
            YamlScalar { IsNull: true } => "nothing",
            YamlScalar scalar => $"\"{scalar.Written ?? scalar.Text}\"",
            YamlSequence => "a list",
            _ => "a mapping",
        };
}
