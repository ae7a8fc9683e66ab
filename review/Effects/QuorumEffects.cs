namespace Review.Effects;

/// <summary>Whether the managers can decide: before, at the worst moment and after.</summary>
internal static class QuorumEffects
{
    public static IEnumerable<Effect> Of(IReadOnlyList<NodeState> nodes, bool isGoneWhole)
    {
        var quorum = Quorum.Of(nodes);
        if (
            quorum.Before == 0
            || (quorum.IsGone && isGoneWhole)
            || (quorum.Worst == quorum.Before && quorum.After == quorum.Before && !quorum.IsLeftBehind)
        )
        {
            yield break;
        }

        var line =
            $"{Managers(quorum.Before)} before; {quorum.Worst} of {quorum.AtWorst} at the worst moment; {Managers(quorum.After)} after";
        var (text, care, weight) = quorum switch
        {
            { IsGone: true } => (
                $"LOST for good: no manager stays, so that the swarm is gone with its services, networks, secrets and configs. {Managers(quorum.Before)} before",
                Care.Dangerous,
                95
            ),
            { IsLeftBehind: true } => (
                $"LOST: no manager from before stays on its machine, so that a new swarm is made, and the services, networks, secrets and configs of the old one are gone. To keep it, have another manager join first, in a change of its own. {Managers(quorum.Before)} before; {Managers(quorum.After)} after",
                Care.Dangerous,
                95
            ),
            { IsLost: true, ComesBack: false } => (
                $"LOST, and not regained by itself: the swarm has to be recovered by hand. {line}",
                Care.Dangerous,
                90
            ),
            { IsLost: true, IsAvoidable: true } => ($"LOST until {Meanwhile(quorum)}. {line}", Care.Dangerous, 80),
            { IsLost: true } => ($"lost until {Meanwhile(quorum)}. {line}", Care.LookTwice, 20),
            _ when quorum.Worst < quorum.AtWorst && quorum.Worst == quorum.Needed => (
                $"kept, but without a spare manager. {line}",
                Care.LookTwice,
                1
            ),
            _ when quorum.After % 2 == 0 && quorum.After > 1 => (
                $"kept; an even number of managers is no safer than one fewer. {line}",
                Care.LookTwice,
                1
            ),
            _ => ($"kept. {line}", Care.Routine, 0),
        };
        yield return new Effect(Area.Quorum, "", text, care) { Weight = weight };
    }

    private static string Meanwhile(Quorum quorum) =>
        $"{(quorum.Before == 1 ? "the manager is" : "the managers are")} back: what runs on other nodes goes on, but no failed task is started again, and nothing can be changed";

    private static string Managers(int count) => $"{count} manager{(count == 1 ? "" : "s")} ({Quorum.Of(count)} needed)";
}
