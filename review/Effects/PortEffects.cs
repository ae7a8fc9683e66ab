using System.Text.Json;
using Review.Plans;

namespace Review.Effects;

/// <summary>Ports that open or close, and for whom.</summary>
internal static class PortEffects
{
    internal const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    internal const string World = "0.0.0.0/0";
    internal const string WorldIpv6 = "::/0";

    /// <summary>The word for a port that the engine refuses.</summary>
    internal const string RefusedVerb = "refused";

    // Who reaches one of these owns the machine or the swarm: without a key, with a token, with a key, or in part.
    private static readonly (long Port, string Protocol, string What, int Risk)[] _management =
    [
        (22, "tcp", Ssh, 2),
        (2375, "tcp", "Docker's API", 4),
        (2376, "tcp", "Docker's API", 4),
        (2377, "tcp", "the swarm's management", 3),
        (4789, "udp", "the overlay networks", 1),
        (7946, "tcp", "the swarm's gossip", 1),
        (7946, "udp", "the swarm's gossip", 1),
    ];

    private const string Ssh = "SSH";

    public static bool IsRule(Change change) => change.Type == Rule;

    /// <summary>The ports that services publish: those that open or close, and those that another service answers, or other nodes do.</summary>
    public static IEnumerable<Effect> OfServices(Plan plan)
    {
        var all = plan
            .Changes.Concat(plan.Unchanged)
            .Where(change => ServiceEffects.IsService(change) && !change.IsFoundGone)
            .ToLookup(service => service.Kind != ChangeKind.Deleted && AreUnknown(service.New));
        foreach (var service in all[true])
        {
            yield return new Effect(
                Area.Ports,
                $"ports of {service.Name}",
                "known after the change: what opens or closes is not in the plan",
                Care.LookTwice,
                new Counted("service", "with ports that are not known yet")
            )
            {
                Weight = 4,
            };
        }

        var services = all[false].ToList();
        // What a refresh has found was so before the change.
        var before = Answered(services, service => service.Kind == ChangeKind.Refreshed ? service.New : service.Before);
        var after = Answered(services, service => service.After);
        var keys = before.Select(port => port.Key).Union(after.Select(port => port.Key)).ToList();
        // Who takes a port that another one has to give up first.
        var waits = keys.SelectMany(key =>
                after[key]
                    .Except(before[key])
                    .SelectMany(taker => before[key].Except(after[key]).Select(giver => new { Taker = taker, Giver = giver }))
            )
            .Where(wait => wait.Taker.Service != wait.Giver.Service && (wait.Taker.Port.Mode, wait.Giver.Port.Mode) != ("host", "host"))
            .ToLookup(wait => wait.Taker.Service, wait => wait.Giver.Service);
        foreach (var key in keys)
        {
            var (had, has) = (before[key].ToList(), after[key].ToList());
            var (came, left) = (has.Except(had).ToList(), had.Except(has).ToList());
            if (came.Count + left.Count == 0)
            {
                continue;
            }

            var name = came.Concat(left).First().Port.Name;
            if (came.Count > 0 && has.Select(one => one.Service).Distinct().Count() > 1 && has.Exists(one => one.Port.Mode != "host"))
            {
                yield return Refused(name, came, has);
            }
            else if (had.Count == 0)
            {
                foreach (var (service, port) in has)
                {
                    yield return Opens(port, service, plan);
                }
            }
            else if (has.Count == 0)
            {
                foreach (var (service, port) in had)
                {
                    var isGone = services.Exists(one => one.Name == service && one.Kind == ChangeKind.Deleted);
                    yield return Moved(
                        name,
                        $"{(port.IsChosen ? $"that for port {port.Target} of {service} " : "")}closed: {service} {(isGone ? "is gone" : "no longer publishes it")}",
                        "closed"
                    );
                }
            }
            else if (came.Select(one => one.Service).ToHashSet().SetEquals(left.Select(one => one.Service)))
            {
                var (port, service) = (came[0].Port, came[0].Service);
                yield return Moved(
                    name,
                    $"{(port.IsChosen ? $"chosen for port {port.Target} of {service} instead of {left[0].Port.Name}, and " : "")}answered on {On(port.Mode)} instead of on {On(left[0].Port.Mode)}{(port.IsChosen ? "" : $", for {Services(came)}")}",
                    "answered elsewhere"
                );
            }
            else if (came.Count == has.Count && left.Count == had.Count)
            {
                yield return HandedOver(name, had, has, services, waits);
            }
            else
            {
                if (left.Count > 0)
                {
                    yield return Moved(
                        name,
                        $"no longer answered by {Services(left)}, and still by {Services(had.Intersect(has))}",
                        "handed over"
                    );
                }

                foreach (var (service, port) in came)
                {
                    yield return Opens(port, service, plan);
                }
            }
        }
    }

