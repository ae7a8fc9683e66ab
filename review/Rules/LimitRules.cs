namespace Review.Rules;

/// <summary>What tasks and their logs may take of a node.</summary>
internal static class LimitRules
{
    public static Rule NoMemoryLimit { get; } =
        new(
            "no-memory-limit",
            Severity.Medium,
            "The service has no limit of memory",
            "One task can take all memory of its node, and the engine or its neighbours with it.",
            "Set deploy.resources.limits.memory."
        )
        {
            Find = side =>
                side.Services.Where(service => service.Task["resources"]["limits"]["memoryBytes"].Whole is null or 0)
                    .Select(service => new Hit(service.Scope, At: "deploy.resources")),
        };

    public static Rule UnboundedLogs { get; } =
        new(
            "unbounded-logs",
            Severity.Medium,
            "Logs grow without a bound",
            "The driver json-file keeps every line until the disk of the node is full.",
            "Set the option max-size, or leave logging out: the engines of this program bound their logs."
        )
        {
            Find = side =>
                side.Services.Where(service =>
                        IsUnbounded(service.Task["logDriver"]["name"].Text, service.Task["logDriver"]["options"]["max-size"].Text)
                    )
                    .Select(service => new Hit(service.Scope, At: "logging"))
                    .Concat(
                        side.Nodes.Any(node => node.RoleAfter is not null)
                        && side.Plan.Setting("daemon") is var daemon
                        && IsUnbounded(daemon["log-driver"].Text, daemon["log-opts"]["max-size"].Text)
                            ? [new Hit("swarm:daemon", At: "log-driver")]
                            : []
                    ),
        };

    private static bool IsUnbounded(string? driver, string? size) => driver == "json-file" && size is null or "-1";
}
