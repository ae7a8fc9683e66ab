using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>deploy</c>.</summary>
internal static partial class DeployReader
{
    public static Deploy Read(ElementReader reader, YamlElement? node, YamlElement? restart)
    {
        var map = reader.Fields(node, ComposeKeys.Deploy);
        var global = Mode(reader, map["mode"]) == "global";
        if (global && map["replicas"] is { } count)
        {
            reader.Report(
                count,
                ElementReader.Shown(count),
                "no number of replicas with mode global, which runs one task on every node",
                "Remove one of them."
            );
        }

        var placement = reader.Fields(map["placement"], ComposeKeys.Placement);
        return new Deploy
        {
            Global = global,
            Replicas = reader.Integer(map["replicas"], 0, 10_000, 1),
            EndpointMode = reader.WordInAnyCase(map["endpoint_mode"], "vip", "dnsrr"),
            Labels = reader.Pairs(map["labels"]),
            RestartPolicy = map["restart_policy"] is { } policy ? Restart(reader, policy) : RestartReader.Read(reader, restart),
            UpdateConfig = Update(reader, map["update_config"], "pause", "continue", "rollback"),
            RollbackConfig = map["rollback_config"] is { } rollback ? Rollback(reader, rollback) : null,
            Resources = ResourcesReader.Read(reader, map["resources"]),
            Constraints = Constraints(reader, placement["constraints"]),
            Spread = Spreads(reader, placement["preferences"]),
            MaxReplicasPerNode = reader.Integer(placement["max_replicas_per_node"], 0, 10_000, 0),
        };
    }

    private static string Mode(ElementReader reader, YamlElement? node)
    {
        if (node is not YamlScalar { Text: "replicated-job" or "global-job" })
        {
            return reader.Word(node, "replicated", "global");
        }

        reader.Report(
            node,
            ElementReader.Shown(node),
            "\"replicated\" or \"global\": Pulumi.Docker 5.1 has no jobs",
            "Use restart_policy: {condition: none} for a task that runs once."
        );
        return "replicated";
    }

    private static RestartPolicy Restart(ElementReader reader, YamlElement node)
    {
        var map = reader.Fields(node, ComposeKeys.RestartPolicy);
        var otherwise = RestartPolicy.Default;
        return new RestartPolicy(
            reader.WordInAnyCase(map["condition"], "any", "on-failure", "none"),
            reader.Duration(map["delay"], otherwise.Delay),
            reader.Integer(map["max_attempts"], 0, int.MaxValue, otherwise.MaxAttempts),
            reader.Duration(map["window"], otherwise.Window)
        );
    }

    private static UpdateConfig Update(ElementReader reader, YamlElement? node, params string[] actions)
    {
        var map = reader.Fields(node, ComposeKeys.UpdateConfig);
        var otherwise = UpdateConfig.Default;
        return new UpdateConfig(
            reader.Integer(map["parallelism"], 0, 10_000, otherwise.Parallelism),
            reader.Duration(map["delay"], otherwise.Delay),
            reader.Word(map["failure_action"], actions),
            reader.Duration(map["monitor"], otherwise.Monitor),
            Ratio(reader, map["max_failure_ratio"], otherwise.MaxFailureRatio),
            reader.Word(map["order"], "stop-first", "start-first")
        );
    }

    private static decimal Ratio(ElementReader reader, YamlElement? node, decimal otherwise)
    {
        var ratio = reader.Number(node, 0, 1, otherwise);
        if (node is not null && ratio != Math.Floor(ratio * 10) / 10)
        {
            reader.Warn(
                node,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ratio} counts as {Math.Floor(ratio * 10) / 10:0.0}: Pulumi.Docker 5.1 keeps one decimal, and would change the service in every run"
                )
            );
        }

        return ratio;
    }

    private static UpdateConfig Rollback(ElementReader reader, YamlElement node)
    {
        var config = Update(reader, node, "pause", "continue", "rollback");
        if (config.FailureAction != "rollback")
        {
            return config;
        }

        reader.Warn(
            (node as YamlMapping)?["failure_action"] ?? node,
            "a rollback cannot be rolled back: the swarm pauses instead, as with \"pause\""
        );
        return config with { FailureAction = "pause" };
    }

    // Both parts must be there, and of few signs: swarmkit, manager/constraint.
    private static Constraint[] Constraints(ElementReader reader, YamlElement? node)
    {
        foreach (var item in reader.Items(node))
        {
            if (item is YamlScalar { IsNull: false, IsSecret: false, Text: var text } && !ConstraintPattern().IsMatch(text))
            {
                reader.Report(
                    item,
                    $"\"{text}\"",
                    "KEY == VALUE or KEY != VALUE, without commas and quotes",
                    "For example \"node.role == worker\"; look for a variable without a value."
                );
            }
        }

        return [.. reader.References(node as YamlSequence).Select(item => new Constraint(item.At, item.Name))];
    }

    private static string[] Spreads(ElementReader reader, YamlElement? node)
    {
        string[] spreads = [.. reader.Items(node).Select(item => Spread(reader, item)).OfType<string>()];
        if (spreads.Length > 1)
        {
            reader.Warn(
                node!,
                "the order of several preferences is lost: Pulumi.Docker 5.1 sends them as a set, so any of them may come first"
            );
        }

        return spreads;
    }

    private static string? Spread(ElementReader reader, YamlElement node)
    {
        var spread = reader.Fields(node, ComposeKeys.Preference)["spread"];
        if (spread is null)
        {
            reader.Report(node, "nothing", "spread: and a property of nodes", "For example {spread: node.labels.zone}.");
        }

        return reader.Plain(spread);
    }

    [GeneratedRegex(@"^\s*[A-Za-z_][A-Za-z0-9_.-]+\s*[=!]=\s*(?=\S)[A-Za-z0-9:_\s./*()?+[\]\\^$|-]+$")]
    private static partial Regex ConstraintPattern();
}
