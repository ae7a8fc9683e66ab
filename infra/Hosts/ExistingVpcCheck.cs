using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Diagnostics;
using Infra.Settings;

namespace Infra.Hosts;

/// <summary>A VPC as AWS shows it.</summary>
/// <param name="Ranges">Its ranges.</param>
internal sealed record FoundVpc(IReadOnlyList<Cidr> Ranges)
{
    /// <summary>Whether AWS's own DNS server answers in it.</summary>
    public bool HasDns { get; init; } = true;

    /// <summary>Why it cannot be looked up; null: it can.</summary>
    public string? Missing { get; init; }
}

/// <summary>A subnet as AWS shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Vpc">The VPC that it is in.</param>
/// <param name="Zone">Its availability zone; empty: nobody told it, so that it may be any.</param>
/// <param name="Range">Its range; empty: it has IPv6 addresses only.</param>
internal sealed record FoundSubnet(string Id, string Vpc, string Zone, string Range)
{
    /// <summary>How many of its addresses nobody has.</summary>
    public int Free { get; init; }

    /// <summary>Whether machines that are made in it get an IPv6 address.</summary>
    public bool AssignsIpv6 { get; init; }

    /// <summary>Why it cannot be looked up; null: it can.</summary>
    public string? Missing { get; init; }
}

/// <summary>Whether nodes can be in an existing VPC.</summary>
/// <param name="settings">The nodes.</param>
/// <param name="vpc">The VPC.</param>
/// <param name="subnets">The subnets, in the order of the settings, public ones last.</param>
internal sealed partial class ExistingVpcCheck(AwsSettings settings, FoundVpc vpc, ImmutableArray<FoundSubnet> subnets)
{
    private readonly ExistingVpcSettings _existing = settings.Existing!;

    /// <summary>The subnets, in the order of the settings, public ones last.</summary>
    public ImmutableArray<FoundSubnet> Subnets => subnets;

    /// <summary>All that is wrong.</summary>
    /// <param name="overlayPool">Where overlay networks take their subnets from.</param>
    /// <param name="bridgePools">The ranges that swarm:daemon gives to bridges.</param>
    /// <param name="offered">The zones that offer each kind of machine.</param>
    public IEnumerable<Problem> Problems(
        Cidr overlayPool,
        IReadOnlyList<Cidr> bridgePools,
        IReadOnlyDictionary<AwsMachineSettings, ImmutableArray<string>> offered
    ) =>
        [
            .. OfVpc(),
            .. OfRanges(overlayPool, bridgePools),
            .. subnets.Index().SelectMany(item => OfSubnet(item.Index, item.Item)),
            .. OfKinds(offered),
            .. OfLoadBalancer(),
        ];

    /// <summary>What has too few free addresses, when everything is still to be made.</summary>
    public IEnumerable<Problem> NoRoom() =>
        from full in Full(_ => true, isBastionNew: true, isBalancerNew: true)
        select new Problem(
            SettingOf(full.Index),
            $"{SettingsReader.Quoted(full.Subnet.Id)}, with {Free(full.Subnet)}",
            full.Balancing == 0
                ? $"subnets with a free address for each of their machines, here {full.Machines}"
                : $"subnets with {full.Balancing} free addresses for the load balancer beside those of their machines, here {full.Machines + full.Balancing}",
            ExistingVpcReader.Listed(_existing.Id)
        );

    /// <summary>What may have too few free addresses for what is still to be made: a machine that is made anew gives its own back first.</summary>
    /// <param name="isNew">Whether a node's machine is to be made, or to be made anew.</param>
    /// <param name="isBastionNew">Whether the bastion is.</param>
    /// <param name="isBalancerNew">Whether the load balancer is.</param>
    public IEnumerable<string> LittleRoom(Func<AwsNodeSettings, bool> isNew, bool isBastionNew, bool isBalancerNew) =>
        Full(isNew, isBastionNew, isBalancerNew)
            .Select(full =>
                $"{SettingOf(full.Index)}: {full.Subnet.Id} has {Free(full.Subnet)}, and what is to be created there needs {full.Machines + full.Balancing}. "
                + "Something that is replaced gives its own back first; AWS refuses what finds none (InsufficientFreeAddressesInSubnet)."
            );

    /// <summary>Which nodes the load balancer sends nothing to, since AWS takes targets in the zones of its subnets only; null: it reaches all.</summary>
    /// <param name="zones">The zones of the machines that are there, by the names of their nodes.</param>
    public string? Unreached(IReadOnlyDictionary<string, string> zones)
    {
        if (settings.LoadBalancer is not { } balancer)
        {
            return null;
        }

        var reached = subnets.Index().Where(item => IsForLoadBalancer(item.Index, item.Item)).Select(item => item.Item.Zone).ToHashSet();
        string[] lost =
        [
            .. settings
                .AwsNodes.Where(balancer.SendsTo)
                .Select(node => node.Name)
                .Where(name => zones.TryGetValue(name, out var zone) && !reached.Contains(zone)),
        ];
        if (lost.Length == 0 || reached.Contains(""))
        {
            return null;
        }

        var setting = !balancer.IsInternal && _existing.PublicSubnetIds.Count > 0 ? SettingsTable.PublicSubnetIds : SettingsTable.SubnetIds;
        var left = lost.Select(name => zones[name]).Distinct().ToArray();
        return $"The load balancer has no subnet in {string.Join(" and ", left)}, so it sends nothing to {string.Join(", ", lost)}, which {(lost.Length == 1 ? "is" : "are")} there. "
            + $"Name a subnet {(left.Length == 1 ? "of that zone" : "of each of these zones")} with {setting.Key}, after the others, or replace {(lost.Length == 1 ? "the node" : "these nodes one after another, managers last")} (docs/aws.md): `pulumi up --replace '**Instance::{lost[^1]}'`.";
    }

