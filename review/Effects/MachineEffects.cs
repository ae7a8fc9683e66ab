using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>What is done to a machine that its node does not tell: it stays, and something of it becomes another.</summary>
internal static class MachineEffects
{
    private const string Groups = "vpcSecurityGroupIds";
    private const string Profile = "iamInstanceProfile";

    // These change neither what runs on it nor who reaches it; a disk in place only grows.
    private static readonly string[] _harmless = ["tags", "volumeTags", "rootBlockDevice"];

    // Those that the nodes tell of, by which a machine is stopped and started.
    private static readonly string[] _restarting = [.. SwarmNodes.Restarting.Select(one => one.Property)];

    public static IEnumerable<Effect> Of(Change machine, IReadOnlyList<NodeState> nodes)
    {
        var node = nodes.FirstOrDefault(one => one.Name == machine.Name);
        return machine.Kind switch
        {
            ChangeKind.Updated => OfGroups(machine).Concat(Changed(machine)),
            ChangeKind.Imported => [OtherEffects.TakenOver(Area.Nodes, machine.Name, "machine")],
            ChangeKind.Deleted when machine.IsLeftBehind && node is not { Leaves: true } =>
            [
                OtherEffects.LeftBehind(machine, Area.Nodes, machine.Name, "machine"),
            ],
            // Where a node joins with it, that is told.
            ChangeKind.Created when node is not ({ Joins: true } or { IsReplaced: true }) =>
            [
                new Effect(
                    Area.Nodes,
                    machine.Name,
                    "its machine is made; no step of the plan has it join",
                    Care.Routine,
                    new Counted("machine", "created")
                ),
            ],
            _ => [],
        };
    }

    /// <summary>The security groups that it is put into, or taken out of.</summary>
    public static IEnumerable<Effect> OfGroups(Change machine)
    {
        if (
            machine is not { Kind: ChangeKind.Updated, Old: { } old, New: { } next }
            || !PropertyDifferences.Of(machine).Any(one => one.IsWithin(Groups))
        )
        {
            yield break;
        }

        var (had, has) = (NamesOf(old), NamesOf(next));
        var (added, left) = (has.Except(had).ToList(), had.Except(has).ToList());
        // Those of which only the order is another let in the same.
        if (added.Count + left.Count > 0)
        {
            yield return new Effect(
                Area.Ports,
                machine.Name,
                (added.Count, left.Count) switch
                {
                    (_, 0) => $"also in {Named(added)}: what that opens is not in the plan",
                    (0, _) => $"no longer in {Named(left)}: what that closes is not in the plan",
                    _ => $"also in {Named(added)}, and no longer in {Named(left)}: what that opens and closes is not in the plan",
                },
                Care.LookTwice,
                new Counted("machine", "put into other security groups")
            )
            {
                Weight = 5,
            };
        }

        static List<string> NamesOf(ResourceState state) =>
            state.Inputs[Groups] is { Kind: ValueKind.Unknown }
                ? [Unknown]
                : [.. state.Inputs[Groups].Items.Select(group => group.Text ?? Unknown).Distinct()];

        static string Named(List<string> groups) =>
            groups is [Unknown] ? $"a {Group} {Unknown}" : $"the {Group}{(groups.Count == 1 ? "" : "s")} {string.Join(", ", groups)}";
    }

    private const string Group = "security group";
    private const string Unknown = "that is known after the change";

    private static IEnumerable<Effect> Changed(Change machine)
    {
        var differences = PropertyDifferences.Of(machine);
        if (differences.FirstOrDefault(one => one.IsWithin(Profile)) is { } profile)
        {
            yield return Node(
                machine,
                (profile.Old.IsPresent, profile.New.IsPresent) switch
                {
                    (_, false) =>
                        $"loses the instance profile {profile.Old}: what runs on it may no longer do in the cloud what that allows",
                    (false, _) => $"gets the instance profile {profile.New}: what runs on it may do in the cloud what that allows",
                    _ =>
                        $"gets the instance profile {profile.New} instead of {profile.Old}: what runs on it may do in the cloud what that allows",
                },
                Care.LookTwice,
                "given another instance profile",
                weight: 2
            );
        }

        var names = differences.Select(one => TopOf(one.Path)).Where(name => name.Length > 0).Distinct().ToList();
        // What differs and is not seen, nothing else tells.
        var isUnseen = names.Count == 0;
        if (isUnseen)
        {
            names = [.. machine.DifferenceReasons.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Select(TopOf).Distinct()];
        }

        var others = names.Except(_restarting).Except(isUnseen ? [] : [Groups, Profile]).ToList();
        if (others.Count > 0 || names.Count == 0)
        {
            yield return Node(
                machine,
                $"its machine is changed in place ({(names.Count == 0 ? "the plan does not say what" : Names.Few(others, 3) + (isUnseen ? "; the plan does not show how" : ""))})",
                others.Except(_harmless).Any() || names.Count == 0 ? Care.LookTwice : Care.Routine,
                "changed in place",
                weight: 1
            );
        }
    }

    private static string TopOf(string path) => path.Split('.', '[')[0];

    private static Effect Node(Change machine, string text, Care care, string verb, int weight) =>
        new(Area.Nodes, machine.Name, text, care, new Counted("machine", verb)) { Weight = weight };
}
