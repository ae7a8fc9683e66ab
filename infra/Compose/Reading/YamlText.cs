using Infra.Compose.Format;
using Infra.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Compose.Reading;

/// <summary>Turns the text of a file into nodes: anchors are resolved, merge keys and variables are not.</summary>
internal sealed class YamlText
{
    // Deeper than any stack file, and far from what the program's own stack holds.
    private const int Deepest = 100;

    private readonly string _file;
    private readonly ICollection<Problem> _problems;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlElement> _anchors = [];

    private YamlText(string text, string file, ICollection<Problem> problems)
    {
        _file = file;
        _problems = problems;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The file's document; null when it has none, or is no YAML, which is a problem then.</summary>
    public static YamlElement? Parse(string text, string file, ICollection<Problem> problems)
    {
        var yaml = new YamlText(text, file, problems);
        try
        {
            return yaml.Document();
        }
        catch (YamlException exception)
        {
            var at = new Position(file, exception.Start.Line, exception.Start.Column);
            problems.Add(
                new Problem(
                    $"{at}",
                    $"text that is not YAML ({exception.Message.TrimEnd('.')})",
                    "a file in Compose format",
                    "Correct the file there."
                )
            );
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The library's scanner breaks so on some texts that are no YAML, such as a mapping in braces that is not closed before the next key.
            var at = new Position(file, yaml._parser.Current?.End.Line ?? 1, yaml._parser.Current?.End.Column ?? 1);
            problems.Add(
                new Problem(
                    $"{at}",
                    "text that is not YAML from there on",
                    "a file in Compose format",
                    "Look for a brace, bracket or quote that is not closed."
                )
            );
            return null;
        }
    }

    private YamlElement? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Read(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _problems.Add(
                new Problem(
                    $"{At(second)}",
                    "a second document",
                    "one document in each file",
                    "Put it into a file of its own, and name that in swarm:stackFiles."
                )
            );
        }

        return root;
    }

    private YamlElement Read(int depth)
    {
        if (depth > Deepest)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"nested deeper than {Deepest} levels");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var node)
                ? node
                : throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value.Value} has no anchor before it");
        }

        if (!_parser.Accept<NodeEvent>(out var start))
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a value was expected");
        }

        if (
            start.Tag is { IsEmpty: false, IsNonSpecific: false } tag
            && (!tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) || tag.Value == "tag:yaml.org,2002:binary")
        )
        {
            _problems.Add(new Problem($"{At(start)}", $"the tag {tag.Value}", "values without tags", "Remove the tag."));
        }

        YamlElement read = start switch
        {
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            _ => ReadScalar(),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = read;
        }

        return read;
    }

    private YamlScalar ReadScalar()
    {
        var scalar = _parser.Consume<YamlDotNet.Core.Events.Scalar>();
        var plain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        if (plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL")
        {
            return new YamlScalar(At(scalar), "", scalar.Value, IsNull: true);
        }

        var text = plain ? PlainValue.Text(scalar.Value) : scalar.Value;
        if (text is null)
        {
            _problems.Add(
                new Problem(
                    $"{At(scalar)}",
                    $"\"{scalar.Value}\", which is not a number that docker can hold",
                    "a number, or text in quotes",
                    $"Write \"{scalar.Value}\" in quotes."
                )
            );
        }

        return new YamlScalar(At(scalar), "", text ?? scalar.Value, Written: text == scalar.Value ? null : scalar.Value);
    }

    private YamlSequence ReadSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlElement>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Read(depth + 1));
        }

        return new YamlSequence(At(start), "", items);
    }

    private YamlMapping ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<Entry>();
        var places = new Dictionary<string, Position>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var plain = _parser.Accept<YamlDotNet.Core.Events.Scalar>(out var scalar) && scalar.Style == ScalarStyle.Plain;
            var key = Read(depth + 1);
            var value = Read(depth + 1);
            if (key is not YamlScalar scalarKey)
            {
                _problems.Add(new Problem($"{key.At}", $"{ElementReader.Shown(key)} as a key", "text as a key", "Write key: value."));
            }
            else if ((scalarKey.Written ?? scalarKey.Text) is var name && places.TryAdd(name, key.At))
            {
                entries.Add(new Entry(key.At, name, value, plain && name == "<<"));
            }
            else
            {
                _problems.Add(
                    new Problem($"{key.At}", $"the key \"{name}\" twice (first at {places[name]})", "every key once", "Remove one of them.")
                );
            }
        }

        return new YamlMapping(At(start), "", entries);
    }

    private Position At(ParsingEvent happening) => new(_file, happening.Start.Line, happening.Start.Column);
}
