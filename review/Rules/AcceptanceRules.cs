using Review.Acceptances;

namespace Review.Rules;

/// <summary>What is accepted, and is not there.</summary>
internal static class AcceptanceRules
{
    /// <summary>It fires where <see cref="Of"/> says: what is accepted is not in a plan.</summary>
    public static Rule Unused { get; } =
        new(
            "acceptance-unused",
            Severity.Low,
            "A finding is accepted that is not there",
            "Nobody sees any more why it was accepted, and should the thing come back, it is accepted unseen.",
            "Remove the acceptance, or correct it."
        );

    /// <summary>The acceptances that count for nothing. Where the plan leaves out what stays, only those of what it shows can be told.</summary>
    public static IEnumerable<Finding> Of(IEnumerable<Acceptance> acceptances, IReadOnlyCollection<Finding> findings, Reviewed after) =>
        from acceptance in acceptances
        let problem = acceptance.Problem
        where
            problem is not null
            || (!IsOfTheChange(acceptance.Rule) && after.Shows(acceptance.Scope) && findings.All(finding => !acceptance.Covers(finding)))
        select new Finding(Unused, acceptance.Scope is "" ? "swarm:review" : acceptance.Scope, problem ?? acceptance.Rule, "", IsNew: false)
        {
            Place = acceptance.Place,
        };

    private static bool IsOfTheChange(string rule) => RuleCatalogue.All.Any(one => one.Id == rule && one.IsOfTheChange);
}
