using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tests.Infra.Judge;

/// <summary>What is to be created, as lines "KIND NAME PATH = VALUE": what means the same to an engine is the same line.</summary>
internal static partial class Flat
{
    // What the engine does where nothing is said (swarmkit, api/defaults/service.go; the engine's daemon/cluster/convert).
    private static readonly (string Path, string Value)[] _defaults =
    [
        ("TaskTemplate.RestartPolicy.Condition", "any"),
        ("TaskTemplate.RestartPolicy.Delay", "5000000000"),
        ("TaskTemplate.ContainerSpec.StopGracePeriod", "10000000000"),
        ("TaskTemplate.ContainerSpec.Isolation", "default"),
        ("UpdateConfig.Parallelism", "1"),
        ("UpdateConfig.FailureAction", "pause"),
        ("UpdateConfig.Monitor", "5000000000"),
        ("UpdateConfig.Order", "stop-first"),
        ("RollbackConfig.Parallelism", "1"),
        ("RollbackConfig.FailureAction", "pause"),
        ("RollbackConfig.Monitor", "5000000000"),
        ("RollbackConfig.Order", "stop-first"),
        ("EndpointSpec.Mode", "vip"),
        ("Mode.Replicated.Replicas", "1"),
    ];

    // Where no order means anything.
    private static readonly string[] _sets =
    [
        "Env",
        "Hosts",
        "Aliases",
        "Constraints",
        "CapabilityAdd",
        "CapabilityDrop",
        "Networks",
        "Ports",
        "Mounts",
        "Configs",
        "Secrets",
        "IPAM.Config",
    ];

    /// <summary>The lines.</summary>
    public static SortedSet<string> Of(IReadOnlyList<(string Kind, JsonObject Spec)> created)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        var volumes = created
            .Where(one => one.Kind == "volumes")
            .DistinctBy(one => $"{one.Spec["Name"]}")
            .ToDictionary(one => $"{one.Spec["Name"]}", one => one.Spec);
        foreach (var (kind, spec) in created.Where(one => one.Kind != "volumes"))
        {
            var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
            if (kind == "services")
            {
                Mount(spec, volumes);
            }

            Walk(spec, "", values);
            foreach (
                var (path, value) in _defaults.Where(item =>
                    kind == "services" && !values.ContainsKey("Mode.Global") | item.Path != "Mode.Replicated.Replicas"
                )
            )
            {
                values[path] = values.GetValueOrDefault(path) is { Length: > 0 } said ? said : value;
            }

            lines.UnionWith(
                values
                    .Where(item =>
                        item.Value is not ("" or "false") && !(item.Value == "0" && !_defaults.Any(known => known.Path == item.Key))
                    )
                    .Select(item => $"{kind} {WithoutHash($"{spec["Name"]}")} {item.Key} = {item.Value}")
            );
        }

        return lines;
    }

    // docker says of every mount what its volume is to be like, and the node makes it when a task comes; here volumes are made before.
    private static void Mount(JsonObject spec, Dictionary<string, JsonObject> volumes)
    {
        foreach (var mount in spec["TaskTemplate"]!["ContainerSpec"]!["Mounts"] as JsonArray ?? [])
        {
            if (volumes.GetValueOrDefault($"{mount!["Source"]}") is { } volume && $"{mount["Type"]}" == "volume")
            {
                var options = mount["VolumeOptions"] as JsonObject ?? [];
                options["Labels"] = volume["Labels"]?.DeepClone();
                options["DriverConfig"] = new JsonObject
                {
                    ["Name"] = volume["Driver"]?.DeepClone(),
                    ["Options"] = volume["DriverOpts"]?.DeepClone(),
                };
                mount["VolumeOptions"] = options.Parent is null ? options : options.DeepClone();
            }
        }
    }

    private static void Walk(JsonNode? node, string path, SortedDictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject map when map.Count == 0 && path is "Mode.Global":
                values[path] = "{}";
                break;
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    Walk(value, path.Length == 0 ? key : $"{path}.{key}", values);
                }

                break;
            case JsonArray list:
                var items = list.Select(Item);
                foreach (var (index, item) in items.Index())
                {
                    values[_sets.Any(set => path.EndsWith(set, StringComparison.Ordinal)) ? $"{path} {item}" : $"{path}[{index}] {item}"] =
                        "there";
                }

                break;
            case JsonValue value:
                values[path] = Scalar(value, path);
                break;
        }
    }

    // Consistency is for Docker Desktop, and means nothing to an engine.
    private static string Item(JsonNode? node)
    {
        if (node is not JsonObject)
        {
            return $"\"{node}\"";
        }

        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Walk(node, "", values);
        foreach (var (path, value) in ((string, string)[])[("Protocol", "tcp"), ("PublishMode", "ingress")])
        {
            if (values.ContainsKey("TargetPort"))
            {
                values[path] = values.GetValueOrDefault(path) is { Length: > 0 } said ? said.ToLowerInvariant() : value;
            }
        }

        return string.Join(
            ", ",
            values
                .Where(item => item.Value is not ("" or "false" or "0"))
                .Where(item => item is not ({ Key: "VolumeOptions.DriverConfig.Name", Value: "local" } or { Key: "Consistency" }))
                .Select(item => $"{item.Key}: {item.Value}")
        );
    }

    private static string Scalar(JsonValue value, string path)
    {
        var text = value.TryGetValue(out double number) ? number.ToString(CultureInfo.InvariantCulture) : $"{value}";
        if (path == "TaskTemplate.ContainerSpec.Image")
        {
            // The client writes the name out, the engine takes both.
            return Latest().Replace(Hub().Replace(text, ""), "");
        }

        if (path is "IPAM.Driver" && text == "default")
        {
            return "";
        }

        if (_words.Contains(path))
        {
            return text.ToLowerInvariant();
        }

        return
            Path.GetExtension(path) is ".SecretName" or ".SecretID" or ".ConfigName" or ".ConfigID"
            || path is "SecretName" or "SecretID" or "ConfigName" or "ConfigID" or "Name"
            ? WithoutHash(text)
            : text;
    }

    // The engine reads them in any case of letters.
    private static readonly string[] _words =
    [
        "TaskTemplate.RestartPolicy.Condition",
        "EndpointSpec.Mode",
        "TaskTemplate.ContainerSpec.Isolation",
        "UpdateConfig.FailureAction",
        "RollbackConfig.FailureAction",
    ];

    private static string WithoutHash(string name) => Hash().Replace(name, "");

    [GeneratedRegex("^((index\\.)?docker\\.io/)?(library/)?")]
    private static partial Regex Hub();

    [GeneratedRegex(":latest$")]
    private static partial Regex Latest();

    [GeneratedRegex("(?<=_.+)-[0-9a-f]{8}$")]
    private static partial Regex Hash();
}
