using Review.Plans;

namespace Review.Effects;

/// <summary>Data that is lost or kept: volumes, and the disks of machines.</summary>
internal static class DataEffects
{
    private const string Volume = "docker:index/volume:Volume";

    public static bool IsVolume(Change change) => change.Type == Volume;

    public static IEnumerable<Effect> Of(Change volume, IReadOnlyList<NodeState> nodes)
    {
        var isKept = volume.Old?.IsKept == true;
        return volume.Kind switch
        {
            ChangeKind.Imported => [OtherEffects.TakenOver(Area.Data, $"volume {volume.Name}", "volume")],
            ChangeKind.Created => [Effect(volume, "made, or taken over where it is there", Care.Routine, "created")],
            _ when LostWith(volume, nodes) is { } node =>
            [
                Effect(
                    volume,
                    $"LOST with the disk of {node.Name}{(isKept ? ", although volumes are kept otherwise" : "")}",
                    Care.Dangerous,
                    "lost"
                ),
            ],
            ChangeKind.Unchanged or ChangeKind.Updated when NodeOf(volume, nodes) is { IsOtherHost: true } node =>
            [
                Effect(
                    volume,
                    $"not on the machine that takes the place of {node.Name}: its data is on the disk of the old one, if that is there still",
                    Care.LookTwice,
                    "left on another machine"
                ) with
                {
                    Weight = 45,
                },
            ],
            ChangeKind.Deleted when Elsewhere(volume) is { } where => [Effect(volume, $"leaves the stack; {where}", Care.Routine, "kept")],
            ChangeKind.Replaced when Elsewhere(volume) is { } where => [Effect(volume, $"exchanged; {where}", Care.LookTwice, "exchanged")],
            ChangeKind.Deleted when isKept => [Effect(volume, "leaves the stack; the data stays on the node", Care.Routine, "kept")],
            ChangeKind.Deleted => [Effect(volume, "DELETED with all data", Care.Dangerous, "deleted")],
            ChangeKind.Replaced when isKept =>
            [
                Effect(volume, "exchanged; the data of the old one stays on the node", Care.LookTwice, "exchanged"),
            ],
            ChangeKind.Replaced => [Effect(volume, "DELETED with all data and made anew, empty", Care.Dangerous, "deleted")],
            ChangeKind.Refreshed => [FoundEffects.Of(volume, Area.Data, $"volume {volume.Name}", "volume")],
            ChangeKind.Updated => [Effect(volume, "kept; only what is recorded changes", Care.Routine, "recorded anew")],
            _ => [],
        };
    }

    /// <summary>Where the data of a volume stays that is only a mount, as Docker's own driver makes them; null: it goes with the volume.</summary>
    public static string? Elsewhere(Change volume)
    {
        var inputs = volume.Old?.Inputs ?? default;
        var device = inputs["driverOpts"]["device"];
        return !IsMount(inputs) ? null
            : IsInMemory(inputs) ? "it was in memory, and lasted no longer than the tasks that used it"
            : "only its mount goes, and the data stays "
                + (
                    IsOnServer(inputs) ? "on the server"
                    : device.Text?.StartsWith("/dev/", StringComparison.Ordinal) == true ? $"on the device {device}"
                    : $"in {device} on the node"
                );
    }

    // With a size and nothing else, it is a directory of the engine.
    private static bool IsMount(Value volume) =>
        IsLocal(volume) && (volume["driverOpts"]["type"].Text ?? volume["driverOpts"]["device"].Text) is { Length: > 0 };

    private static bool IsInMemory(Value volume) => IsMount(volume) && volume["driverOpts"]["type"].Text == "tmpfs";

    // What is on the node is mounted from a path; a server has an address before it, and that of NFS may stand among the other options.
    private static bool IsOnServer(Value volume) =>
        IsMount(volume)
        && !IsInMemory(volume)
        && (
            volume["driverOpts"]["device"].Text is not (['/'] or ['/', not '/', ..])
            || volume["driverOpts"]["type"].Text?.StartsWith("nfs", StringComparison.Ordinal) == true
        );

