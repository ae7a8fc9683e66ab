using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Review.Acceptances;

/// <summary>A file of the project in YAML: where something is written in it, and what is accepted there.</summary>
internal sealed class YamlFile
{
    private const string Merge = "<<";

    private readonly YamlMappingNode? _root;

    /// <summary>Reads a text; one that is no YAML holds nothing: the program says what is wrong with it.</summary>
    public YamlFile(string name, string text)
    {
        Name = name;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            _root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null;
        }
        catch (Exception failure) when (failure is YamlException or InvalidOperationException or ArgumentException)
        {
            _root = null;
        }
    }

    public string Name { get; }

    /// <summary>The line of the deepest key of a path such as <c>services.web.deploy.replicas</c> that is there, and how much of the path that is.</summary>
    public (Place Place, int Depth)? Find(string path)
    {
        (Place, int)? found = null;
        var at = (YamlNode?)_root;
        for (var depth = 0; at is YamlMappingNode map && depth < path.Length; )
        {
            var rest = path[depth..];
            // Names may have dots in them: the longest that fits is meant.
            var entry = Entries(map)
                .Where(one => rest == one.Key || rest.StartsWith($"{one.Key}.", StringComparison.Ordinal))
                .OrderByDescending(one => one.Key.Length)
                .FirstOrDefault();
            if (entry.Key is null)
            {
                break;
            }

            depth += entry.Key.Length + 1;
            found = (new Place(Name, entry.Line), Math.Min(depth, path.Length));
            at = entry.Value;
        }

        return found;
    }

    /// <summary>The nodes of a list at a path; none where there is no list.</summary>
    public IEnumerable<YamlNode> List(params string[] path) => Child(path) is YamlSequenceNode list ? list.Children : [];

    /// <summary>The names in a mapping at a path.</summary>
    public IEnumerable<string> Names(params string[] path) =>
        Child(path) is YamlMappingNode map ? Entries(map).Select(entry => entry.Key).Distinct() : [];

    /// <summary>The line of a node.</summary>
    public Place PlaceOf(YamlNode node) => new(Name, (int)node.Start.Line);

    /// <summary>A text in a mapping; empty where there is none.</summary>
    public static string Text(YamlNode node, string key) =>
        node is YamlMappingNode map && Entries(map).FirstOrDefault(entry => entry.Key == key).Value is YamlScalarNode { Value: { } text }
            ? text
            : "";

    private YamlNode? Child(string[] path)
    {
        YamlNode? at = _root;
        foreach (var key in path)
        {
            at = at is YamlMappingNode map ? Entries(map).FirstOrDefault(entry => entry.Key == key).Value : null;
        }

        return at;
    }

    // What a mapping says itself goes before what it merges.
    private static IEnumerable<(string Key, int Line, YamlNode Value)> Entries(YamlMappingNode map) =>
        map
            .Children.Where(entry => KeyOf(entry.Key) is not (null or Merge))
            .Select(entry => (KeyOf(entry.Key)!, (int)entry.Key.Start.Line, entry.Value))
            .Concat(
                map.Children.Where(entry => KeyOf(entry.Key) == Merge)
                    .SelectMany(entry => entry.Value is YamlSequenceNode several ? several.Children : [entry.Value])
                    .OfType<YamlMappingNode>()
                    .SelectMany(Entries)
            );

    private static string? KeyOf(YamlNode key) => (key as YamlScalarNode)?.Value;
}