    // The engine lets no service have a port in mode ingress that another one has still. What goes, goes when all else is done; what stays is changed in no order.
    private static Effect HandedOver(string name, List<Answer> had, List<Answer> has, List<Change> services, ILookup<string, string> waits)
    {
        var text = $"goes from {Services(had)} to {Services(has)}";
        var (givers, takers) = (Ingress(had), Ingress(has));
        if (givers.Count == 0 || takers.Count == 0)
        {
            return Moved(name, text, "handed over");
        }

        var gone = givers.Where(giver => services.Exists(one => one.Name == giver && one.Kind == ChangeKind.Deleted)).ToList();
        var ring = takers.SelectMany(taker => givers.Select(giver => Ring(taker, giver, waits))).FirstOrDefault(one => one.Count > 0, []);
        return gone.Count > 0
                ? Refusal(
                    name,
                    $" for {string.Join(", ", takers)}: {string.Join(", ", gone)} has it until all else is done. Take the port out of it in an up before"
                )
            : ring.Count > 0
                ? Refusal(
                    name,
                    $": {(ring.Count == 2 ? $"{Services(had)} and {Services(has)} exchange ports, and neither" : $"{string.Join(", ", ring)} exchange ports in a ring, and none")} can come first. Give one of them another port in an up before"
                )
            : Moved(
                name,
                $"{text}; the engine refuses it where {string.Join(", ", takers)} is changed before {string.Join(", ", givers)}",
                "handed over"
            );

        static List<string> Ingress(List<Answer> answers) =>
            [.. answers.Where(one => one.Port.Mode != "host").Select(one => one.Service).Distinct()];
    }

    // The services that wait for each other in a ring, where the one that gives a port up waits in turn for the one that takes it; none: it does not.
    private static List<string> Ring(string taker, string giver, ILookup<string, string> waits)
    {
        Dictionary<string, string> by = new() { [giver] = taker };
        Queue<string> next = new([giver]);
        while (next.TryDequeue(out var waiting))
        {
            foreach (var other in waits[waiting].Where(other => other == taker || by.TryAdd(other, waiting)))
            {
                if (other == taker)
                {
                    List<string> ring = [taker];
                    for (var one = waiting; one != taker; one = by[one])
                    {
                        ring.Add(one);
                    }

                    return [.. ring.Order(NaturalOrder.Instance)];
                }

                next.Enqueue(other);
            }
        }

        return [];
    }

    // Tasks in mode host are only kept apart by the scheduler.
    private static Effect Refused(string name, List<Answer> came, List<Answer> has)
    {
        var others = has.Except(came).DefaultIfEmpty(came[0]).ToList();
        return Refusal(
            name,
            $" for {Services(has.Except(others))}: {Services(others)} {(others.Select(one => one.Service).Distinct().Count() == 1 ? "publishes" : "publish")} it too, and several services may have one port only in mode host"
        );
    }

    private static Effect Refusal(string name, string forWhomAndWhy) =>
        Moved(name, $"REFUSED by the engine{forWhomAndWhy}", RefusedVerb) with
        {
            // The up ends there, half done: more than what becomes of any one service.
            Weight = 12,
        };

    private static string Services(IEnumerable<Answer> answers) => string.Join(", ", answers.Select(one => one.Service));

