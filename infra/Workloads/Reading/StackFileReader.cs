using Infra.Settings;
using Infra.Workloads.Format;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads a stack file strictly: what it does not know, it refuses.</summary>
public static class StackFileReader
{
    private static readonly string[] Keys = ["name", "version", "services", "networks", "x-containers"];

    /// <summary>The file's content; what is wrong with it is added to <paramref name="problems"/>, and then the result is of no use.</summary>
    /// <param name="path">The file, relative to <paramref name="projectDirectory"/>; messages name it so.</param>
    /// <param name="projectDirectory">What it is relative to.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static StackFile ReadFile(string path, string projectDirectory, ICollection<Problem> problems)
    {
        try
        {
            return Read(File.ReadAllText(Path.Combine(projectDirectory, path)), path, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var why = exception is UnauthorizedAccessException ? "which may not be read" : "which is not there";
            problems.Add(new Problem(
                "swarm:stackFiles", $"\"{path}\", {why}", $"files in Compose format, relative to {projectDirectory}", "Correct the path, or create the file."));
            return new StackFile([], [], []);
        }
    }

    /// <summary>The content of a stack file.</summary>
    public static StackFile Read(string text, string path, ICollection<Problem> problems)
    {
        var source = new YamlSource(path, problems);
        YamlNode root;
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            root = yaml.Documents.Count == 0 ? new YamlMappingNode() : yaml.Documents[0].RootNode;
        }
        catch (YamlException exception)
        {
            var at = new Position(path, exception.Start.Line, exception.Start.Column);
            problems.Add(new Problem($"{at}", $"text that is no YAML ({exception.Message.TrimEnd('.')})", "a file in Compose format", "Correct the file there."));
            return new StackFile([], [], []);
        }

        // Other extension fields are for their author's use, such as anchors.
        var extensions = root is YamlMappingNode mapping
            ? mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "").Where(key => key.StartsWith("x-", StringComparison.Ordinal))
            : [];
        var top = source.Mapping(root, "file", [.. Keys, .. extensions.Except(Keys)]);
        return new StackFile(
            [.. Named(source, top, "services", ServiceReader.Read)],
            [.. Named(source, top, "networks", NetworkReader.Read)],
            [.. Named(source, top, "x-containers", ContainerReader.Read)]);
    }

    private delegate T? Reader<T>(YamlSource source, YamlNode node, string path, string name);

    private static IEnumerable<T> Named<T>(YamlSource source, IReadOnlyDictionary<string, YamlNode> top, string key, Reader<T> read)
        where T : class
    {
        foreach (var (name, node) in source.Entries(top.GetValueOrDefault(key), key))
        {
            if (!Names.IsValid(name))
            {
                source.Report(node, key, $"the name \"{name}\"", "letters, digits, underscores, dots and hyphens, a letter or digit first, at most 63", "Choose another name.");
            }
            else if (read(source, node, $"{key}.{name}", name) is { } item)
            {
                yield return item;
            }
        }
    }
}
