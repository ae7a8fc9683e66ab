using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Local.Runner.Settings;

/// <summary>A YAML file whose root is a map, with words for what is wrong in it.</summary>
internal sealed class YamlFile
{
    private readonly string _path;
    private readonly List<string> _problems;

    private YamlFile(string path, YamlMappingNode root, List<string> problems)
    {
        _path = path;
        Root = root;
        _problems = problems;
    }

    public YamlMappingNode Root { get; }

    /// <summary>Reads a file; null when it is not there or no YAML map, which is then among the problems.</summary>
    public static YamlFile? Read(string path, List<string> problems)
    {
        var name = Path.GetFileName(path);
        try
        {
            var stream = new YamlStream();
            using var reader = new StreamReader(path);
            stream.Load(reader);
            switch (stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode)
            {
                case YamlMappingNode root:
                    return new YamlFile(path, root, problems);
                case YamlScalarNode { Value: "" }:
                    return new YamlFile(path, [], problems);
                default:
                    problems.Add($"{name} must be a map of settings.");
                    return null;
            }
        }
        catch (YamlException e)
        {
            problems.Add($"{name}, line {e.Start.Line}: {e.Message}");
        }
        catch (IOException e)
        {
            problems.Add($"{path} cannot be read: {e.Message}");
        }

        return null;
    }

    /// <summary>The value of a key that must be text; null when it is not there or something else, which is then a problem.</summary>
    public string? Text(string key)
    {
        if (Node(key) is not { } node)
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { } text })
        {
            return text;
        }

        Problem(node, $"\"{key}\" must be text");
        return null;
    }

    /// <summary>The entries of a key that must be a map.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries(string key)
    {
        switch (Node(key))
        {
            case null or YamlScalarNode { Value: "" or null }:
                return [];
            case YamlMappingNode map:
                return map.Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value));
            case var other:
                Problem(other, $"\"{key}\" must be a map");
                return [];
        }
    }

    public YamlNode? Node(string key) => Root.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    /// <summary>Makes a problem of every key of the root that is not among the known ones.</summary>
    public void AllowOnly(params string[] known)
    {
        foreach (var key in Root.Children.Keys)
        {
            if (!known.Contains(((YamlScalarNode)key).Value))
            {
                Problem(key, $"\"{key}\" is not known to the local runner; it knows {string.Join(", ", known)}");
            }
        }
    }

    public void Problem(YamlNode where, string what) => _problems.Add($"{Path.GetFileName(_path)}, line {where.Start.Line}: {what}.");
}