    // No service takes a port that was chosen for another.
    private static ILookup<string, Answer> Answered(IEnumerable<Change> services, Func<Change, ResourceState?> side) =>
        services
            .SelectMany(service => Published(side(service)).Select(port => new Answer(service.Name, port)))
            .ToLookup(one => one.Port.IsChosen ? $"{one.Service} {one.Port.Target}/{one.Port.Protocol}" : one.Port.Name);

    // A service, and a port that it publishes.
    private sealed record Answer(string Service, Port Port);

    private static Effect Opens(Port port, string service, Plan plan)
    {
        var (whom, isWorld) = Whom(plan, port);
        var managed = ManagedBy(port);
        var isDangerous = IsDangerous(managed, isWorld);
        return new Effect(
            Area.Ports,
            port.Name,
            $"{(port.IsChosen ? $"chosen by {(port.Mode == "host" ? "the engine" : "the swarm")} for port {port.Target} of {service}, and opened" : $"opened for {service}")} on {On(port.Mode)}{What(managed)}, reached from {whom}",
            isDangerous ? Care.Dangerous
                : isWorld ? Care.LookTwice
                : Care.Routine,
            new Counted("port", "opened")
        )
        {
            Weight = isDangerous ? Risk(managed, isWorld) : 5,
        };
    }

    /// <summary>How much a port that a service publishes weighs among what is dangerous; null: it is not.</summary>
    internal static int? DangerOf(Port port, Plan plan)
    {
        var (managed, isWorld) = (ManagedBy(port), Whom(plan, port).IsWorld);
        return IsDangerous(managed, isWorld) ? Risk(managed, isWorld) : null;
    }

    private static string What(IReadOnlyList<string> managed) => managed.Count > 0 ? $" ({string.Join(", ", managed)})" : "";

    // SSH is meant for those that are named; the others are for the members of the swarm.
    private static bool IsDangerous(IReadOnlyList<string> managed, bool isWorld) => managed.Count > 0 && (isWorld || managed is not [Ssh]);

    // Who may reach it weighs more than what it is.
    private static int Risk(IReadOnlyList<string> managed, bool isWorld) =>
        60 + (isWorld ? 5 : 0) + _management.Where(one => managed.Contains(one.What)).Max(one => one.Risk);

    private static string On(string mode) => mode == "host" ? "the nodes that run a task" : "every node";

    private static Effect Moved(string port, string text, string verb) =>
        new(Area.Ports, port, text, Care.LookTwice, new Counted("port", verb)) { Weight = 4 };