    /// <summary>What the VPC lacks, as far as it may have it in another way.</summary>
    public IEnumerable<string> Warnings()
    {
        if (!vpc.HasDns)
        {
            yield return $"{_existing.Id} has no DNS server of AWS's (enableDnsSupport is false). Unless its DHCP options name servers that answer there, nodes resolve no names, and Docker cannot be installed. "
                + $"`aws ec2 modify-vpc-attribute --vpc-id {_existing.Id} --enable-dns-support` turns it on.";
        }
    }

    /// <summary>What is worth knowing when nodes are made: a zone that takes the swarm with it, and addresses that nobody has asked for.</summary>
    public IEnumerable<string> Notes()
    {
        string[] six = [.. subnets.Where(subnet => subnet.AssignsIpv6).Select(subnet => subnet.Id)];
        if (six.Length > 0)
        {
            yield return $"Machines in {string.Join(", ", six)} get IPv6 addresses too. The program's security groups let nobody in over IPv6 but the nodes among themselves, and nothing out to others, so that programs fall back to IPv4. "
                + $"What {SettingsTable.SecurityGroups.Key} names may let others in.";
        }

        var managers = settings.AwsNodes.Where(node => node.Role == NodeRole.Manager).ToArray();
        var most = managers.GroupBy(node => subnets[node.Zone].Zone).MaxBy(zone => zone.Count())!;
        if (managers.Length > 1 && most.Count() > managers.Length / 2 && most.Key.Length > 0)
        {
            yield return $"{most.Count()} of {managers.Length} managers are in {most.Key}: while that zone is down, the swarm cannot be changed. "
                + $"Name subnets in three zones with {SettingsTable.SubnetIds.Key} to avoid that.";
        }
    }

    private IEnumerable<Problem> OfVpc()
    {
        if (vpc.Missing is { } why)
        {
            yield return new Problem(
                SettingsTable.VpcId.Key,
                $"{SettingsReader.Quoted(_existing.Id)}, which cannot be looked up ({why})",
                "the id of a VPC in the region of the stack",
                "`aws ec2 describe-vpcs` lists them."
            );
        }
    }

    private IEnumerable<Problem> OfRanges(Cidr overlayPool, IReadOnlyList<Cidr> bridgePools)
    {
        foreach (var range in vpc.Ranges)
        {
            var with = $"{range}, a range of {_existing.Id}";
            if (range.Overlaps(overlayPool))
            {
                yield return Overlap.Problem(SettingsTable.OverlayPool, overlayPool, with);
            }

            foreach (var pool in bridgePools.Where(range.Overlaps))
            {
                yield return new Problem(
                    $"{SettingsTable.Daemon.Key}.default-address-pools",
                    SettingsReader.Quoted($"{pool}"),
                    $"ranges that do not overlap {with}",
                    "Choose another private range."
                );
            }

            if (Overlap.MeetsDockerBridges(range))
            {
                yield return new Problem(
                    SettingsTable.VpcId.Key,
                    $"{SettingsReader.Quoted(_existing.Id)}, which has the range {range}",
                    $"a VPC whose ranges do not overlap {Overlap.DockerBridges}",
                    "Use another VPC."
                );
            }
        }
    }

    private IEnumerable<Problem> OfSubnet(int index, FoundSubnet subnet)
    {
        var nodes = Machines(index, _ => true, isBastionNew: true);
        var balancing = IsForLoadBalancer(index, subnet) ? AwsSubnet.ForLoadBalancer : 0;
        var isElastic = index >= _existing.SubnetIds.Count || settings is { ElasticAddresses: true, Bastion: null };
        var (wrong, allowed) = subnet switch
        {
            { Missing: { } why } => ($"which cannot be looked up ({why})", $"ids of subnets of {_existing.Id}"),
            _ when vpc.Missing is null && subnet.Vpc != _existing.Id => ($"a subnet of {subnet.Vpc}", $"subnets of {_existing.Id}"),
            _ when (balancing > 0 || IsBalanced(index)) && OutsideRegion().IsMatch(subnet.Zone) => (
                $"in {subnet.Zone}, which is no availability zone of the region itself, beside {SettingsTable.LoadBalancer.Key}",
                "subnets in those, since a network load balancer can have none in others, and reaches no machine there"
            ),
            _ when nodes > 0 && isElastic && OutsideRegion().IsMatch(subnet.Zone) => (
                $"in {subnet.Zone}, which is no availability zone of the region itself",
                "subnets in those, since AWS gives its Elastic IP addresses to machines in these only"
                    + (index < _existing.SubnetIds.Count ? $", unless {SettingsTable.ElasticAddresses.Key} is false" : "")
            ),
            { Range: "" } => ("a subnet without IPv4 addresses", "subnets with a range of IPv4 addresses"),
            _ when Cidr.Parse(subnet.Range).Size - AwsSubnet.Kept is var room && room < nodes + balancing => (
                balancing == 0 ? $"with room for {room} machines" : $"with {room} addresses",
                balancing == 0
                    ? $"subnets with room for all of their nodes, here {nodes}"
                    : $"subnets with {balancing} addresses for the load balancer beside those of their machines, here {nodes + balancing}"
            ),
            _ => (null, ""),
        };
        if (wrong is not null)
        {
            yield return new Problem(
                SettingOf(index),
                $"{SettingsReader.Quoted(subnet.Id)}, {wrong}",
                allowed,
                ExistingVpcReader.Listed(_existing.Id)
            );
        }
    }

