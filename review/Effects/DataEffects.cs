using Review.Plans;

namespace Review.Effects;

/// <summary>Data that is lost or kept: volumes, and the disks of machines.</summary>
internal static class DataEffects
{
    private static readonly string[] _ofTheSystem = ["/proc", "/sys", "/dev", "/run", "/var/run", "/tmp", "/etc", "/lib/modules"];

    public const string Volume = "docker:index/volume:Volume";

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
                    $"LOST with the disk of {node.Name}{(isKept ? "; volumes outlive their stack, not their machine" : "")}",
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
            ChangeKind.Deleted when isKept => [Effect(volume, $"leaves the stack; the data stays {Kept(volume)}", Care.Routine, "kept")],
            ChangeKind.Deleted => [Effect(volume, "DELETED with all data", Care.Dangerous, "deleted")],
            ChangeKind.Replaced when isKept =>
            [
                Effect(volume, $"exchanged; the data of the old one stays {Kept(volume)}", Care.LookTwice, "exchanged"),
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
        var inputs = volume.Old?.Inputs ?? Value.Absent;
        var device = inputs["driverOpts"]["device"];
        return !IsMount(inputs) ? null
            : IsInMemory(inputs) ? "it was in memory, and lasted no longer than the tasks that used it"
            : "only its mount goes, and the data stays "
                + (
                    IsOnServer(inputs) ? "on the server"
                    : device.Text?.StartsWith("/dev/", StringComparison.Ordinal) == true ? $"on the device {device}"
                    : device.Text is ['/', ..] ? $"in {device} on the node"
                    : "on the node"
                );
    }

    /// <summary>The directory of a node of which a volume, or a mount that makes one, is another name; null: it is none.</summary>
    public static string? DirectoryOf(Value volume) =>
        IsLocal(volume) && OptionsOf(volume)["o"].Text?.Split(',').Any(option => option is "bind" or "rbind") == true
            ? OptionsOf(volume)["device"].Text
            : null;

    /// <summary>Whether a path is one of some directories, or within one.</summary>
    public static bool IsIn(string path, string[] directories) =>
        Array.Exists(directories, directory => path == directory || path.StartsWith($"{directory}/", StringComparison.Ordinal));

    // With a size and nothing else, it is a directory of the engine.
    private static bool IsMount(Value volume) =>
        IsLocal(volume) && (OptionsOf(volume)["type"].Text ?? OptionsOf(volume)["device"].Text) is { Length: > 0 };

    // Those of a volume, or of a mount that makes one.
    private static Value OptionsOf(Value volume) => volume["driverOpts"] is { IsPresent: true } own ? own : volume["driverOptions"];

    private static bool IsInMemory(Value volume) => IsMount(volume) && OptionsOf(volume)["type"].Text == "tmpfs";

    // A server has an address before its path, or is among the other options. What else has no path, such as an overlay, is made of what is on the node.
    private static bool IsOnServer(Value volume) =>
        IsMount(volume)
        && !IsInMemory(volume)
        && (
            OptionsOf(volume)["type"].Text is "nfs" or "nfs4" or "cifs" or "smb3" or "ceph"
            || (
                OptionsOf(volume)["device"].Text is { } device
                && (device is ['/', '/', ..] || device.Split('/')[0].Contains(':', StringComparison.Ordinal))
            )
        );

    private static string Kept(Change volume) =>
        IsLocal(volume.Old?.Inputs ?? Value.Absent) ? "on the node" : $"where its driver {volume.Old?.Inputs["driver"]} keeps it";

    private static bool IsLocal(Value volume) => (volume["driver"].Text ?? volume["driverName"].Text) is null or "" or "local";

