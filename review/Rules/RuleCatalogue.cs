using Review.Acceptances;
using Review.Plans;

namespace Review.Rules;

/// <summary>Every rule, and where they fire.</summary>
public static class RuleCatalogue
{
    /// <summary>The rules, the most severe first.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. new[]
        {
            ImageRules.Latest,
            ImageRules.WithoutDigest,
            RolloutRules.NoHealthcheck,
            RolloutRules.PublishedStopFirst,
            RolloutRules.OneReplicaStopFirst,
            RolloutRules.FailureLeavesHalf,
            LimitRules.NoMemoryLimit,
            LimitRules.UnboundedLogs,
            IsolationRules.DockerSocket,
            IsolationRules.SystemDirectory,
            IsolationRules.HostNetwork,
            IsolationRules.DangerousCapability,
            IgnoredKeyRules.Privileged,
            SecretRules.InEnvironment,
            SecretRules.InLabel,
            SecretRules.InCommand,
            SecretRules.InConfig,
            PlacementRules.NoNode,
            NetworkRules.RangesOverlap,
            NetworkRules.NearlyFull,
            NetworkRules.EncryptedOnEngine,
            FirewallRules.SwarmPort,
            FirewallRules.ManagementPort,
            FirewallRules.SshToTheWorld,
            FirewallRules.PublishedPortClosed,
            FirewallRules.OpenPortUnpublished,
            ManagerRules.EvenManagers,
            ManagerRules.OneManager,
            ManagerRules.OneZone,
            ManagerRules.QuorumLost,
            ManagerRules.QuorumInterrupted,
            ManagerRules.ManagerReplaced,
            NodeRules.EngineUnpinned,
            NodeRules.Budget,
            NodeRules.OldKey,
            DataRules.VolumeLost,
            AcceptanceRules.Unused,
        }
            .OrderByDescending(rule => rule.Severity)
            .ThenBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>All that the rules find in what will be there after a plan, the worst first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="today">The day on which it is reviewed.</param>
    /// <param name="files">Where things are written, and what is accepted.</param>
    public static IReadOnlyList<Finding> Judge(Plan plan, DateOnly today, ProjectFiles? files = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        files ??= ProjectFiles.None;
        var after = Reviewed.After(plan, today);
        var before = Reviewed.Before(plan, today);
        var valid = files.Acceptances.Where(acceptance => acceptance.Problem is null).ToList();
        var found = All.SelectMany(rule => Judge(rule, before, after)).Select(Judged).ToList();
        return
        [
            .. found
                .Concat(AcceptanceRules.Of(files.Acceptances, found, after))
                .OrderByDescending(finding => finding.Rule.Severity)
                .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
                .ThenBy(finding => finding.Scope, NaturalOrder.Instance),
        ];

        Finding Judged(Finding finding)
        {
            // One that still holds goes before one that is over.
            var acceptance = valid.Where(one => one.Covers(finding)).OrderBy(one => one.IsOver(today)).FirstOrDefault();
            return finding with { Acceptance = acceptance, IsExpired = acceptance?.IsOver(today) == true, Place = files.PlaceOf(finding) };
        }
    }

    private static IEnumerable<Finding> Judge(Rule rule, Reviewed before, Reviewed after)
    {
        var known = rule.Find(before)
            .Select(hit => new
            {
                hit.Scope,
                hit.At,
                hit.Which,
            })
            .ToHashSet();
        return rule.Find(after)
            .Select(hit => new Finding(
                rule,
                hit.Scope,
                hit.Detail,
                hit.At,
                !known.Contains(
                    new
                    {
                        hit.Scope,
                        hit.At,
                        hit.Which,
                    }
                )
            )
            {
                Title = hit.Title ?? rule.Title,
                Fix = hit.Fix ?? rule.Fix,
            });
    }
}