    private IEnumerable<(int Index, FoundSubnet Subnet, int Machines, int Balancing)> Full(
        Func<AwsNodeSettings, bool> isNew,
        bool isBastionNew,
        bool isBalancerNew
    ) =>
        from item in subnets.Index()
        let machines = Machines(item.Index, isNew, isBastionNew)
        let balancing = isBalancerNew && IsForLoadBalancer(item.Index, item.Item) ? AwsSubnet.ForLoadBalancer : 0
        where item.Item.Free < machines + balancing
        select (item.Index, item.Item, machines, balancing);

    // The bastion is in the first public subnet.
    private int Machines(int index, Func<AwsNodeSettings, bool> isNew, bool isBastionNew) =>
        index < _existing.SubnetIds.Count ? settings.AwsNodes.Count(node => node.Zone == index && isNew(node))
        : isBastionNew && index == _existing.SubnetIds.Count ? 1
        : 0;

    private string SettingOf(int index) =>
        (index < _existing.SubnetIds.Count ? SettingsTable.SubnetIds : SettingsTable.PublicSubnetIds).Key;

    private static string Free(FoundSubnet subnet) => subnet.Free == 1 ? "1 free address" : $"{subnet.Free} free addresses";

    // A Local Zone is called after its region and a place, such as us-west-2-lax-1a; a Wavelength Zone likewise.
    [GeneratedRegex("-[0-9]+-")]
    private static partial Regex OutsideRegion();

    private bool IsBalanced(int index) =>
        settings.LoadBalancer is { } balancer && settings.AwsNodes.Any(node => node.Zone == index && balancer.SendsTo(node));

    // It is in one subnet of each zone, the first.
    private bool IsForLoadBalancer(int index, FoundSubnet subnet)
    {
        var nodes = _existing.SubnetIds.Count;
        var first = settings.LoadBalancer is { IsInternal: false } && subnets.Length > nodes ? nodes : 0;
        return settings.LoadBalancer is not null
            && index >= first
            && (first > 0 || index < nodes)
            && !subnets.Take(index).Skip(first).Any(other => other.Zone == subnet.Zone);
    }

    // It reaches nodes in its own zones only.
    private IEnumerable<Problem> OfLoadBalancer()
    {
        var zones = subnets.Skip(_existing.SubnetIds.Count).Select(subnet => subnet.Zone).ToHashSet();
        if (settings.LoadBalancer is { IsInternal: false } balancer && zones.Count > 0)
        {
            string[] without =
            [
                .. settings
                    .AwsNodes.Where(balancer.SendsTo)
                    .Select(node => subnets[node.Zone].Zone)
                    .Where(zone => zone.Length > 0 && !zones.Contains(zone))
                    .Distinct(),
            ];
            if (without.Length > 0)
            {
                yield return new Problem(
                    SettingsTable.PublicSubnetIds.Key,
                    SettingsReader.Quoted(string.Join(',', _existing.PublicSubnetIds)),
                    $"public subnets in all zones of the nodes that the load balancer sends to, {string.Join(" and ", without)} too",
                    "Name one in each."
                );
            }
        }
    }

    private IEnumerable<Problem> OfKinds(IReadOnlyDictionary<AwsMachineSettings, ImmutableArray<string>> offered) =>
        from kind in settings.AwsNodes.GroupBy(node => node.Machine)
        let zones = kind.Select(node => subnets[node.Zone].Zone).Where(zone => zone.Length > 0).Distinct()
        let without = zones.Except(offered[kind.Key]).ToArray()
        where without.Length > 0
        select new Problem(
            $"{kind.Key.Scope}{SettingsTable.InstanceType.Name}",
            SettingsReader.Quoted(kind.Key.InstanceType),
            $"an instance type that the zones of all subnets of its nodes offer ({string.Join(", ", without)} {(without.Length == 1 ? "does" : "do")} not)",
            $"Choose another, or name subnets in other zones with {SettingsTable.SubnetIds.Key}: {string.Join(", ", offered[kind.Key])} offer it."
        );
}
