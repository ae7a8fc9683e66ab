using Infra.Settings;
using Infra.Workloads.Format;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Workloads.Reading;

/// <summary>Turns the text of a file into nodes: anchors are resolved, merge keys and variables are not.</summary>
internal sealed class YamlText
{
    // Deeper than any stack file, and far from what the program's own stack holds.
    private const int Deepest = 100;

    private readonly string file;
    private readonly ICollection<Problem> problems;
    private readonly Parser parser;
    private readonly Dictionary<string, Node> anchors = [];

    private YamlText(string text, string file, ICollection<Problem> problems)
    {
        this.file = file;
        this.problems = problems;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>The file's document; null when it has none, or is no YAML, which is a problem then.</summary>
    public static Node? Parse(string text, string file, ICollection<Problem> problems)
    {
        var yaml = new YamlText(text, file, problems);
        try
        {
            return yaml.Document();
        }
        catch (YamlException exception)
        {
            var at = new Position(file, exception.Start.Line, exception.Start.Column);
            problems.Add(new Problem($"{at}", $"text that is no YAML ({exception.Message.TrimEnd('.')})", "a file in Compose format", "Correct the file there."));
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The library's scanner breaks so on some texts that are no YAML, such as a mapping in braces that is not closed before the next key.
            var at = new Position(file, yaml.parser.Current?.End.Line ?? 1, yaml.parser.Current?.End.Column ?? 1);
            problems.Add(new Problem($"{at}", "text that is no YAML from there on", "a file in Compose format", "Look for a brace, bracket or quote that is not closed."));
            return null;
        }
    }

    private Node? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = Read(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            problems.Add(new Problem($"{At(second)}", "a second document", "one document in each file", "Put it into a file of its own, and name that in swarm:stackFiles."));
        }

        return root;
    }

    private Node Read(int depth)
    {
        if (depth > Deepest)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {Deepest} levels");
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value.Value, out var node)
                ? node
                : throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value.Value} has no anchor before it");
        }

        if (!parser.Accept<NodeEvent>(out var start))
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, "a value was expected");
        }

        if (start.Tag is { IsEmpty: false, IsNonSpecific: false } tag
            && (!tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) || tag.Value == "tag:yaml.org,2002:binary"))
        {
            problems.Add(new Problem($"{At(start)}", $"the tag {tag.Value}", "values without tags", "Remove the tag."));
        }

        Node read = start switch
        {
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            _ => ReadScalar(),
        };
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = read;
        }

        return read;
    }

    private Scalar ReadScalar()
    {
        var scalar = parser.Consume<YamlDotNet.Core.Events.Scalar>();
        var plain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        if (plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL")
        {
            return new Scalar(At(scalar), "", scalar.Value, IsNull: true);
        }

        var text = plain ? PlainValue.Text(scalar.Value) : scalar.Value;
        if (text is null)
        {
            problems.Add(new Problem($"{At(scalar)}", $"\"{scalar.Value}\", which is no number that docker can hold", "a number, or a text in quotes", $"Write \"{scalar.Value}\" in quotes."));
        }

        return new Scalar(At(scalar), "", text ?? scalar.Value, Written: text == scalar.Value ? null : scalar.Value);
    }

    private Sequence ReadSequence(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Read(depth + 1));
        }

        return new Sequence(At(start), "", items);
    }

    private Mapping ReadMapping(int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = new List<Entry>();
        var places = new Dictionary<string, Position>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var plain = parser.Accept<YamlDotNet.Core.Events.Scalar>(out var scalar) && scalar.Style == ScalarStyle.Plain;
            var key = Read(depth + 1);
            var value = Read(depth + 1);
            if (key is not Scalar scalarKey)
            {
                problems.Add(new Problem($"{key.At}", $"{NodeReader.Shown(key)} as a key", "a text as a key", "Write key: value."));
            }
            else if ((scalarKey.Written ?? scalarKey.Text) is var name && places.TryAdd(name, key.At))
            {
                entries.Add(new Entry(key.At, name, value, plain && name == "<<"));
            }
            else
            {
                problems.Add(new Problem($"{key.At}", $"the key \"{name}\" twice (first at {places[name]})", "every key once", "Remove one of them."));
            }
        }

        return new Mapping(At(start), "", entries);
    }

    private Position At(ParsingEvent happening) => new(file, happening.Start.Line, happening.Start.Column);
}
