using System.Globalization;
using Infra.Diagnostics;
using Infra.Settings;

namespace Infra.Hosts;

/// <summary>One inbound rule of a security group.</summary>
/// <param name="Name">Its logical name, after that of the firewall.</param>
/// <param name="Protocol">As AWS names it.</param>
/// <param name="From">The first port; null for a protocol without ports.</param>
/// <param name="To">The last port.</param>
/// <param name="Source">Who may reach it; null: the members of a group.</param>
/// <param name="Purpose">For the rule's description.</param>
internal sealed record FirewallRule(string Name, string Protocol, int? From, int? To, Cidr? Source, string Purpose)
{
    /// <summary>Whether the bastion may reach it, instead of the members of the group.</summary>
    public bool IsForBastion { get; init; }

    private static readonly Cidr _thisComputer = Cidr.Parse("127.0.0.0/8");

    /// <summary>The most inbound rules that AWS lets a security group have: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html.</summary>
    public const int Most = 60;

    /// <summary>Whether the load balancer may reach it, instead of the members of the group.</summary>
    public bool IsForLoadBalancer { get; init; }

    /// <summary>All that the nodes need, with adjacent ports and adjacent ranges of addresses together.</summary>
    public static IReadOnlyList<FirewallRule> Of(AwsSettings settings, IEnumerable<PublishedPort> published, bool encrypted) =>
        [
            .. SwarmPort
                .Between(encrypted)
                .Select(port => new FirewallRule(
                    port.Name,
                    port.Protocol,
                    port.Number,
                    port.Number,
                    Source: null,
                    port.Purpose + " between the nodes"
                )),
            .. settings.AwsNodes.Any(node => node.Machine.IsSpot)
                ?
                [
                    new FirewallRule(
                        "ssh-between-nodes",
                        "tcp",
                        22,
                        22,
                        Source: null,
                        "SSH between the nodes, for spot machines that are taken back"
                    ),
                ]
                : Array.Empty<FirewallRule>(),
            .. settings.Bastion is null
                ? Ssh(settings)
                : [new FirewallRule("ssh-from-bastion", "tcp", 22, 22, Source: null, "SSH from the bastion") { IsForBastion = true }],
            .. settings.LoadBalancer is null
                ? ForClients(settings, published)
                : Together(published)
                    .Select(ports => new FirewallRule(
                        $"{ports.Name}-{ports.Protocol}-from-load-balancer",
                        ports.Protocol,
                        ports.First,
                        ports.Last,
                        Source: null,
                        ports.Purpose + " from the load balancer"
                    )
                    {
                        IsForLoadBalancer = true,
                    }),
        ];

    /// <summary>What lets SSH in from outside: to the nodes, or to the bastion.</summary>
    public static IEnumerable<FirewallRule> Ssh(AwsSettings settings) =>
        Cidr.Union(settings.SshFrom).Select(source => new FirewallRule($"ssh-from-{source}", "tcp", 22, 22, source, "SSH"));

    /// <summary>What opens the published ports to those that may reach them: on the nodes, or on the load balancer.</summary>
    public static IEnumerable<FirewallRule> ForClients(AwsSettings settings, IEnumerable<PublishedPort> published) =>
        from ports in Together(published)
        from source in Cidr.Union(settings.PublishedFrom)
        select new FirewallRule(
            $"{ports.Name}-{ports.Protocol}-from-{source}",
            ports.Protocol,
            ports.First,
            ports.Last,
            source,
            ports.Purpose
        );

    /// <summary>Reports rules that one security group cannot hold: AWS would refuse them one by one, when half of them are made.</summary>
    public static void RejectTooMany(
        AwsSettings configured,
        IReadOnlyCollection<PublishedPort> published,
        bool encrypted,
        ICollection<Problem> problems
    )
    {
        var settings = WithoutThisComputer(configured);
        if (settings.Bastion is not null && Ssh(settings).Count() is > Most and var ranges)
        {
            problems.Add(
                new Problem(
                    "swarm:sshFrom",
                    $"{ranges} address ranges",
                    $"{Most} inbound rules in the bastion's security group",
                    "Name fewer, wider ranges."
                )
            );
        }

        var ofNodes = Of(settings, published, encrypted).Count;
        var ofLoadBalancer = settings.LoadBalancer is null ? 0 : ForClients(settings, published).Count();
        if (Math.Max(ofNodes, ofLoadBalancer) <= Most)
        {
            return;
        }

        var isOfLoadBalancer = ofLoadBalancer > Most;
        var ssh = settings.Bastion is null ? Ssh(settings).Count() : 1;
        var members = Of(settings, [], encrypted).Count - ssh;
        // Those who reach published ports take up rules where these are opened to them.
        var clients = settings.LoadBalancer is null || isOfLoadBalancer ? Cidr.Union(settings.PublishedFrom).Count : 0;
        // One range cannot be fewer: it is the ports then.
        var (setting, received) =
            clients > 1
                ? (
                    ReferenceEquals(settings.PublishedFrom, settings.SshFrom) ? SettingsTable.SshFrom : SettingsTable.PublishedFrom,
                    $"{clients} address ranges, and the stack files publish"
                )
            : ssh > 1 && !isOfLoadBalancer ? (SettingsTable.SshFrom, $"{ssh} address ranges, and the stack files publish")
            : ((Setting)SettingsTable.StackFiles, "files that publish");
        problems.Add(
            new Problem(
                setting.Key,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{received} {Together(published).Count} ports or ranges of adjacent ports: {(isOfLoadBalancer ? ofLoadBalancer : ofNodes)} inbound rules"
                ),
                isOfLoadBalancer
                    ? $"{Most} inbound rules in a security group, here that of the load balancer"
                    : $"{Most} inbound rules in a security group, among them {ssh} for SSH and {members} for the swarm itself",
                setting == SettingsTable.StackFiles
                    ? "Publish fewer ports, or adjacent ones, which share a rule."
                    : "Name fewer, wider ranges, or publish adjacent ports, which share a rule."
            )
        );
    }

    // `./swarm` adds this computer's own range, from which nobody reaches a machine on AWS: what AWS takes must not be refused because of it. Where it is
    // the only range, it stands for the one that AWS needs.
    private static AwsSettings WithoutThisComputer(AwsSettings settings)
    {
        var sshFrom = Without(settings.SshFrom);
        return settings with
        {
            SshFrom = sshFrom,
            PublishedFrom = ReferenceEquals(settings.PublishedFrom, settings.SshFrom) ? sshFrom : Without(settings.PublishedFrom),
        };

        static IReadOnlyList<Cidr> Without(IReadOnlyList<Cidr> ranges) =>
            ranges.Count > 1 && ranges.Contains(_thisComputer) ? [.. ranges.Where(range => range != _thisComputer)] : ranges;
    }

    private static IReadOnlyList<Ports> Together(IEnumerable<PublishedPort> published)
    {
        var found = new List<Ports>();
        foreach (var port in published.Distinct().OrderBy(port => port.Protocol, StringComparer.Ordinal).ThenBy(port => port.Number))
        {
            if (found.Count > 0 && found[^1] is { } last && last.Protocol == port.Protocol && last.Last + 1 == port.Number)
            {
                found[^1] = last with { Last = port.Number };
            }
            else
            {
                found.Add(new Ports(port.Protocol, port.Number, port.Number));
            }
        }

        return found;
    }

    private sealed record Ports(string Protocol, int First, int Last)
    {
        public string Name => First == Last ? $"{First}" : $"{First}-{Last}";

        public string Purpose => First == Last ? "Published port" : "Published ports";
    }
}
