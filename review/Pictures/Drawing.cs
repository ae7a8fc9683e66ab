using Review.Effects;

namespace Review.Pictures;

/// <summary>
/// What is drawn, of whatever size the swarm is: a few things each by itself, more of them as groups of those that are alike.
/// </summary>
internal sealed record Drawing
{
    // What a reader takes in at a glance; beyond it, things that are alike become one.
    private const int MostNodes = 9;
    private const int MostWorkloads = 8;
    private const int MostOverlays = 8;
    private const int MostSources = 5;
    private const int MostGroups = 16;
    private const int MostPorts = 3;

    /// <summary>Where a wire ends that leads to no service, but to the nodes themselves, such as SSH.</summary>
    public const int TheNodes = -1;

    public required IReadOnlyList<ZoneBox> Zones { get; init; }

    public required IReadOnlyList<Box> Sources { get; init; }

    public required IReadOnlyList<Box> Workloads { get; init; }

    public required IReadOnlyList<Box> Overlays { get; init; }

    /// <summary>From who to what: which port.</summary>
    public required IReadOnlyList<Wire> Reaches { get; init; }

    /// <summary>From what to the network that it is attached to.</summary>
    public required IReadOnlyList<Wire> Attachments { get; init; }

    public static Drawing Of(SwarmPicture picture)
    {
        var drawing = Of(picture, isCoarse: false);
        return drawing.Workloads.Count <= MostGroups ? drawing : Of(picture, isCoarse: true);
    }

    private static Drawing Of(SwarmPicture picture, bool isCoarse)
    {
        // The swarm's own ports are between the nodes: they are drawn only where they change in a swarm that goes on.
        var goesOn = picture.Nodes.Any(node => node.Presence is Presence.Stays or Presence.Changes);
        var openings = picture
            .Openings.Where(opening => opening.At == Gate.Nodes)
            .Where(opening => opening.Source != Opened.Members || (goesOn && opening.Presence != Presence.Stays))
            .ToList();
        var reached = openings
            .SelectMany(opening => opening.Workloads.Select(name => new { name, opening }))
            .ToLookup(one => one.name, one => one.opening);
        var overlays = Grouped(picture.Overlays, MostOverlays, overlay => overlay.Name, overlay => new { overlay.Presence, overlay.Word })
            .Select(group => new
            {
                Names = group.Select(overlay => overlay.Name).ToList(),
                group.First().Presence,
                group.First().Word,
            })
            .ToList();
        var overlayOf = Places(overlays.Select(overlay => overlay.Names));
        var sources = Grouped(
                openings.GroupBy(opening => opening.Source).ToList(),
                MostSources,
                source => source.Key,
                source =>
                    string.Join(
                        '\n',
                        source
                            .Select(opening => $"{(isCoarse && opening.Workloads.Count > 0 ? "" : opening.Label)} {opening.Presence}")
                            .Distinct()
                    )
            )
            .Select(group => group.Select(source => source.Key).ToList())
            .ToList();
        var sourceOf = Places(sources);
        var workloads = Grouped(
                picture.Workloads,
                MostWorkloads,
                workload => workload.Name,
                workload =>
                    isCoarse
                        ? $"{workload.Presence} {workload.Word}"
                        : $"{workload.Presence} {workload.Word} {workload.Size} {string.Join(',', workload.Before)} {string.Join(',', workload.After)} "
                            + string.Join('\n', reached[workload.Name].Select(opening => $"{opening.Source} {opening.Presence}"))
            )
            .ToList();
        var workloadOf = Places(workloads.Select(group => group.Select(workload => workload.Name).ToList()));
        var boxes = workloads.ConvertAll(group => new Box(
            [.. group.Select(workload => workload.Name)],
            "services",
            Box.Together(group.First().Word, group.Select(workload => workload.Size).Distinct().ToList() is [var size] ? size : ""),
            group.First().Presence
        ));
        return new Drawing
        {
            Zones = Zoned(picture.Nodes),
            Sources = sources.ConvertAll(names => new Box(
                [.. names.Select(PortEffects.Named)],
                "address ranges",
                names is [var only] ? Behind(picture, only) : "",
                Shared(openings.Where(opening => names.Contains(opening.Source)).Select(opening => opening.Presence))
            )),
            Workloads = boxes,
            Overlays = overlays.ConvertAll(overlay => new Box(overlay.Names, "networks", overlay.Word, overlay.Presence)),
            Reaches =
            [
                .. openings
                    .SelectMany(opening =>
                        (opening.Workloads.Count == 0 ? [TheNodes] : opening.Workloads.Select(name => workloadOf[name]).Distinct()).Select(
                            to => new
                            {
                                From = sourceOf[opening.Source],
                                To = to,
                                opening.Presence,
                                Label = opening.Workloads.Count == 0 ? opening.Label : opening.Port,
                            }
                        )
                    )
                    .GroupBy(one => new
                    {
                        one.From,
                        one.To,
                        one.Presence,
                    })
                    .OrderBy(group => group.Key.From)
                    .ThenBy(group => group.Key.To)
                    .Select(group => new Wire(
                        group.Key.From,
                        group.Key.To,
                        Names.Few([.. group.Select(one => one.Label).Distinct()], MostPorts),
                        group.Key.Presence
                    )),
            ],
            Attachments =
            [
                .. picture
                    .Workloads.SelectMany(workload =>
                        workload
                            .Before.Union(workload.After)
                            .Select(name => new
                            {
                                From = workloadOf[workload.Name],
                                To = overlayOf[name],
                                Presence = PresenceOf(workload, name),
                            })
                    )
                    .GroupBy(one => new { one.From, one.To })
                    .OrderBy(group => group.Key.From)
                    .ThenBy(group => group.Key.To)
                    .Select(group => new Wire(group.Key.From, group.Key.To, "", Shared(group.Select(one => one.Presence)))),
            ],
        };
    }

