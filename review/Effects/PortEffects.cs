using System.Text.Json;
using Review.Plans;

namespace Review.Effects;

/// <summary>Ports that open or close, and for whom.</summary>
internal static class PortEffects
{
    internal const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    internal const string World = "0.0.0.0/0";
    internal const string WorldIpv6 = "::/0";

    // Who reaches one of these owns the machine or the swarm.
    private static readonly (long Port, string Protocol, string What)[] _management =
    [
        (22, "tcp", Ssh),
        (2375, "tcp", "Docker's API"),
        (2376, "tcp", "Docker's API"),
        (2377, "tcp", "the swarm's management"),
        (4789, "udp", "the overlay networks"),
        (7946, "tcp", "the swarm's gossip"),
        (7946, "udp", "the swarm's gossip"),
    ];

    private const string Ssh = "SSH";

    public static bool IsRule(Change change) => change.Type == Rule;

    /// <summary>The ports that services publish: those that open or close, and those that another service answers, or other nodes do.</summary>
    public static IEnumerable<Effect> OfServices(Plan plan)
    {
        var services = plan
            .Changes.Where(change => ServiceEffects.IsService(change) && change.Kind != ChangeKind.Refreshed && !change.IsLeftBehind)
            .ToList();
        var before = Answered(services.Where(service => service.Kind is not (ChangeKind.Created or ChangeKind.Imported)), service =>
            service.Old
        );
        var after = Answered(services.Where(service => service.Kind != ChangeKind.Deleted), service => service.New);
        foreach (var name in before.Select(port => port.Key).Union(after.Select(port => port.Key)))
        {
            var (had, has) = (before[name].ToList(), after[name].ToList());
            if (had.Count == 0)
            {
                foreach (var (service, port) in has)
                {
                    yield return Opens(port, service, plan.Configuration);
                }
            }
            else if (has.Count == 0)
            {
                foreach (var (service, _) in had)
                {
                    var isGone = services.Exists(one => one.Name == service && one.Kind == ChangeKind.Deleted);
                    yield return Moved(name, $"closed: {service} {(isGone ? "is gone" : "no longer publishes it")}", "closed");
                }
            }
            else if (!had.Select(port => port.Service).ToHashSet().SetEquals(has.Select(port => port.Service)))
            {
                yield return Moved(
                    name,
                    $"goes from {string.Join(", ", had.Select(port => port.Service))} to {string.Join(", ", has.Select(port => port.Service))}",
                    "handed over"
                );
            }
            else if (had[0].Port.Mode != has[0].Port.Mode)
            {
                yield return Moved(
                    name,
                    $"answered on {On(has[0].Port.Mode)} instead of on {On(had[0].Port.Mode)}, for {string.Join(", ", has.Select(port => port.Service))}",
                    "answered elsewhere"
                );
            }
        }
    }

    private static ILookup<string, (string Service, Port Port)> Answered(IEnumerable<Change> services, Func<Change, ResourceState?> side) =>
        services
            .SelectMany(service => Published(side(service)).Select(port => (port.Name, Answer: (service.Name, port))))
            .ToLookup(one => one.Name, one => one.Answer);

    private static Effect Opens(Port port, string service, IReadOnlyDictionary<string, string> configuration)
    {
        var (whom, isWorld) = Whom(configuration);
        var managed = ManagedBy((number, protocol) => port.Number == number && port.Protocol == protocol);
        var isDangerous = IsDangerous(managed, isWorld);
        return new Effect(
            Area.Ports,
            port.Name,
            $"opened for {service} on {On(port.Mode)}{What(managed)}, reached from {whom}",
            isDangerous ? Care.Dangerous
                : isWorld ? Care.LookTwice
                : Care.Routine,
            new Counted("port", "opened")
        )
        {
            Weight = isDangerous ? 60 : 5,
        };
    }

    private static string What(IReadOnlyList<string> managed) => managed.Count > 0 ? $" ({string.Join(", ", managed)})" : "";

    // SSH is meant for those that are named; the others are for the members of the swarm.
    private static bool IsDangerous(IReadOnlyList<string> managed, bool isWorld) => managed.Count > 0 && (isWorld || managed is not [Ssh]);

    private static string On(string mode) => mode == "host" ? "the nodes that run a task" : "every node";

    private static Effect Moved(string port, string text, string verb) =>
        new(Area.Ports, port, text, Care.LookTwice, new Counted("port", verb)) { Weight = 4 };