    /// <summary>The firewall's rules; those on the same ports together, since one that goes and one that comes narrow or widen what is open.</summary>
    public static IEnumerable<Effect> OfRules(Plan plan)
    {
        // One that somebody has removed is told as such. What stays lets in too.
        var all = plan.Changes.Concat(plan.Unchanged).Where(change => IsRule(change) && !change.IsFoundGone).ToList();
        var changes = all.FindAll(change => change.Kind is not (ChangeKind.Unchanged or ChangeKind.Imported) && !change.IsLeftBehind);
        var firewall = Firewall.Of(plan);
        var (before, after) = (firewall.All(all, change => change.Before), firewall.All(all, change => change.After));
        var (wereLetIn, areLetIn) = (Opened.Merged(before), Opened.Merged(after));
        var (goes, comes) = (before.Except(after).ToList(), after.Except(before).ToList());
        var closes = goes.SelectMany(rule => rule.Beyond(areLetIn).Select(part => new { Rule = rule, Part = part })).ToList();
        var opens = comes.SelectMany(rule => rule.Beyond(wereLetIn).Select(part => new { Rule = rule, Part = part })).ToList();
        HashSet<Opened> told = [];
        foreach (var ports in closes.Concat(opens).Select(one => one.Part.AtPorts).Distinct())
        {
            var closed = closes.FindAll(one => one.Part.AtPorts == ports);
            var wider = opens.FindAll(one => one.Part.AtPorts == ports);
            // Those that take the place of more.
            var narrower = comes.FindAll(rule =>
                ports with { Source = rule.Source, Which = rule.Which } is var there
                && rule.HasUntoldPorts == ports.HasUntoldPorts
                && rule.Covers(there)
                && closed.Exists(one => one.Part.Covers(there))
            );
            var others = after.Where(rule => !narrower.Contains(rule) && closed.Exists(one => one.Part.Meets(rule))).ToList();
            var concerned = closed.Concat(wider).Select(one => one.Rule).Concat(narrower).ToHashSet();
            told.UnionWith(concerned);
            yield return Of(
                ports,
                [.. wider.Select(one => one.Part.Source).Union(narrower.Select(rule => rule.Source))],
                wider.ConvertAll(one => one.Part.Source),
                [.. closed.Select(one => one.Part.Source).Distinct()],
                others.Count == 0 ? ""
                    : others.TrueForAll(rule => rule.HasUntoldPorts) ? ", unless it is among the ports that the plan does not tell"
                    : $", {ExceptOthers}",
                changes.Where(change => concerned.Any(rule => Concerns(change, rule))).All(change => change.Kind == ChangeKind.Refreshed)
            );
        }

        // What opens and closes nothing, unless it goes for one that is told, or comes in the place of one.
        var widened = told.Except(before).ToList();
        var narrowed = told.Intersect(before).ToList();
        foreach (var ports in Calm(goes, widened))
        {
            var isOne = ports.All(rule => after.Any(other => other.Covers(rule)));
            yield return Exchanged(
                ports,
                ("the rule for", isOne ? "goes; another lets them in" : "goes; others let them in"),
                ("the rules for", "go; others let them in")
            );
        }

        foreach (var ports in Calm(comes, narrowed))
        {
            yield return Exchanged(
                ports,
                ("a rule for", "comes; another lets them in already"),
                ("rules for", "come; others let them in already")
            );
        }

        foreach (var change in changes.Where(change => change.Kind is ChangeKind.Updated or ChangeKind.Replaced))
        {
            var (from, to) = (SecurityGroup(change.Old), SecurityGroup(change.New));
            if (from.IsPresent && to.IsPresent && from != to && Opened.Of(change, change.New) is { } rule)
            {
                yield return new Effect(
                    Area.Ports,
                    rule.Place,
                    $"the rule for {Named(rule.Source)} goes to another security group: {to} instead of {from}",
                    Care.LookTwice,
                    new Counted("firewall rule", "put into another group")
                )
                {
                    Weight = 3,
                };
            }
        }

        // What a refresh finds of one that lets in as before.
        foreach (var change in changes.Where(change => change.Kind == ChangeKind.Refreshed && !told.Any(rule => Concerns(change, rule))))
        {
            yield return FoundEffects.Of(change, Area.Ports, change.Name, "firewall rule");
        }

        bool Concerns(Change change, Opened rule) => firewall.Let(change, change.Old) == rule || firewall.Let(change, change.New) == rule;

        IEnumerable<IGrouping<Opened, Opened>> Calm(List<Opened> rules, List<Opened> others) =>
            rules
                .Where(rule => !told.Contains(rule) && !others.Exists(other => other.Covers(rule)))
                .Where(rule => changes.Exists(change => change.Kind != ChangeKind.Refreshed && Concerns(change, rule)))
                .GroupBy(rule => rule.AtPorts);
    }

    /// <summary>What closes, and yet is partly open by other rules.</summary>
    internal const string ExceptOthers = "except what other rules let in";

    private static Value SecurityGroup(ResourceState? rule) => rule?.Inputs["securityGroupId"] ?? Value.Absent;

    private static Effect Exchanged(IGrouping<Opened, Opened> rules, (string Noun, string Verb) one, (string Noun, string Verb) several)
    {
        var sources = rules.Select(rule => rule.Source).ToList();
        var (noun, verb) = sources.Count == 1 ? one : several;
        return new Effect(
            Area.Ports,
            rules.Key.Place,
            $"{noun} {Named(sources)} {verb}",
            Care.Routine,
            new Counted("firewall rule", "changed")
        );
    }

