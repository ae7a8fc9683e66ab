using System.Text.RegularExpressions;
using Review.Plans;

namespace Review.Rules;

/// <summary>Keys that a swarm ignores, of which the program warns.</summary>
internal static partial class IgnoredKeyRules
{
    private static readonly string[] _keys =
    [
        "cgroup_parent",
        "cgroupns_mode",
        "devices",
        "ipc",
        "network_mode",
        "pid",
        "privileged",
        "security_opt",
        "userns_mode",
    ];

    public static Rule Privileged { get; } =
        new(
            "privileged-key-ignored",
            Severity.Medium,
            "The stack file asks for a privilege, or for a confinement, that a swarm does not give",
            "The task runs without it, and whoever reads the file believes otherwise.",
            "Remove the key; cap_add grants single capabilities, and profiles are set for the engine."
        )
        {
            // Warnings are of the file as it is now: a service that was there before may have had the key before.
            Find = side =>
                side.Plan.Diagnostics.Select(said => Warning().Match(said.Message))
                    .Where(match => _keys.Contains(match.Groups["key"].Value))
                    .Select(match => new { Service = match.Groups["service"].Value, Key = match.Groups["key"].Value })
                    .Where(found => side.IsAfter || !IsCreated(side.Plan, found.Service))
                    .Select(found => new Hit($"services.{found.Service}", found.Key, found.Key)),
        };

    private static bool IsCreated(Plan plan, string service) =>
        plan.Changes.Any(change => change is { Kind: ChangeKind.Created, Type: "docker:index/service:Service" } && change.Name == service);

    [GeneratedRegex(""":[0-9]+:[0-9]+ services\.(?<service>[^:\s]+): the key "(?<key>[a-z_]+)" has no effect""")]
    private static partial Regex Warning();
}