    private static bool IsLocal(Value volume) => volume["driver"].Text is null or "" or "local";

    // A volume that stays in the stack files is lost with its node as well.
    private static NodeState? LostWith(Change volume, IReadOnlyList<NodeState> nodes) =>
        NodeOf(volume, nodes) is { IsOtherHost: false } node && (node.LosesMachine || node.IsReplaced) ? node : null;

    // The node on whose disk it is.
    private static NodeState? NodeOf(Change volume, IReadOnlyList<NodeState> nodes) =>
        (volume.Old ?? volume.New) is { } state && IsOnDisk(state.Inputs) && ContainerEffects.NodeOf(state) is { } its
            ? nodes.FirstOrDefault(node => node.Name == its)
            : null;

    private static bool IsOnDisk(Value volume) => IsLocal(volume) && !IsInMemory(volume) && !IsOnServer(volume);

    /// <summary>Services of which the new tasks do not find the data of the old ones.</summary>
    public static IEnumerable<Effect> OfServices(Plan plan)
    {
        var elsewhere = plan
            .Changes.Concat(plan.Unchanged)
            .Where(IsVolume)
            .Select(volume => (volume.Old ?? volume.New)?.Inputs ?? default)
            .Where(volume => !IsOnDisk(volume))
            .Select(volume => volume["name"].Text)
            .ToHashSet();
        foreach (
            var service in plan
                .Changes.Concat(plan.Unchanged)
                .Where(change =>
                    ServiceEffects.IsService(change) && change.Kind is ChangeKind.Updated or ChangeKind.Replaced or ChangeKind.Unchanged
                )
        )
        {
            var (before, after) = PlaceEffects.Sides(service);
            var (had, has) = (Mounts(before), Mounts(after));
            // Without a task nothing looks for it.
            var hasTasks = Rollout.TasksOf(after, null) != 0;
            foreach (var (target, mount) in had.Where(one => Lasts(one.Value)))
            {
                var next = has.GetValueOrDefault(target);
                if (!has.Values.Any(other => other["type"] == mount["type"] && other["source"] == mount["source"]))
                {
                    if (hasTasks && !(mount["readOnly"].IsTrue && !next.IsPresent))
                    {
                        yield return Given(service, target, mount, next);
                    }
                }
                else if (
                    mount["type"].Text == "volume"
                    && mount["source"].Text is { } source
                    && !elsewhere.Contains(source)
                    && mount["volumeOptions"]["driverName"].Text is null or "" or "local"
                    && LeftBehind(service, before, after, plan) is { } text
                )
                {
                    yield return Mount(mount, text, new Counted("volume", "not moved along"));
                }
            }
        }
    }

    // Tasks of a global service stay on their nodes.
    private static string? LeftBehind(Change service, Value before, Value after, Plan plan)
    {
        var nodes = SwarmNodes.AreAllKnown(plan) ? SwarmNodes.Of(plan) : [];
        const string empty = "with another of that name, which is empty unless it was filled before";
        return Rollout.IsGlobal(before) || Rollout.TasksOf(before, null) == 0 || Rollout.TasksOf(after, null) == 0
            ? null
            : Placement.Of(after).FitAfter(Placement.Of(before), nodes) switch
            {
                Fit.All when PlaceEffects.Left(service, nodes) is { Count: > 0 } left =>
                    $"stays on {Named(left)}: a task of {service.Name} that has to leave starts elsewhere {empty}",
                Fit.All when MayMove(service, before, after, nodes) =>
                    $"stays where it is: a task of {service.Name} that starts on another node has there another of that name, which is empty unless it was filled before",
                Fit.All => null,
                Fit.None
                    when Placement.Of(before).NodesOf(nodes, isAfter: false) is { Count: > 0 } from
                        && Placement.Of(after).NodesOf(nodes, isAfter: true) is { Count: > 0 } to =>
                    $"stays on {Named(from)}, and {service.Name} starts on {Named(to)} {empty}",
                _ => $"stays where it is: a task of {service.Name} that moves to another node starts there {empty}",
            };

        static string Named(IReadOnlyList<NodeState> nodes) => Names.Few([.. nodes.Select(node => node.Name)], 3);
    }

