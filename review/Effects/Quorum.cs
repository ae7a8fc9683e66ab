namespace Review.Effects;

/// <summary>How many managers there are, and how many of them can be reached.</summary>
/// <param name="Before">Managers before the change.</param>
/// <param name="After">Managers after it.</param>
/// <param name="AtWorst">Managers at the worst moment.</param>
/// <param name="Worst">Of those, how many can be reached then.</param>
/// <param name="ComesBack">Whether enough of them come back as they were.</param>
/// <param name="IsLeftBehind">Whether none of the managers that there will be is in the swarm already, so that they make a new one.</param>
/// <param name="IsGone">Whether no manager stays, and none comes.</param>
/// <param name="Missing">Managers of which the machine was gone before the change.</param>
internal sealed record Quorum(int Before, int After, int AtWorst, int Worst, bool ComesBack, bool IsLeftBehind, bool IsGone, int Missing)
{
    /// <summary>Half of them and one more.</summary>
    public static int Of(int managers) => (managers / 2) + 1;

    /// <summary>How many it takes to decide anything at the worst moment.</summary>
    public int Needed => Of(AtWorst);

    /// <summary>Whether it would be kept if the managers went one after another.</summary>
    public bool IsAvoidable => Before - 1 >= Of(Before);

    /// <summary>Whether nothing could be decided before the change already.</summary>
    public bool WasLost => Missing > 0 && Before - Missing < Of(Before);

    /// <summary>Whether it bears the loss of a manager before the change, and none after it.</summary>
    public bool HasNoSpareAfter => After > 0 && After == Of(After) && Before > Of(Before);

    /// <summary>Whether nothing can be decided at the worst moment.</summary>
    public bool IsLost => Before > 0 && (IsLeftBehind || IsGone || Worst < Needed);

    public static Quorum Of(IReadOnlyList<NodeState> nodes)
    {
        var before = nodes.Count(node => node.IsManagerBefore);
        var after = nodes.Count(node => node.IsManagerAfter);
        // A node that leaves is demoted when all else is done, and counts until then. One that becomes a worker may be one at any moment: before machines are away, or after.
        var demoted = nodes.Count(node => node is { IsManagerBefore: true, IsManagerAfter: false, Leaves: false });
        var (first, last) = (
            Moment(before - demoted, nodes.Where(node => node is { IsManagerBefore: true, IsManagerAfter: true })),
            Moment(before, nodes.Where(node => node is { IsManagerBefore: true, Leaves: false }))
        );
        var worst =
            first.Away == 0 && last.Away == 0 ? last
            : first.Spare < last.Spare ? first
            : last;
        var isGone = before > 0 && !nodes.Any(node => node is { IsManagerAfter: true, IsAbandoned: false });
        var isLeftBehind =
            before > 0
            && !isGone
            && !nodes.Any(node => node is { IsManagerAfter: true, RoleBefore: not null, IsReplaced: false, IsAbandoned: false });
        return new Quorum(
            before,
            after,
            worst.Managers,
            worst.Managers - worst.Away,
            !isLeftBehind && !isGone && worst.Managers - worst.Replaced >= Of(worst.Managers),
            isLeftBehind,
            isGone,
            nodes.Count(node => node is { IsManagerBefore: true, IsFoundGone: true })
        );
    }

    // Pulumi exchanges and restarts machines side by side; engines are changed one after another.
    private static (int Managers, int Away, int Replaced, int Spare) Moment(int managers, IEnumerable<NodeState> there)
    {
        var all = there.ToList();
        var replaced = all.Count(node => node.IsReplaced || node.IsAbandoned);
        var away = Math.Max(
            replaced + all.Count(node => node is { IsRestarted: true, IsReplaced: false, IsAbandoned: false }),
            all.Exists(node => node.EngineChanges) ? 1 : 0
        );
        return (managers, away, replaced, managers - away - Of(managers));
    }
}
