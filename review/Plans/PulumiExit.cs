namespace Review.Plans;

/// <summary>What the exit code of the Pulumi CLI says. Older ones end with 255 for everything.</summary>
public static class PulumiExit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>There are changes, and --expect-no-changes was given: the plan is whole.</summary>
    public const int UnexpectedChanges = 7;

    /// <summary>What the code says, as the rest of the sentence "pulumi ended with …".</summary>
    public static string Describe(int code) =>
        code switch
        {
            Done => "0: done",
            2 => "2: the configuration or a flag is wrong",
            3 => "3: it could not log in",
            4 => "4: a resource failed",
            5 => "5: a policy was violated",
            6 => "6: there is no such stack",
            UnexpectedChanges => "7: there are changes where none were expected",
            8 => "8: it was stopped",
            9 => "9: it took too long",
            255 => "255: an internal error, or any error of an older version",
            _ => $"{code}: an error",
        };

    /// <summary>The plan, knowing how the CLI ended: one that failed may lack changes.</summary>
    public static Plan With(this Plan plan, int code)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Outcome != PlanOutcome.Succeeded || code == Done || (code == UnexpectedChanges && plan.HasChanges)
            ? plan
            : plan with
            {
                Outcome =
                    code == UnexpectedChanges ? PlanOutcome.Unnamed
                    : code == 8 ? PlanOutcome.Cancelled
                    : PlanOutcome.Failed,
            };
    }
}
