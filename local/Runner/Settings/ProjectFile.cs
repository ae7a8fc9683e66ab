using YamlDotNet.RepresentationModel;

namespace Local.Runner.Settings;

/// <summary><c>Pulumi.yaml</c>.</summary>
/// <param name="Name">The project's name, which is also the namespace of its configuration.</param>
/// <param name="ProgramDirectory">Where the program runs: <c>main</c> within the project.</param>
/// <param name="Config">What the project declares of its configuration.</param>
internal sealed record ProjectFile(string Name, string ProgramDirectory, IReadOnlyList<ProjectFile.Setting> Config)
{
    public const string FileName = "Pulumi.yaml";

    /// <summary>A declared configuration key.</summary>
    /// <param name="Key">With its namespace.</param>
    /// <param name="Type">What kind of value it takes; null: any.</param>
    /// <param name="Default">The value where a stack sets none; null: there is none.</param>
    /// <param name="IsSecret">Whether its values are secret.</param>
    /// <param name="IsRequired">A stack must set it.</param>
    internal sealed record Setting(string Key, string? Type, YamlNode? Default, bool IsSecret, bool IsRequired);

    private static readonly string[] _types = ["string", "boolean", "integer", "number", "array", "object"];

    public static ProjectFile Read(string directory, List<string> problems)
    {
        var path = Path.Combine(directory, FileName);
        if (YamlFile.Read(path, problems) is not { } file)
        {
            return new ProjectFile("", directory, []);
        }

        file.AllowOnly("name", "description", "runtime", "main", "config", "author", "website", "license", "template", "backend");
        var name = file.Text("name");
        if (string.IsNullOrEmpty(name))
        {
            file.Problem(file.Root, "\"name\" is missing: the project's name");
            name = "";
        }

        CheckRuntime(file);
        var config = file.Entries("config").Select(entry => ReadSetting(name, entry.Key, entry.Value, file)).OfType<Setting>().ToList();
        return new ProjectFile(name, Path.Combine(directory, file.Text("main") ?? ""), config);
    }

    private static void CheckRuntime(YamlFile file)
    {
        var runtime = file.Node("runtime") switch
        {
            YamlMappingNode map when map.Children.TryGetValue(new YamlScalarNode("name"), out var name) => name.ToString(),
            var other => other?.ToString(),
        };
        if (runtime != "dotnet")
        {
            file.Problem(
                file.Node("runtime") ?? file.Root,
                $"\"runtime\" is {(runtime is null ? "not set" : $"\"{runtime}\"")}; the local runner runs \"dotnet\" programs"
            );
        }
    }

    /// <summary>A declaration is a map with <c>type</c>, <c>default</c>, <c>value</c> and so on, or short: the default itself.</summary>
    private static Setting? ReadSetting(string project, string key, YamlNode node, YamlFile file)
    {
        var isOwn = !key.Contains(':', StringComparison.Ordinal) || key.StartsWith(project + ":", StringComparison.Ordinal);
        var full = key.Contains(':', StringComparison.Ordinal) ? key : $"{project}:{key}";
        if (node is not YamlMappingNode map || map.Children.Count == 0)
        {
            return new Setting(full, null, node, false, false);
        }

        foreach (
            var part in map
                .Children.Keys.Select(part => part.ToString())
                .Where(part => part is not ("type" or "default" or "value" or "description" or "secret" or "items"))
        )
        {
            file.Problem(
                node,
                $"\"{part}\" of the configuration key \"{key}\" is not known; a declaration has type, description, default, value, secret and items"
            );
        }

        var type = Part(map, "type")?.ToString();
        if (type is not null && !_types.Contains(type))
        {
            file.Problem(
                node,
                $"the type \"{type}\" of the configuration key \"{key}\" is not known; there are {string.Join(", ", _types)}"
            );
            return null;
        }

        var value = Part(map, "default") ?? Part(map, "value");
        return new Setting(full, type, value, Part(map, "secret")?.ToString() == "true", isOwn && value is null);
    }

    private static YamlNode? Part(YamlMappingNode map, string name) =>
        map.Children.TryGetValue(new YamlScalarNode(name), out var part) ? part : null;
}