    // New tasks are placed anew: those of a service that is recreated all at once, and those of one that is rolled as long as it keeps its constraints where there is room.
    private static bool MayMove(Change service, Value before, Value after, IReadOnlyList<NodeState> nodes) =>
        service.Kind == ChangeKind.Replaced
            ? Placement.Of(after).NodesOf(nodes, isAfter: true) is not [var only]
                || Placement.Of(before).NodesOf(nodes, isAfter: false)?.Contains(only) == false
            : ServiceEffects.IsExchanged(service) && Placement.Of(after).IsWiderThan(Placement.Of(before), nodes);

    private static Effect Given(Change service, string target, Value mount, Value next) =>
        Mount(
            mount,
            next.IsPresent
                ? $"{service.Name} has {Said(next)} at {target} instead{(next["type"].Text == "bind" ? "" : ", which is empty unless it was filled before")}; the data stays where it is"
                : $"{service.Name} no longer has it at {target}: the data stays where it is, and what tasks write there goes with them",
            new Counted(mount["type"].Text == "bind" ? "directory" : "volume", "given up by a service")
        );

    private static Effect Mount(Value mount, string text, Counted word) =>
        new(Area.Data, Said(mount), text, Care.LookTwice, word) { Weight = 42 };

    private static string Said(Value mount) =>
        mount["type"].Text switch
        {
            "volume" => $"volume {mount["source"]}",
            "bind" => $"directory {mount["source"]}",
            "tmpfs" => "memory",
            _ => $"{mount["type"]} {mount["source"]}",
        };

    // By where they are.
    private static Dictionary<string, Value> Mounts(Value service) =>
        service["taskSpec"]
            ["containerSpec"]["mounts"]
            .Items.Where(mount => mount["target"].Text is not null)
            .DistinctBy(mount => mount["target"].Text)
            .ToDictionary(mount => mount["target"].Text!);

    // What has no name, or is only in memory, outlives no task. Tasks store nothing in a directory that they only read, nor in a socket.
    private static bool Lasts(Value mount) =>
        mount["source"].IsPresent
        && mount["type"].Text switch
        {
            "volume" => true,
            "bind" => !mount["readOnly"].IsTrue && mount["source"].Text?.EndsWith(".sock", StringComparison.Ordinal) != true,
            _ => false,
        };

    /// <summary>What goes with the disks of machines.</summary>
    public static IEnumerable<Effect> OfDisks(IEnumerable<NodeState> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.IsOtherHost)
            {
                yield return new Effect(
                    Area.Data,
                    $"volumes on {node.Name}",
                    "on the disk of the old machine, which nothing deletes; another machine has none of them",
                    Care.LookTwice
                )
                {
                    Weight = 30,
                };
            }
            else if (node.LosesMachine || node.IsReplaced || node.IsFoundGone)
            {
                yield return new Effect(
                    Area.Data,
                    $"disk of {node.Name}",
                    node.IsFoundGone
                        ? "gone with the machine, which was removed outside of the stack: any volume on it is LOST, whatever the stack files say of it"
                        : "deleted with the machine: any volume on it is LOST, whatever the stack files say of it",
                    Care.LookTwice,
                    new Counted("disk", node.IsFoundGone ? "gone" : "deleted")
                )
                {
                    Weight = 40,
                };
            }
            else if (node.Leaves)
            {
                yield return new Effect(
                    Area.Data,
                    $"volumes on {node.Name}",
                    "stay on the machine; no task reaches them any more",
                    Care.Routine
                );
            }
        }
    }

    private static Effect Effect(Change change, string text, Care care, string verb) =>
        new(Area.Data, $"volume {change.Name}", text, care, new Counted("volume", verb)) { Weight = care == Care.Dangerous ? 50 : 0 };
}
