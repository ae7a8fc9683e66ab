using Review.Effects;

namespace Review.Rules;

/// <summary>What can be reached from outside.</summary>
internal static class FirewallRules
{
    private const int Ssh = 22;
    private const int MostPorts = 3;

    private static readonly (long Port, string Protocol)[] _swarm = [(2377, "tcp"), (4789, "udp"), (7946, "tcp"), (7946, "udp")];
    private static readonly (long Port, string Protocol)[] _docker = [(2375, "tcp"), (2376, "tcp")];

    public static Rule SwarmPort { get; } =
        new(
            "swarm-port-open",
            Severity.Critical,
            "A port of the swarm is open beyond its members",
            "Whoever reaches 2377, 4789 or 7946 can try to join the swarm, or put packets into its networks.",
            "Remove the rule: members reach each other through the group that they are in."
        )
        {
            Find = side => OpenTo(side, _swarm),
        };

    public static Rule ManagementPort { get; } =
        new(
            "management-port-open",
            Severity.Critical,
            "A port of Docker's API can be reached",
            "The API makes everybody who reaches it root on the node.",
            "Remove it, and reach the engine over SSH: docker -H ssh://…, or ./swarm context."
        )
        {
            Find = side =>
                OpenTo(side, _docker)
                    .Concat(
                        from service in side.Services
                        from port in service.Published
                        where _docker.Contains((port.Number, port.Protocol))
                        select new Hit(service.Scope, $"{port.Name} is published", "ports")
                    ),
        };

    public static Rule SshToTheWorld { get; } =
        new(
            "ssh-open-to-the-world",
            Severity.High,
            "SSH is open to the whole world",
            "Everybody may try to log in, and whoever finds a flaw in the server is in.",
            "Set swarm:sshFrom to the addresses that you come from."
        )
        {
            Find = side =>
                side
                    // Whom the plan does not tell may be everybody.
                    .OpenedToOutside.Where(rule => (rule.IsWorld || Opened.IsUnknown(rule.Source)) && rule.Holds(Ssh, "tcp"))
                    .Select(rule =>
                        Hit(side, "swarm:sshFrom", rule, (Ssh, "tcp")) with
                        {
                            Title = Opened.IsUnknown(rule.Source) ? "SSH may be open to the whole world" : null,
                        }
                    ),
        };

    public static Rule PublishedPortClosed { get; } =
        new(
            "published-port-closed",
            Severity.Medium,
            "A service publishes a port that the firewall does not open",
            "Nobody outside the swarm reaches it.",
            "Set swarm:publishedFrom, or take the port out of the stack file."
        )
        {
            Find = side =>
                side.IsOnAws && side.Plan.IsWhole
                    ? from service in side.Services
                    from port in service.Published
                    // The program opens none that is chosen, and says so.
                    where !port.IsChosen && !IsReached(side, port)
                    select new Hit(service.Scope, port.Name, "ports")
                    : [],
        };

    public static Rule OpenPortUnpublished { get; } =
        new(
            "open-port-unpublished",
            Severity.Medium,
            "The firewall opens a port that no service publishes",
            "Whatever listens there one day is open at once.",
            "Remove the rule, or narrow it to the ports that services publish."
        )
        {
            Find = side => side.IsOnAws && side.Plan.IsWhole ? Unpublished(side) : [],
        };

    private static IEnumerable<Hit> Unpublished(Reviewed side)
    {
        var published = side.Services.SelectMany(service => service.Published).Distinct().ToList();
        foreach (var rule in side.OpenedToOutside.Where(rule => !rule.Holds(Ssh, "tcp")))
        {
            var answered = published.FindAll(rule.MayHold);
            if (answered.Count == 0)
            {
                yield return Hit(side, "swarm:publishedFrom", rule);
            }
            // Of ports that the plan does not tell, they may be any.
            else if (
                !rule.HasUntoldPorts
                && rule.Beyond(answered.Select(port => rule with { From = port.First, To = port.Last })) is { Count: > 0 } rest
            )
            {
                yield return Hit(side, "swarm:publishedFrom", rule) with
                {
                    Detail = $"{rule}, of which no service publishes {Names.Few([.. rest.Select(part => part.Ports)], MostPorts)}",
                };
            }
        }
    }

    private static IEnumerable<Hit> OpenTo(Reviewed side, (long Port, string Protocol)[] ports) =>
        side
            .OpenedToOutside.Where(rule => Array.Exists(ports, port => rule.Holds(port.Port, port.Protocol)))
            .Select(rule => Hit(side, "firewall", rule, ports));

    // Another rule of the firewall is another finding, unless it only lets in those who were let in by one from before.
    private static Hit Hit(Reviewed side, string scope, Opened rule, params (long Port, string Protocol)[] ports)
    {
        var meant = ports.Length == 0 ? [rule] : rule.AtOnly(ports).ToList();
        var before = side.OpenedBefore;
        var merged = Opened.Merged(before);
        var known = before.Where(one => meant.TrueForAll(one.Covers)).OrderBy(one => one != rule).FirstOrDefault()
            // Several together did.
            ?? before.FirstOrDefault(one => one.IsAmong(rule) && meant.TrueForAll(part => part.Beyond(merged).Count == 0));
        return new(scope, $"{rule}", Which: $"{known ?? rule} {(known ?? rule).Which}");
    }

    // Through the load balancer both have to be open.
    private static bool IsReached(Reviewed side, PortEffects.Port port)
    {
        var open = side.OpenedToOutside.Where(rule => rule.Holds(port.Number, port.Protocol)).ToList();
        return open.Exists(rule =>
            rule.At == Gate.Nodes && (rule.Source != Opened.LoadBalancer || open.Exists(other => other.At == Gate.LoadBalancer))
        );
    }
}