    // The bastion and the load balancer reach the nodes, and others reach them.
    private static string Behind(SwarmPicture picture, string source)
    {
        var gate = source switch
        {
            Opened.Bastion => Gate.Bastion,
            Opened.LoadBalancer => Gate.LoadBalancer,
            _ => Gate.Nodes,
        };
        return string.Join(
            "; ",
            picture
                .Openings.Where(opening => gate != Gate.Nodes && opening.At == gate)
                .GroupBy(opening => opening.Presence)
                .OrderBy(group => group.Key)
                .Select(group =>
                    $"{(group.Key == Presence.Comes ? "now for" : group.Key == Presence.Goes ? "no longer for" : "for")} {Names.Few([.. group.Select(opening => opening.Source).Distinct()], MostPorts)}"
                )
        );
    }

    private static List<ZoneBox> Zoned(IReadOnlyList<PlacedNode> nodes) =>
        [
            .. nodes
                .GroupBy(node => node.Zone)
                .OrderBy(zone => zone.Key.Length == 0)
                .ThenBy(zone => zone.Key, StringComparer.Ordinal)
                .Select(zone => new ZoneBox(
                    zone.Key,
                    [
                        .. zone.GroupBy(node => node.Pool)
                            .OrderBy(pool => pool.Key, StringComparer.Ordinal)
                            .Select(pool => new PoolBox(
                                pool.Key,
                                [
                                    .. (
                                        nodes.Count <= MostNodes
                                            ? pool.Select(node => (IReadOnlyList<PlacedNode>)[node])
                                            : pool.GroupBy(node => new
                                                {
                                                    node.Role,
                                                    node.Presence,
                                                    node.Word,
                                                })
                                                .OrderBy(group => group.Key.Role, StringComparer.Ordinal)
                                                .Select(group => (IReadOnlyList<PlacedNode>)[.. group])
                                    ).Select(group => new Box(
                                        [.. group.Select(node => node.Name)],
                                        Plural(group[0].Role),
                                        group.Count > 3
                                            ? group[0].Word
                                            : Box.Together(group.Count == 1 ? group[0].Role : Plural(group[0].Role), group[0].Word),
                                        group[0].Presence
                                    )),
                                ]
                            )),
                    ]
                )),
        ];

    private static string Plural(string role) => role.Contains(' ', StringComparison.Ordinal) ? $"nodes, {role}" : $"{role}s";

    private static string Line(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first}, {second}";

    // A few things stay by themselves; many become groups in the order of their first.
    private static IEnumerable<IReadOnlyList<T>> Grouped<T, TKey>(
        IReadOnlyList<T> all,
        int most,
        Func<T, string> name,
        Func<T, TKey> alike
    ) =>
        all.Count <= most
            ? all.GroupBy(name).Select(group => (IReadOnlyList<T>)[.. group])
            : all.GroupBy(alike).Select(group => (IReadOnlyList<T>)[.. group]);

    private static Dictionary<string, int> Places(IEnumerable<IReadOnlyList<string>> groups)
    {
        Dictionary<string, int> places = [];
        foreach (var (index, group) in groups.Index())
        {
            foreach (var name in group)
            {
                places.TryAdd(name, index);
            }
        }

        return places;
    }

    private static Presence PresenceOf(Workload workload, string network) =>
        (workload.Before.Contains(network), workload.After.Contains(network)) switch
        {
            (true, false) => Presence.Goes,
            (false, true) => Presence.Comes,
            _ => Presence.Stays,
        };

    private static Presence Shared(IEnumerable<Presence> all) => all.Distinct().ToList() is [var one] ? one : Presence.Stays;
}