    /// <summary>Whether it goes with the disk that it is on.</summary>
    public static bool IsLostWithMachine(Change volume, IReadOnlyList<NodeState> nodes) => LostWith(volume, nodes) is not null;

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
        var nodes = ServiceEffects.NodesOf(plan);
        var volumes = plan
            .Changes.Concat(plan.Unchanged)
            .Where(IsVolume)
            .ToLookup(volume => (volume.Old ?? volume.New)?.Inputs["name"].Text);
        var elsewhere = volumes
            .Where(named => named.Any(volume => !IsOnDisk((volume.Old ?? volume.New)!.Inputs)))
            .Select(named => named.Key)
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
                var next = has.GetValueOrDefault(target, Value.Absent);
                if (
                    LostWith(service, mount, before, nodes) is { Count: > 0 } lost
                    && !volumes[mount["source"].Text].Any(volume => IsOnOne(volume, lost))
                )
                {
                    yield return Mount(
                        mount,
                        $"LOST with the disk{(lost.Count == 1 ? "" : "s")} of {Names.Few([.. lost.Select(node => node.Name)], 3)}, where {service.Name} has it{(IsDirectory(mount) ? ", unless it is mounted there from elsewhere" : "")}",
                        new Counted(NounOf(mount), "lost")
                    ) with
                    {
                        Care = Care.Dangerous,
                        Weight = 50,
                    };
                }
                else if (!has.Values.Any(other => IsSame(mount, other)))
                {
                    if (hasTasks && !(mount["readOnly"].IsTrue && !next.IsPresent))
                    {
                        yield return Given(service, target, mount, next, IsGone(mount, volumes, nodes));
                    }
                }
                else if (hasTasks && has.Values.FirstOrDefault(other => IsElsewhere(mount, other)) is { IsPresent: true } moved)
                {
                    yield return Mount(
                        mount,
                        $"{service.Name} says that it is in another place ({Place(mount)} → {Place(moved)}): nodes that have the volume go on with the old one, and the others take the new one",
                        new Counted(NounOf(mount), "in another place")
                    );
                }
                else if (
                    mount["source"].Text is { } source
                    // A mount says how a volume is made that the engine does not have yet.
                    && (IsDirectory(mount) || (!elsewhere.Contains(source) && IsOnDisk(mount["volumeOptions"])))
                    && LeftBehind(service, IsDirectory(mount), before, after, nodes) is var (text, isMoved)
                )
                {
                    var word = new Counted(NounOf(mount), "not moved along");
                    yield return isMoved ? Mount(mount, text, word) : Calm(Mount(mount, text, word));
                }
            }

            foreach (var shared in Shared(service, before, after, nodes, elsewhere))
            {
                yield return shared;
            }
        }
    }

    // Of a service that runs on one node, two tasks have the same files.
    private static IEnumerable<Effect> Shared(
        Change service,
        Value before,
        Value after,
        IReadOnlyList<NodeState> nodes,
        HashSet<string?> elsewhere
    )
    {
        var isScaled = Rollout.TasksOf(before, null) is 0 or 1 && Rollout.TasksOf(after, null) > 1;
        var isOverlapping =
            Rollout.TasksOf(before, null) is 1
            && Rollout.TasksOf(after, null) is 1
            && Rollout.Of(after, null).StartsFirst
            && ServiceEffects.IsExchanged(service);
        if (
            service.Kind != ChangeKind.Updated
            || !(isScaled || isOverlapping)
            || Rollout.IsGlobal(after)
            || Placement.Of(after).NodesOf(nodes, isAfter: true) is not [var only]
            || (isOverlapping && Placement.Of(before).NodesOf(nodes, isAfter: false)?.All(node => node == only) != true)
            // The second finds no place beside the first.
            || HostPorts.Of(after).Any()
            || after["taskSpec"]["placement"]["maxReplicas"].Whole is > 0
        )
        {
            return [];
        }

        var tasks = isScaled
            ? $"{Rollout.TasksOf(after, null)} tasks of {service.Name} have it at once"
            : $"the old task of {service.Name} and the new one have it at once for a while";
        return Mounts(after)
            .Values.Where(mount => Lasts(mount) && !mount["readOnly"].IsTrue)
            .Where(mount =>
                IsDirectory(mount) ? HoldsData(mount) : !elsewhere.Contains(mount["source"].Text) && IsOnDisk(mount["volumeOptions"])
            )
            .Where(mount => isScaled || Mounts(before).Values.Any(other => IsSame(mount, other)))
            .Select(mount =>
                Mount(
                    mount,
                    $"{tasks}: what is not made for that, such as a database, may damage it",
                    new Counted(NounOf(mount), "shared by tasks")
                ) with
                {
                    Weight = 20,
                }
            )
            .Select(shared => isScaled ? shared : Calm(shared));
    }

    // The machines that go, of a service that runs on these alone: what it has there goes with their disks.
    private static IReadOnlyList<NodeState> LostWith(Change service, Value mount, Value before, IReadOnlyList<NodeState> nodes) =>
        service.Kind is ChangeKind.Updated or ChangeKind.Replaced or ChangeKind.Unchanged
        && (IsDirectory(mount) ? HoldsData(mount) : IsOnDisk(mount["volumeOptions"]))
        && !Rollout.IsGlobal(before)
        && Rollout.TasksOf(before, null) != 0
        && Placement.Of(before) is { Rules.Count: > 0 } placement
        && placement.NodesOf(nodes, isAfter: false) is { Count: > 0 } places
        && places.All(node => node.LosesDisk)
            ? places
            : [];

    // What the stack has of the name on these nodes is told by itself.
    private static bool IsOnOne(Change volume, IReadOnlyList<NodeState> nodes) =>
        ContainerEffects.NodeOf(volume.Old ?? volume.New) is { } its && nodes.Any(node => node.Name == its);

    // Whether the volume itself goes, on every node that has one of the name.
    private static bool IsGone(Value mount, ILookup<string?, Change> volumes, IReadOnlyList<NodeState> nodes) =>
        mount["type"].Text == "volume"
        && volumes[mount["source"].Text] is var named
        && named.Any()
        && named.All(volume => Of(volume, nodes).Any(effect => effect.Care == Care.Dangerous));

    // Tasks of a global service stay on their nodes. What every update may do is told, and needs no look.
    private static (string Text, bool IsMoved)? LeftBehind(
        Change service,
        bool isDirectory,
        Value before,
        Value after,
        IReadOnlyList<NodeState> nodes
    )
    {
        if (Rollout.IsGlobal(before) || Rollout.TasksOf(before, null) == 0 || Rollout.TasksOf(after, null) == 0)
        {
            return null;
        }

        var (was, will) = (Placement.Of(before), Placement.Of(after));
        var (from, to) = (was.NodesOf(nodes, isAfter: false), will.NodesOf(nodes, isAfter: true));
        var other = isDirectory
            ? "what is in the directory of that name"
            : "another of that name, which is empty unless it was filled before";
        var withOther = $"with {other}{(isDirectory ? " there" : "")}";
        var anew = $"stays where it is: a task of {service.Name} that starts on another node has there {other}";
        return will.FitAfter(was, nodes) switch
        {
            Fit.All
                when PlaceEffects.Left(service, nodes) is { Count: > 0 } left && to?.Except(left.Count == 1 ? left : []).Any() != false => (
                $"{Fate(left)} {Named(left)}: a task of {service.Name} that has to leave starts elsewhere {withOther}",
                true
            ),
            // New tasks are placed anew, also where a node has room on which an old one ran.
            Fit.All when service.Kind == ChangeKind.Replaced => to is [var only] && from?.Contains(only) != false ? null : (anew, true),
            Fit.All when ServiceEffects.IsExchanged(service) => will.IsWiderThan(was, nodes) ? (anew, true)
            : to is [_] || nodes.Count == 0 ? null
            : (anew, false),
            Fit.All when will.IsWiderThan(was, nodes) || Rollout.TasksOf(after, null) > Rollout.TasksOf(before, null) => to is [_]
            || nodes.Count == 0
                ? null
                : (anew, false),
            Fit.All => null,
            Fit.None when from is { Count: > 0 } && to is { Count: > 0 } => (
                $"{Fate(from)} {Named(from)}, and {service.Name} starts on {Named(to)} {withOther}",
                true
            ),
            _ => ($"stays where it is: a task of {service.Name} that moves to another node starts there {withOther}", true),
        };

        static string Fate(IReadOnlyList<NodeState> nodes) => nodes.All(node => node.LosesDisk) ? "goes with the disk of" : "stays on";

        static string Named(IReadOnlyList<NodeState> nodes) => Names.Few([.. nodes.Select(node => node.Name)], 3);
    }

    private static Effect Given(Change service, string target, Value mount, Value next, bool isGone) =>
        Mount(
            mount,
            next.IsPresent
                ? $"{service.Name} has {Said(next)} at {target} instead{(IsDirectory(next) ? "" : ", which is empty unless it was filled before")}; {(isGone ? "the data goes with the volume" : "the data stays where it is")}"
                : $"{service.Name} no longer has it at {target}: {(isGone ? "the data goes with the volume" : "the data stays where it is")}, and what tasks write there goes with them",
            new Counted(NounOf(mount), "given up by a service")
        );

    // The engine makes a volume once, and does not look at what a later mount says of it.
    private static bool IsElsewhere(Value mount, Value other) =>
        mount["type"].Text == "volume"
        && IsSame(mount, other)
        && IsMount(mount["volumeOptions"])
        && IsMount(other["volumeOptions"])
        && Place(mount) != Place(other);

    // What else is among the options may be a password.
    private static string Place(Value mount)
    {
        const string Address = "addr=";
        var options = OptionsOf(mount["volumeOptions"]);
        var server = (options["o"].Text ?? "").Split(',').FirstOrDefault(option => option.StartsWith(Address, StringComparison.Ordinal));
        return $"{options["device"]}{(server is null ? "" : $" of {server[Address.Length..]}")}";
    }

    // What the system itself keeps there is no data of a service.
    private static bool HoldsData(Value directory) => !(directory["source"].Text is { } source && IsIn(source, _ofTheSystem));

    private static bool IsDirectory(Value mount) => mount["type"].Text == "bind";

    private static string NounOf(Value mount) => IsDirectory(mount) ? "directory" : "volume";

    private static bool IsSame(Value mount, Value other) => other["type"] == mount["type"] && other["source"] == mount["source"];

    // What every such update may do is told, and needs no look.
    private static Effect Calm(Effect effect) => effect with { Care = Care.Routine, Word = null };

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
            else if (node.LosesDisk)
            {
                yield return new Effect(
                    Area.Data,
                    $"disk of {node.Name}",
                    node.IsFoundGone
                        ? "gone with the machine, which is there no more: any volume on it is LOST, whatever the stack files say of it"
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
