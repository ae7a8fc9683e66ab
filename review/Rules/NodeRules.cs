using Review.Effects;
using Review.Plans;

namespace Review.Rules;

/// <summary>Machines, their engines and their keys.</summary>
internal static class NodeRules
{
    private const string PrivateKey = "tls:index/privateKey:PrivateKey";

    public static Rule EngineUnpinned { get; } =
        new(
            "engine-unpinned",
            Severity.Low,
            "No version of Docker Engine is set",
            "Nodes that are made on different days run different engines.",
            "Set swarm:dockerVersion, such as 28.5."
        )
        {
            Find = side =>
                side.Plan.Configuration.Count > 0 && side.DockerVersion.Length == 0 && SwarmNodes.Count(side.Nodes) > 0
                    ? [new Hit("swarm:dockerVersion")]
                    : [],
        };

    public static Rule Budget { get; } =
        new(
            "node-budget",
            Severity.High,
            "There are more nodes than swarm:review allows",
            "Each costs money, and a number that was typed wrongly costs more.",
            "Take nodes out, or raise nodes in swarm:review."
        )
        {
            Find = side =>
                side.Plan.Setting("review")["nodes"].Whole is { } most && SwarmNodes.Count(side.Nodes) is var count && count > most
                    ? [new Hit("swarm:review", $"{count} nodes, and {most} are allowed", "nodes")]
                    : [],
        };

    public static Rule OldKey { get; } =
        new(
            "key-too-old",
            Severity.Medium,
            "A key is older than swarm:review allows",
            "The longer a key is in use, the more copies of it are somewhere.",
            "Have a new one made: pulumi up --replace and the URN of the key. Host keys change with their machines."
        )
        {
            Find = side =>
                side.Plan.Setting("review")["keyDays"].Whole is { } days
                    ? side.Of(PrivateKey)
                        .Where(key => key.Change.Kind != ChangeKind.Replaced)
                        .Select(key => new { key.Name, Made = key.Change.Old?.Created ?? key.State.Created })
                        .Where(key => key.Made is { } made && DayOf(made).AddDays((int)days) < side.Today)
                        .Select(key => new Hit($"keys.{key.Name}", $"made on {DayOf(key.Made!.Value):O}"))
                    : [],
        };

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