    /// <summary>The firewall's rules; those on the same ports together, since one that goes and one that comes narrow or widen what is open.</summary>
    public static IEnumerable<Effect> OfRules(IEnumerable<Change> rules)
    {
        // One that somebody has removed is told as such.
        var changes = rules.Where(change => !change.IsFoundGone && !change.IsLeftBehind).ToList();
        var before = Opened.All(changes.Where(change => change.Kind != ChangeKind.Created), change => change.Old);
        var after = Opened.All(changes.Where(change => change.Kind != ChangeKind.Deleted), change => change.New);
        foreach (var ports in before.Union(after).GroupBy(rule => rule with { Source = "" }))
        {
            var opened = ports.Where(rule => !before.Contains(rule)).Select(rule => rule.Source).ToList();
            var closed = ports.Where(rule => !after.Contains(rule)).Select(rule => rule.Source).ToList();
            if (opened.Count > 0 || closed.Count > 0)
            {
                yield return Of(ports.Key, opened, closed);
            }
        }
    }

    private static Effect Of(Opened ports, List<string> opened, List<string> closed)
    {
        var managed = opened.Exists(source => (ports with { Source = source }).IsRange) ? ManagedBy(ports) : [];
        var isWorld = opened.Exists(Opened.IsNearlyAll);
        var what = What(managed);
        return new Effect(
            Area.Ports,
            ports.Place,
            (opened.Count, closed.Count) switch
            {
                (_, 0) => $"the firewall lets in {Named(opened)}{what}",
                (0, _) => $"the firewall no longer lets in {Named(closed)}",
                _ => $"the firewall lets in {Named(opened)}{what}, and no longer {Named(closed)}",
            },
            IsDangerous(managed, isWorld) ? Care.Dangerous
                : isWorld || closed.Count > 0 || opened.Exists(Opened.IsForeign) ? Care.LookTwice
                : Care.Routine,
            new Counted(
                "firewall rule",
                opened.Count == 0 ? "closed"
                    : closed.Count == 0 ? "opened"
                    : "changed"
            )
        )
        {
            Weight =
                managed.Count > 0 ? 60
                : isWorld ? 4
                : 3,
        };
    }

    /// <summary>What manages machine or swarm through ports that a rule opens.</summary>
    internal static IReadOnlyList<string> ManagedBy(Opened ports) => ManagedBy(ports.Holds);

    private static IReadOnlyList<string> ManagedBy(Func<long, string, bool> isMeant) =>
        [.. _management.Where(one => isMeant(one.Port, one.Protocol)).Select(one => one.What).Distinct()];

    /// <summary>A range of addresses, and a word for that of all.</summary>
    internal static string Named(string source) =>
        source is World or WorldIpv6 ? $"the WHOLE WORLD ({source})"
        : Opened.IsNearlyAll(source) ? $"much of the WORLD ({source})"
        : source;

    private static string Named(IEnumerable<string> sources) => string.Join(", ", sources.Select(Named));

    /// <summary>The ports that a service publishes.</summary>
    internal static HashSet<Port> Published(ResourceState? state) => Published(state?.Inputs ?? default);

    /// <summary>The ports that a service with these inputs publishes.</summary>
    internal static HashSet<Port> Published(Value service) =>
        [
            .. service["endpointSpec"]
                ["ports"]
                .Items.Where(port => port["publishedPort"].Whole > 0)
                .Select(port => new Port(
                    port["publishedPort"].Whole ?? 0,
                    port["protocol"].Text ?? "tcp",
                    port["publishMode"].Text ?? "ingress"
                )),
        ];

    private static (string Whom, bool IsWorld) Whom(IReadOnlyDictionary<string, string> configuration)
    {
        if (configuration.GetValueOrDefault("swarm:provider") == "hosts")
        {
            return ("whoever the hosts' own firewalls let in", false);
        }

        var ranges = Ranges(configuration.GetValueOrDefault("swarm:publishedFrom") ?? configuration.GetValueOrDefault("swarm:sshFrom"));
        var through =
            HasLoadBalancer(configuration) ? $" through {Opened.LoadBalancer}"
            : HasBastion(configuration) ? " as far as they reach private addresses"
            : "";
        return ranges.Count == 0 ? ("where the firewall's rules say", false)
            : ranges.Contains(World) ? ($"the WHOLE WORLD{through}", true)
            : ranges.Any(Opened.IsNearlyAll) ? (string.Join(", ", ranges.Select(Named)) + through, true)
            : (string.Join(", ", ranges) + through, false);
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

    internal sealed record Port(long Number, string Protocol, string Mode)
    {
        public string Name => $"{Number}/{Protocol}";
    }
}