    private static Effect Of(Opened ports, List<string> opened, List<string> wider, List<string> closed, string except, bool isFound)
    {
        var managed = opened.Exists(source => (ports with { Source = source }).IsRange) ? ManagedBy(ports) : [];
        var isWorld = wider.Exists(Opened.IsNearlyAll);
        // Whom the plan does not tell may be everybody.
        var mayBeWorld = isWorld || wider.Exists(Opened.IsUnknown);
        var isDangerous = wider.Count > 0 && IsDangerous(managed, mayBeWorld);
        var what = What(managed);
        // The plan tells neither those before nor those after.
        var shut = Named(closed.Select(source => opened.Contains(source) ? $"other {source}" : source)) + except;
        return new Effect(
            Area.Ports,
            ports.Place,
            (opened.Count, closed.Count) switch
            {
                (_, 0) => $"the firewall lets in {Named(opened)}{what}",
                (0, _) => $"the firewall no longer lets in {shut}",
                _ => $"the firewall lets in {Named(opened)}{what}, and no longer {shut}",
            }
                + (ports.HasUntoldPorts ? "; at which of these ports, the plan does not tell" : "")
                + (isFound ? ": changed outside of the stack" : ""),
            isDangerous ? Care.Dangerous
                : mayBeWorld || isFound || closed.Count > 0 || opened.Exists(source => Opened.IsUnknown(source) || Opened.IsForeign(source))
                    ? Care.LookTwice
                : Care.Routine,
            new Counted(
                "firewall rule",
                isFound ? "found changed"
                    : opened.Count == 0 ? "closed"
                    : closed.Count == 0 ? "opened"
                    : "changed"
            )
        )
        {
            Weight =
                isDangerous ? Risk(managed, isWorld)
                : mayBeWorld ? 4
                : 3,
        };
    }

    /// <summary>What manages machine or swarm through ports that a rule opens.</summary>
    internal static IReadOnlyList<string> ManagedBy(Opened ports) => ManagedBy(ports.Holds);

    private static IReadOnlyList<string> ManagedBy(Port port) =>
        ManagedBy((number, protocol) => port.Number == number && port.Protocol == protocol);

    private static IReadOnlyList<string> ManagedBy(Func<long, string, bool> isMeant) =>
        [.. _management.Where(one => isMeant(one.Port, one.Protocol)).Select(one => one.What).Distinct()];

    /// <summary>A range of addresses, and a word for that of all.</summary>
    internal static string Named(string source) =>
        source is World or WorldIpv6 ? $"the WHOLE WORLD ({source})"
        : Opened.IsNearlyAll(source) ? $"much of the WORLD ({source})"
        : source;

    private static string Named(IEnumerable<string> sources) => string.Join(", ", sources.Select(Named));

    /// <summary>The ports that a service publishes.</summary>
    internal static HashSet<Port> Published(ResourceState? state) => Published(state?.Inputs ?? Value.Absent);

    /// <summary>The ports that a service with these inputs publishes.</summary>
    internal static HashSet<Port> Published(Value service) =>
        [
            .. service["endpointSpec"]
                ["ports"]
                .Items.Where(port => port["publishedPort"].Whole > 0 || (IsChosen(port) && port["targetPort"].Whole > 0))
                .Select(port => new Port(
                    port["publishedPort"].Whole ?? 0,
                    port["protocol"].Text ?? "tcp",
                    port["publishMode"].Text ?? "ingress",
                    IsChosen(port) ? port["targetPort"].Whole ?? 0 : 0
                )),
        ];

    private static bool IsChosen(Value port) => port["publishedPort"] is { IsPresent: false } or { Whole: 0 };

    /// <summary>Whether a plan does not tell yet which ports a service publishes.</summary>
    internal static bool AreUnknown(ResourceState? state)
    {
        var endpoint = state?.Inputs["endpointSpec"] ?? Value.Absent;
        var ports = endpoint["ports"];
        return Array.Exists([endpoint, ports, .. ports.Items, .. ports.Items.Select(port => port["publishedPort"])], value =>
            value.Kind == ValueKind.Unknown
        );
    }

