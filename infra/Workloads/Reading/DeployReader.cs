using Infra.Workloads.Format;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>deploy</c>.</summary>
internal static class DeployReader
{
    public static Deploy Read(YamlSource source, YamlNode? node, string path)
    {
        var map = source.Mapping(node, path, "mode", "replicas", "labels", "restart_policy", "update_config", "resources", "placement");
        var global = source.Word(map.GetValueOrDefault("mode"), $"{path}.mode", "replicated", "global") == "global";
        if (global && map.TryGetValue("replicas", out var count))
        {
            source.Report(count, $"{path}.replicas", YamlSource.Shown(count), "no number of replicas with mode global, which runs one task on every node", "Remove one of them.");
        }

        var placement = source.Mapping(map.GetValueOrDefault("placement"), $"{path}.placement", "constraints");
        return new Deploy(
            global,
            source.Integer(map.GetValueOrDefault("replicas"), $"{path}.replicas", 0, 10_000, 1),
            source.Pairs(map.GetValueOrDefault("labels"), $"{path}.labels"),
            Restart(source, map.GetValueOrDefault("restart_policy"), $"{path}.restart_policy"),
            Update(source, map.GetValueOrDefault("update_config"), $"{path}.update_config"),
            Resources(source, map.GetValueOrDefault("resources"), $"{path}.resources"),
            Constraints(source, placement.GetValueOrDefault("constraints"), $"{path}.placement.constraints"));
    }

    private static RestartPolicy Restart(YamlSource source, YamlNode? node, string path)
    {
        var map = source.Mapping(node, path, "condition", "delay", "max_attempts", "window");
        var otherwise = RestartPolicy.Default;
        return new RestartPolicy(
            source.Word(map.GetValueOrDefault("condition"), $"{path}.condition", "any", "on-failure", "none"),
            source.Duration(map.GetValueOrDefault("delay"), $"{path}.delay", otherwise.Delay),
            source.Integer(map.GetValueOrDefault("max_attempts"), $"{path}.max_attempts", 0, int.MaxValue, otherwise.MaxAttempts),
            source.Duration(map.GetValueOrDefault("window"), $"{path}.window", otherwise.Window));
    }

    private static UpdateConfig Update(YamlSource source, YamlNode? node, string path)
    {
        var map = source.Mapping(node, path, "parallelism", "delay", "failure_action", "monitor", "max_failure_ratio", "order");
        var otherwise = UpdateConfig.Default;
        return new UpdateConfig(
            source.Integer(map.GetValueOrDefault("parallelism"), $"{path}.parallelism", 0, 10_000, otherwise.Parallelism),
            source.Duration(map.GetValueOrDefault("delay"), $"{path}.delay", otherwise.Delay),
            source.Word(map.GetValueOrDefault("failure_action"), $"{path}.failure_action", "pause", "continue", "rollback"),
            source.Duration(map.GetValueOrDefault("monitor"), $"{path}.monitor", otherwise.Monitor),
            source.Number(map.GetValueOrDefault("max_failure_ratio"), $"{path}.max_failure_ratio", 0, 1, otherwise.MaxFailureRatio),
            source.Word(map.GetValueOrDefault("order"), $"{path}.order", "stop-first", "start-first"));
    }

    private static ResourceLimits Resources(YamlSource source, YamlNode? node, string path)
    {
        var map = source.Mapping(node, path, "limits", "reservations");
        return new ResourceLimits(
            Amount(source, map.GetValueOrDefault("limits"), $"{path}.limits"),
            Amount(source, map.GetValueOrDefault("reservations"), $"{path}.reservations"));
    }

    private static ResourceAmount Amount(YamlSource source, YamlNode? node, string path)
    {
        // Pulumi.Docker holds both in 32 bits.
        const decimal mostCpus = int.MaxValue / 1_000_000_000m;
        var map = source.Mapping(node, path, "cpus", "memory");
        var cpus = source.Number(map.GetValueOrDefault("cpus"), $"{path}.cpus", 0.001m, decimal.Round(mostCpus, 2, MidpointRounding.ToZero), 0);
        return new ResourceAmount((int)(cpus * 1_000_000_000m), Memory(source, map.GetValueOrDefault("memory"), $"{path}.memory"));
    }

    private static int Memory(YamlSource source, YamlNode? node, string path)
    {
        if (node is null)
        {
            return 0;
        }

        if (source.Text(node, path) is { } text && Bytes.TryParse(text, out var bytes) && bytes is >= 4 * 1024 * 1024 and <= int.MaxValue)
        {
            return (int)bytes;
        }

        source.Report(node, path, YamlSource.Shown(node), "an amount from 4m to 2047m, with the unit k, m or g", "For example 512m.");
        return 0;
    }

    private static IReadOnlyList<string> Constraints(YamlSource source, YamlNode? node, string path)
    {
        var items = source.Items(node, path);
        foreach (var (item, index) in items.Select((item, index) => (item, index)))
        {
            if (source.Text(item, $"{path}[{index}]") is { } text && !text.Contains("==", StringComparison.Ordinal) && !text.Contains("!=", StringComparison.Ordinal))
            {
                source.Report(item, $"{path}[{index}]", $"\"{text}\"", "an expression with == or !=", "For example \"node.role == worker\".");
            }
        }

        return [.. items.OfType<YamlScalarNode>().Select(item => item.Value!)];
    }
}
