namespace Review.Effects;

/// <summary>Whether the managers can decide: before, at the worst moment and after.</summary>
internal static class QuorumEffects
{
    public static IEnumerable<Effect> Of(IReadOnlyList<NodeState> nodes, bool areAllKnown, bool isGoneWhole)
    {
        if (!areAllKnown)
        {
            if (!isGoneWhole && OfSome(nodes) is { } some)
            {
                yield return some;
            }

            yield break;
        }

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
        var meanwhile = Meanwhile(quorum, nodes);
        var (text, care, weight) = quorum switch
        {
            { WasLost: true } => (
                $"LOST before this change: the machines of {quorum.Missing} of {Managers(quorum.Before)} are gone. {(quorum.Missing == quorum.Before ? "The swarm is gone with its services, networks, secrets and configs" : "Nothing can be decided, and no new machine can join, until the swarm is recovered by hand")}",
                Care.Dangerous,
                92
            ),
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
            { IsLost: true, IsAvoidable: true } => ($"LOST until {meanwhile}. {line}", Care.Dangerous, 80),
            { IsLost: true } => ($"lost until {meanwhile}. {line}", Care.LookTwice, 20),
            { HasNoSpareAfter: true } => ($"kept, but the swarm then bears the loss of no manager. {line}", Care.LookTwice, 2),
            _ when quorum.Worst < quorum.AtWorst && quorum.Worst == quorum.Needed => (
                $"kept, but no other manager may fail meanwhile{(quorum.Missing > 0 ? $", since the machine of {quorum.Missing} is gone" : "")}. {line}",
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

    private static string Meanwhile(Quorum quorum, IReadOnlyList<NodeState> nodes)
    {
        var there = nodes.Where(node => node.RoleBefore is not null).ToList();
        var goesOn = there.Exists(node => !node.IsAway && !(node.EngineChanges && there.Count == 1));
        return $"{(quorum.Before == 1 ? "the manager is" : "the managers are")} back: {(goesOn ? "what runs on other nodes goes on, but no failed task is started again, and nothing can be changed" : "no node is there on which anything goes on")}";
    }

    // How many managers there are beside those that the plan names, it does not tell.
    private static Effect? OfSome(IReadOnlyList<NodeState> nodes)
    {
        var lost = nodes
            .Where(node =>
                node is { IsManagerBefore: true } and ({ IsManagerAfter: false } or { IsReplaced: true } or { IsAbandoned: true })
            )
            .Select(node => node.Name)
            .ToList();
        return lost.Count == 0
            ? null
            : new Effect(
                Area.Quorum,
                "",
                $"not known, since the plan does not name all nodes: {(lost.Count == 1 ? "the manager" : "the managers")} {string.Join(", ", lost)} {(lost.Count == 1 ? "does" : "do")} not stay as {(lost.Count == 1 ? "it is" : "they are")}. Where no majority of the managers stays, the swarm is LOST",
                Care.Dangerous
            )
            {
                Weight = 85,
            };
    }

    private static string Managers(int count) => $"{count} manager{(count == 1 ? "" : "s")} ({Quorum.Of(count)} needed)";
}
