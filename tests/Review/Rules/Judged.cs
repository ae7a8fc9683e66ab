using Review.Rules;

namespace Tests.Review.Rules;

/// <summary>What a rule finds in a written plan.</summary>
internal static class Judged
{
    public const string Service = "docker:index/service:Service";
    public const string Workloads = "swarm:workloads:StackWorkloads workloads";

    public static DateOnly Today { get; } = new(2026, 11, 28);

    /// <summary>The findings of one rule, such as <c>services.web image: nginx</c>.</summary>
    public static IReadOnlyList<string> By(Rule rule, PlanText plan) =>
        [
            .. RuleCatalogue
                .Judge(ReviewInput.Read(plan.Digest()), Today)
                .Where(finding => finding.Rule == rule)
                .Select(finding => $"{finding.Scope} {finding.At}: {finding.Detail}"),
        ];

    /// <summary>Whether each of them is new with the change.</summary>
    public static IReadOnlyList<bool> IsNew(Rule rule, PlanText plan) =>
        [
            .. RuleCatalogue
                .Judge(ReviewInput.Read(plan.Digest()), Today)
                .Where(finding => finding.Rule == rule)
                .Select(finding => finding.IsNew),
        ];

    /// <summary>The same of a service that is made.</summary>
    public static IReadOnlyList<string> ByService(Rule rule, params (string Path, string? Json)[] changes) =>
        By(rule, Of(ServiceText.With(changes)));

    public static PlanText Of(string service) =>
        new PlanText().Nodes("node1 manager", "node2 worker").Step("create", Workloads, Service, "web", next: service);

    /// <summary>What a rule that fires says, or nothing.</summary>
    public static string[] Only(bool fires, string finding) => fires ? [finding] : [];
}
