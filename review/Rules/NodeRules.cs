using Review.Effects;
using Review.Plans;

namespace Review.Rules;

/// <summary>Machines, their engines and their keys.</summary>
internal static class NodeRules
{
    private const string HostKey = "-host-key";

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
            "Replace the key of a host together with its machine, one at a time. Nodes read the key of the operator at their first boot only: for another one, pulumi destroy and pulumi up create all of them again; else accept this finding."
        )
        {
            Find = side =>
                side.Plan.Setting("review")["keyDays"].Whole is { } days
                    ? side.Of(PrivateKey)
                        .Where(key => key.Change.Kind != ChangeKind.Replaced)
                        .Select(key => new { key.Name, Made = key.Change.Old?.Created ?? key.State.Created })
                        .Where(key => key.Made is { } made && DayOf(made).AddDays((int)days) < side.Today)
                        .Select(key => new Hit($"keys.{key.Name}", $"made on {DayOf(key.Made!.Value):O}") { Fix = FixOf(key.Name) })
                    : [],
        };

    // The name of its machine comes first. A machine that is replaced alone keeps its host key, and a key that is replaced alone does not come to its machine.
    private static string FixOf(string key) =>
        key.EndsWith(HostKey, StringComparison.Ordinal)
            ? $"Replace it together with its machine, of which the disk is lost, one at a time (docs/aws.md): pulumi up --replace '**PrivateKey::{key}' --replace '**Instance::{key[..^HostKey.Length]}'."
            : "Nodes read it at their first boot only: for another one, pulumi destroy and pulumi up create all of them again. Else accept this finding.";

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