    // As the rules say after the change where the plan names them, and otherwise as the configuration does. Whom the plan does not tell may be everybody.
    private static (string Whom, bool IsWorld) Whom(Plan plan, Port port)
    {
        var (firewall, configuration) = (Firewall.Of(plan), plan.Configuration);
        if (firewall.IsOnHosts)
        {
            return (Firewall.HostsDecide, false);
        }

        const string notMade = "since the program makes none for it";
        var isTold = firewall.TellsOf(port);
        if (port.IsChosen && !isTold)
        {
            return ($"outside only where another rule of the firewall holds it, {notMade}", false);
        }

        var (directly, balanced) = isTold ? firewall.Reaching(port) : Given();
        string[] whom =
        [
            .. Said(directly, HasBastion(configuration) ? " as far as they reach private addresses" : ""),
            .. Said(balanced, $" through {Opened.LoadBalancer}"),
        ];
        return whom.Length == 0
            ? (isTold ? "nobody outside, since no rule of the firewall holds it" : "where the firewall's rules say", false)
            : (
                string.Join(", and ", whom) + (port.IsChosen ? $" where a rule of the firewall holds it, {notMade}" : ""),
                directly.Concat(balanced).Any(source => Opened.IsNearlyAll(source) || Opened.IsUnknown(source))
            );

        (IReadOnlyList<string> Directly, IReadOnlyList<string> Balanced) Given()
        {
            var ranges = Ranges(configuration.GetValueOrDefault("swarm:publishedFrom") ?? configuration.GetValueOrDefault("swarm:sshFrom"));
            return HasLoadBalancer(configuration) ? ([], ranges) : (ranges, []);
        }

        static IEnumerable<string> Said(IReadOnlyList<string> sources, string through) =>
            sources.Count == 0 ? []
            : sources.Contains(World) ? [$"the WHOLE WORLD{through}"]
            : [string.Join(", ", sources.Select(Named)) + through];
    }

    /// <summary>Whether published ports are reached through a load balancer.</summary>
    internal static bool HasLoadBalancer(IReadOnlyDictionary<string, string> configuration) =>
        !string.IsNullOrEmpty(configuration.GetValueOrDefault("swarm:loadBalancer"));

    /// <summary>Whether the nodes have no public addresses, so that SSH goes through a bastion.</summary>
    internal static bool HasBastion(IReadOnlyDictionary<string, string> configuration) =>
        configuration.GetValueOrDefault("swarm:publicAddresses") == "bastion";

    /// <summary>The ranges of a setting such as swarm:sshFrom.</summary>
    internal static IReadOnlyList<string> Ranges(string? setting)
    {
        if (setting is null)
        {
            return [];
        }

        if (!setting.StartsWith('['))
        {
            return setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        try
        {
            return JsonSerializer.Deserialize<string[]>(setting) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>A port that a service publishes.</summary>
    /// <param name="Number">Its number; 0: it is chosen when a task starts.</param>
    /// <param name="Protocol">tcp, udp or sctp.</param>
    /// <param name="Mode">ingress or host.</param>
    /// <param name="Target">For which port of its tasks it is chosen; 0: it is not.</param>
    internal sealed record Port(long Number, string Protocol, string Mode, long Target = 0)
    {
        public bool IsChosen => Number == 0;

        /// <summary>Such as <c>8000/tcp</c>.</summary>
        public string Name =>
            !IsChosen ? $"{Number}/{Protocol}"
            : Mode == "host" ? $"any free port/{Protocol}"
            : $"one of {First}-{Last}/{Protocol}";

        /// <summary>The first that it may be: the swarm chooses among its own, the engine among what Linux gives a process that asks for none.</summary>
        public long First =>
            !IsChosen ? Number
            : Mode == "host" ? 32768
            : 30000;

        /// <summary>The last that it may be.</summary>
        public long Last =>
            !IsChosen ? Number
            : Mode == "host" ? 60999
            : 32767;
    }
}
