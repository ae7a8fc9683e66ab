using Infra.Compose.Format;
using Infra.Diagnostics;

namespace Infra.Compose.Reading;

/// <summary>Reads stack files strictly: what it does not know, it refuses; what has no effect, it says.</summary>
internal static class StackFileReader
{
    /// <summary>What the files say together: a later one adds to the earlier ones and changes them, as with <c>docker stack deploy -c a -c b</c>.</summary>
    /// <param name="paths">The files, relative to <paramref name="projectDirectory"/>; messages name them so.</param>
    /// <param name="projectDirectory">What they are relative to.</param>
    /// <param name="name">The stack's name where the files say none.</param>
    /// <param name="variables">What variables in the files stand for.</param>
    /// <param name="problems">Receives what is wrong; then the result is of no use.</param>
    /// <param name="warnings">Receives what has no effect.</param>
    public static StackFile ReadFiles(
        IReadOnlyList<string> paths,
        string projectDirectory,
        string name,
        Variables variables,
        ICollection<Problem> problems,
        ICollection<Warning> warnings
    )
    {
        var directory =
            paths.Count == 0 ? projectDirectory : Path.GetDirectoryName(Path.GetFullPath(paths[0], projectDirectory)) ?? projectDirectory;
        return Read(
            paths
                .Select(path => (Path: path, Text: ReadText(path, projectDirectory, problems)))
                .Where(file => file.Text is not null)
                .Select(file => (file.Path, file.Text!)),
            directory,
            name,
            variables,
            problems,
            warnings
        );
    }

    /// <summary>As <see cref="ReadFiles"/>, with the texts at hand.</summary>
    /// <param name="texts">The files' names for messages, and their texts.</param>
    /// <param name="directory">What files that they name are relative to.</param>
    /// <param name="name">The stack's name where the files say none.</param>
    /// <param name="variables">What variables in the files stand for.</param>
    /// <param name="problems">Receives what is wrong; then the result is of no use.</param>
    /// <param name="warnings">Receives what has no effect.</param>
    public static StackFile Read(
        IEnumerable<(string Path, string Text)> texts,
        string directory,
        string name,
        Variables variables,
        ICollection<Problem> problems,
        ICollection<Warning> warnings
    )
    {
        var files = new Files(directory, variables);
        var reader = new ElementReader(problems, warnings);
        var environment = new EnvironmentReader(reader, files, variables);
        var tops = new List<YamlMapping>();
        foreach (var (path, text) in texts)
        {
            var before = problems.Count;
            var root = YamlText.Parse(text, path, problems);
            if (root is null or YamlScalar { IsNull: true } && problems.Count == before)
            {
                problems.Add(
                    new Problem(path, "nothing", "a file in Compose format", "Fill in the file, or remove it from swarm:stackFiles.")
                );
            }
            else if (root is not null)
            {
                var file = new Expansion(variables, problems, warnings).Root(root);
                // What is no mapping is told here, once.
                tops.Add(StackMerge.Prepared(new YamlMapping(file.At, "file", reader.Entries(file)), environment));
            }
        }

        if (tops.Count == 0)
        {
            return StackFile.Empty;
        }

        WarnOfNames(tops, reader);
        return Read(tops.Aggregate(StackMerge.Merge), name, reader, files, variables);
    }

    // A file that is added, with a name of its own, would rename what is there, and so replace it: as docker and Compose have it, but seldom meant.
    private static void WarnOfNames(List<YamlMapping> tops, ElementReader reader)
    {
        var names = tops.Select(top => top["name"] as YamlScalar).ToList();
        if (names.DistinctBy(name => name?.Text).Skip(1).Any() && names.FindLast(name => name is not null) is { } last)
        {
            reader.Warn(
                last,
                $"all the files together are one stack, and it is called \"{last.Text}\"; use one name in all of them, or in none"
            );
        }
    }

    private static string? ReadText(string path, string projectDirectory, ICollection<Problem> problems)
    {
        try
        {
            return File.ReadAllText(Path.Combine(projectDirectory, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                new Problem(
                    "swarm:stackFiles",
                    $"\"{path}\", {NamedFile.WhyUnread(exception)}",
                    $"files in Compose format, relative to {projectDirectory}",
                    "Correct the path, or create the file."
                )
            );
            return null;
        }
    }

    private static StackFile Read(YamlMapping root, string name, ElementReader reader, Files files, Variables variables)
    {
        var top = reader.Fields(root, ComposeKeys.File);
        CheckVersion(reader, top["version"]);
        var services = Named(reader, top["services"], new ServiceReader(files).Read);
        var networks = Named(reader, top["networks"], NetworkReader.Read);
        var needing = services.FirstOrDefault(service =>
            service.Networks.Count == 0 || service.Networks.Any(attachment => attachment.Network.Name == OverlayNetwork.Default)
        );
        if (needing is not null && networks.All(network => network.Name != OverlayNetwork.Default))
        {
            networks.Add(new OverlayNetwork(needing.At, OverlayNetwork.Default));
        }

        return new StackFile
        {
            Name = Name(reader, top["name"]) ?? name,
            Services = [.. services.Select(Attached)],
            Networks = networks,
            Volumes = Named(reader, top["volumes"], VolumeReader.Read),
            Configs = Named(reader, top["configs"], StoredFileReader.Configs(files, variables).Read),
            Secrets = Named(reader, top["secrets"], StoredFileReader.Secrets(files, variables).Read),
            Containers = Named(reader, top["x-containers"], ContainerReader.Read, ofTheEngine: true),
        };
    }

    // As docker does it: a service that names no network is on that of its stack.
    private static Service Attached(Service service) =>
        service.Networks.Count > 0
            ? service
            : service with
            {
                Networks = [new Attachment(new Reference(service.At, OverlayNetwork.Default), [], new Dictionary<string, string>())],
            };

    private static string? Name(ElementReader reader, YamlElement? node)
    {
        if (reader.Plain(node) is not { } name)
        {
            return null;
        }

        if (!Names.IsValid(name))
        {
            reader.Report(node!, $"\"{name}\"", Names.Allowed, "Choose another name.");
        }

        return name;
    }

    private static void CheckVersion(ElementReader reader, YamlElement? node)
    {
        if (reader.Plain(node) is { Length: > 0 } version && !version.StartsWith('3'))
        {
            reader.Report(
                node!,
                $"\"{version}\"",
                "3 or 3.x, or no version",
                "Remove the key, and see what else the file has of the older format."
            );
        }
    }

    // A name of the engine is stricter than one in the file, before which the stack's comes there.
    private static List<T> Named<T>(
        ElementReader reader,
        YamlElement? node,
        Func<ElementReader, YamlElement, string, T> read,
        bool ofTheEngine = false
    )
    {
        var items = new List<T>();
        foreach (var entry in reader.Entries(node))
        {
            if (ofTheEngine ? Names.IsValid(entry.Key) : Names.IsKey(entry.Key))
            {
                items.Add(read(reader, entry.Value, entry.Key));
            }
            else
            {
                reader.Report(
                    new YamlScalar(entry.At, node!.Path, ""),
                    $"the name \"{entry.Key}\"",
                    ofTheEngine ? Names.Allowed : Names.KeyAllowed,
                    "Choose another name."
                );
            }
        }

        return items;
    }
}
