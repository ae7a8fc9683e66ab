using Tests.Infra;
using YamlDotNet.RepresentationModel;

namespace Tests.Pipelines;

/// <summary>A file of a pipeline: what it says, and its lines, since YAML knows no comments.</summary>
internal sealed class Workflow
{
    private readonly string[] _lines;

    private Workflow(string path)
    {
        Name = path;
        var text = File.ReadAllText(Path.Combine(SwarmProgram.Project, path));
        _lines = text.Split('\n');
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        Root = (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public string Name { get; }

    public YamlMappingNode Root { get; }

    public static IReadOnlyList<string> OfGitHub { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(SwarmProgram.Project, ".github", "workflows"))
            .Select(file => $".github/workflows/{Path.GetFileName(file)}")
            .Order(StringComparer.Ordinal),
    ];

    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs =>
        At(Root, "jobs") is YamlMappingNode jobs ? jobs.Children.Select(job => ($"{job.Key}", (YamlMappingNode)job.Value)) : [];

    public IEnumerable<YamlMappingNode> Steps => Jobs.SelectMany(job => (YamlSequenceNode)At(job.Job, "steps")!).Cast<YamlMappingNode>();

    /// <summary>The scripts of GitHub's steps.</summary>
    public IEnumerable<string> Runs => Steps.Select(step => Text(step, "run")).OfType<string>();

    public static Workflow Read(string path) => new(path);

    public static YamlNode? At(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string? Text(YamlMappingNode node, string key) => (At(node, key) as YamlScalarNode)?.Value;

    /// <summary>The line that a node begins in.</summary>
    public string Line(YamlNode node) => _lines[(int)node.Start.Line - 1];
}
