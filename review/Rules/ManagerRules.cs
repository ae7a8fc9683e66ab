using System.Globalization;
using Review.Effects;
using Review.Pictures;
using Review.Plans;

namespace Review.Rules;

/// <summary>The managers, of which a majority must be there.</summary>
internal static class ManagerRules
{
    // With more workers than this, one machine is too little to depend on.
    private const int MostWorkersOfOneManager = 3;

    public static Rule EvenManagers { get; } =
        new(
            "even-managers",
            Severity.Medium,
            "The number of managers is even",
            "The swarm bears no more losses than with one manager fewer, and there is one machine more that can fail.",
            "Make it odd: 1, 3 or 5."
        )
        {
            Find = side => Managers(side) is not 0 and var count && count % 2 == 0 ? [new Hit(Scope(side), Counted(count, "manager"))] : [],
        };

    public static Rule OneManager { get; } =
        new(
            "one-manager",
            Severity.Medium,
            "One manager stands for many workers",
            "While it is down nothing can be changed and no failed task is started again; when its disk is lost, so is the swarm.",
            "Set swarm:managers to 3, or list three hosts with the role manager."
        )
        {
            Find = side =>
                Managers(side) == 1 && Workers(side) is > MostWorkersOfOneManager and var workers
                    ? [new Hit(Scope(side), $"1 manager for {workers} workers")]
                    : [],
        };

    public static Rule OneZone { get; } =
        new(
            "managers-in-one-zone",
            Severity.Medium,
            "All managers are in one availability zone",
            "A zone that fails takes all of them with it.",
            "Set swarm:zones to 3 for a new swarm: nodes that are there stay in their zones."
        )
        {
            Find = side =>
                side.IsOnAws && Managers(side) is > 1 and var count && ZonesOfManagers(side) is var (zones, named) && zones == 1
                    ? [new Hit(NamedZones(side) > 0 ? "swarm:zoneNames" : "swarm:zones", Counted(count, "manager") + named)]
                    : [],
        };

    public static Rule QuorumLost { get; } =
        new(
            "quorum-lost",
            Severity.Critical,
            "The change takes the majority of the managers away for good",
            "The swarm decides nothing any more and has to be recovered by hand.",
            "Replace managers one at a time, each in a change of its own."
        )
        {
            // Who removes the whole stack means it.
            Find = side =>
                side.Plan.Stack?.Kind != ChangeKind.Deleted
                && side.NamesAllNodes
                && Quorum.Of(side.Nodes) is { IsLost: true, ComesBack: false, WasLost: false } quorum
                    ? [new Hit("nodes", AtWorst(quorum))]
                    : [],
            IsOfTheChange = true,
        };

    public static Rule QuorumInterrupted { get; } =
        new(
            "quorum-interrupted",
            Severity.Critical,
            "The change takes the majority of the managers away for a while",
            "Until they are back, nothing can be changed and no failed task is started again. If too few come back, the swarm has to be recovered by hand.",
            "Restart managers one at a time: name one of them in swarm:resize, run up, wait until all are reachable, and name the next. Make managers workers in a change of its own."
        )
        {
            Find = side =>
                side.NamesAllNodes && Quorum.Of(side.Nodes) is { IsLost: true, ComesBack: true, IsAvoidable: true, WasLost: false } quorum
                    ? [new Hit("nodes", AtWorst(quorum))]
                    : [],
            IsOfTheChange = true,
        };

    public static Rule ManagerReplaced { get; } =
        new(
            "manager-replaced",
            Severity.High,
            "A manager is replaced",
            "The new machine joins as another member. Until then the swarm bears one loss fewer, and the old member stays in the list of managers when it can no longer be demoted.",
            "See that the other managers are well before: ./swarm status."
        )
        {
            Find = side =>
                side.Nodes.Where(node => node is { IsReplaced: true, IsManagerBefore: true }).Select(node => new Hit($"nodes.{node.Name}")),
            IsOfTheChange = true,
        };

    private static string AtWorst(Quorum quorum) =>
        quorum.IsGone ? "no manager stays"
        : quorum.IsLeftBehind ? "no manager from before stays on its machine"
        : $"{quorum.Worst} of {Counted(quorum.AtWorst, "manager")} at the worst moment, {quorum.Needed} needed";

    private static string Scope(Reviewed side) => side.IsOnAws ? "swarm:managers" : "swarm:hosts";

    private static int Managers(Reviewed side) => side.NamesAllNodes ? side.Nodes.Count(node => node.IsManagerAfter) : 0;

    private static int Workers(Reviewed side) => side.Nodes.Count(node => node.RoleAfter == NodeState.Worker);

    private static int Zones(Reviewed side) =>
        NamedZones(side) is > 0 and var named ? named
        : int.TryParse(side.Setting("zones"), CultureInfo.InvariantCulture, out var zones) ? zones
        : 0;

    // Those in which they are, whatever the setting says by now; the setting, where a plan does not name all of their machines.
    private static (int Count, string Named) ZonesOfManagers(Reviewed side)
    {
        var zones = new Zones(side.Plan.Changes.Concat(side.Plan.Unchanged));
        var all = side.Nodes.Where(node => node.IsManagerAfter).Select(node => zones.Of(node.Name, null)).Distinct().ToList();
        return all.Contains("") ? (Zones(side), "") : (all.Count, $" in {all[0]}");
    }

    // A list, or one text with commas.
    private static int NamedZones(Reviewed side) =>
        side.Setting("zoneNames").Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Length;

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
