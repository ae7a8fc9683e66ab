namespace Review.Effects;

/// <summary>How many managers there are, and how many of them can be reached.</summary>
/// <param name="Before">Managers before the change.</param>
/// <param name="After">Managers after it.</param>
/// <param name="Worst">Of those before, how many can be reached at the worst moment.</param>
/// <param name="Needed">How many it takes to decide anything at that moment.</param>
/// <param name="ComesBack">Whether those that are away come back as they were.</param>
internal sealed record Quorum(int Before, int After, int Worst, int Needed, bool ComesBack)
{
    /// <summary>Half of them and one more.</summary>
    public static int Of(int managers) => (managers / 2) + 1;

    /// <summary>Whether it would be kept if the managers went one after another.</summary>
    public bool IsAvoidable => Before - 1 >= Needed;

    /// <summary>Whether nothing can be decided at the worst moment.</summary>
    public bool IsLost => Before > 0 && Worst < Needed;

    public static Quorum Of(IReadOnlyList<NodeState> nodes)
    {
        var before = nodes.Count(node => node.IsManagerBefore);
        var staying = nodes.Where(node => node is { IsManagerBefore: true, Leaves: false }).ToList();
        // Pulumi exchanges and restarts machines side by side; engines are changed one after another. A node that leaves is demoted first, and counts no more.
        var replaced = staying.Count(node => node.IsReplaced);
        var restarted = staying.Count(node => node.IsRestarted && !node.IsReplaced);
        var away = Math.Max(replaced + restarted, staying.Any(node => node.EngineChanges) ? 1 : 0);
        // Machines that are deleted beside this take their managers with them when these can no longer be demoted.
        var worst = before - away;
        return new Quorum(before, nodes.Count(node => node.IsManagerAfter), worst, Of(before), before - replaced >= Of(before));
    }
}
