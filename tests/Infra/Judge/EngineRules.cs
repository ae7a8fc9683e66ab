using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tests.Infra.Judge;

/// <summary>What a swarm refuses to create, beside what docker's client does: swarmkit's manager/controlapi and manager/constraint, and the engine's daemon/cluster/convert.</summary>
internal static partial class EngineRules
{
    /// <summary>Why; null when it is created.</summary>
    public static string? Refusal(string kind, JsonObject spec) =>
        kind switch
        {
            "configs" => Stored(spec, "config", 1000 * 1024),
            "secrets" => Stored(spec, "secret", 500 * 1024),
            "services" => Refusals(spec).FirstOrDefault(refusal => refusal is not null),
            _ => null,
        };

    /// <summary>What of it another service has already; null when it has none: a port in mode ingress is taken on every node.</summary>
    public static string? Conflict(JsonObject spec, IEnumerable<JsonObject> others)
    {
        var taken = others.SelectMany(other => Published(other)).ToList();
        return Published(spec)
            .Where(mine => taken.Any(theirs => theirs.Port == mine.Port && (theirs.Ingress || mine.Ingress)))
            .Select(mine => $"port '{mine.Port}' is already in use by another service")
            .FirstOrDefault();
    }

    private static IEnumerable<(string Port, bool Ingress)> Published(JsonObject spec) =>
        Items(spec["EndpointSpec"]?["Ports"])
            .Where(port => Number(port!["PublishedPort"]) > 0)
            .Select(port =>
                (
                    $"{port!["PublishedPort"]}/{(Text(port["Protocol"]) is { Length: > 0 } protocol ? protocol.ToLowerInvariant() : "tcp")}",
                    !Text(port["PublishMode"]).Equals("host", StringComparison.OrdinalIgnoreCase)
                )
            );

    private static string? Stored(JsonObject spec, string kind, int most)
    {
        var name = Text(spec["Name"]);
        var length = Convert.FromBase64String(Text(spec["Data"])).Length;
        return name.Length > 64 || !StoredName().IsMatch(name) ? $"invalid {kind} name"
            : length == 0 || length >= most ? $"{kind} data must be larger than 0 and less than {most} bytes"
            : null;
    }

    private static IEnumerable<string?> Refusals(JsonObject spec)
    {
        var task = spec["TaskTemplate"]!;
        var container = task["ContainerSpec"]!;
        yield return ServiceName().IsMatch(Text(spec["Name"])) && Text(spec["Name"]).Length <= 63
            ? null
            : "name must be valid as a DNS name component";
        yield return Items(task["Placement"]?["Constraints"]).Select(item => Text(item)).FirstOrDefault(text => !Constraint().IsMatch(text))
            is { } wrong
            ? $"invalid constraint: {wrong}"
            : null;
        yield return Twice(Items(container["Mounts"]).Select(mount => Text(mount!["Target"]))) is { } target
            ? $"ContainerSpec: duplicate mount point: {target}"
            : null;
        yield return Items(container["Mounts"]).Any(mount => Text(mount!["Target"]).Length == 0) ? "mount target is required" : null;
        foreach (var kind in (string[])["Configs", "Secrets"])
        {
            yield return Twice(Items(container[kind]).Where(item => item!["File"] is not null).Select(item => Text(item!["File"]!["Name"])))
                is { } file
                ? $"{kind} have a conflicting target '{file}'"
                : null;
        }

        foreach (var part in (string[])["Limits", "Reservations"])
        {
            var (cpus, memory) = (Number(task["Resources"]?[part]?["NanoCPUs"]), Number(task["Resources"]?[part]?["MemoryBytes"]));
            yield return cpus is not 0 and < 1_000_000 ? "invalid cpu value"
            : memory is not 0 and < 4 * 1024 * 1024 ? "invalid memory value"
            : null;
        }

        yield return Word(task["RestartPolicy"]?["Condition"], "restart condition", "", "none", "on-failure", "any");
        yield return Word(spec["EndpointSpec"]?["Mode"], "endpoint mode", "", "vip", "dnsrr");
        yield return Word(container["Isolation"], "isolation", "", "default", "process", "hyperv");
        foreach (var part in (string[])["UpdateConfig", "RollbackConfig"])
        {
            yield return Word(spec[part]?["FailureAction"], "failure action", "", "pause", "continue", "rollback");
            yield return Word(spec[part]?["Order"], "order", "", "stop-first", "start-first");
            yield return Number(spec[part]?["MaxFailureRatio"]) is < 0 or > 1 ? "MaxFailureRatio must be between 0 and 1" : null;
            yield return Number(spec[part]?["Delay"]) < 0 || Number(spec[part]?["Monitor"]) < 0 ? "a negative duration" : null;
        }

        var ports = Items(spec["EndpointSpec"]?["Ports"]);
        yield return Text(spec["EndpointSpec"]?["Mode"]) == "dnsrr" && ports.Any(port => Text(port!["PublishMode"]) != "host")
            ? "port published with ingress mode can't be used with dnsrr mode"
            : null;
        yield return Items(task["Networks"]).Any(network => Text(network!["Target"]) == "ingress")
            ? "network ingress not manually attachable"
            : null;
        yield return Items(container["Mounts"])
            .Select(mount =>
                Word(
                    mount!["BindOptions"]?["Propagation"],
                    "mount propagation",
                    "",
                    "private",
                    "rprivate",
                    "shared",
                    "rshared",
                    "slave",
                    "rslave"
                )
            )
            .FirstOrDefault(wrong => wrong is not null);
        yield return Twice(
            ports.Where(port => Number(port!["PublishedPort"]) > 0).Select(port => $"{port!["PublishedPort"]}/{port["Protocol"]}")
        )
            is { } twin
            ? $"EndpointSpec: duplicate published ports provided: {twin}"
            : null;
    }

    // As the engine's converters do it, in any case of letters.
    private static string? Word(JsonNode? node, string what, params string[] words) =>
        words.Contains(Text(node), StringComparer.OrdinalIgnoreCase) ? null : $"invalid {what}: {Text(node)}";

    private static string? Twice(IEnumerable<string> values) =>
        values.GroupBy(value => value).FirstOrDefault(group => group.Skip(1).Any())?.Key;

    private static JsonArray Items(JsonNode? node) => node as JsonArray ?? [];

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static double Number(JsonNode? node) => node?.GetValue<double>() ?? 0;

    [GeneratedRegex("^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$")]
    private static partial Regex StoredName();

    [GeneratedRegex("^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$")]
    private static partial Regex ServiceName();

    // KEY == VALUE or KEY != VALUE: manager/constraint/constraint.go.
    [GeneratedRegex(@"^\s*(?i:[a-z_][a-z0-9\-_.]+)\s*(==|!=)\s*(?=\S)(?i:[a-z0-9:\-_\s./*()?+\[\]\\^$|]+)\s*$")]
    private static partial Regex Constraint();
}
