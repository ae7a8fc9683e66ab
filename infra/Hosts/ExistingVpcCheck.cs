using System.Collections.Immutable;
using Infra.Diagnostics;
using Infra.Settings;

namespace Infra.Hosts;

/// <summary>A VPC as AWS shows it.</summary>
/// <param name="Ranges">Its ranges.</param>
internal sealed record FoundVpc(IReadOnlyList<Cidr> Ranges)
{
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
    /// <summary>Why it cannot be looked up; null: it can.</summary>
    public string? Missing { get; init; }
}

/// <summary>Whether nodes can be in an existing VPC.</summary>
/// <param name="settings">The nodes.</param>
/// <param name="vpc">The VPC.</param>
/// <param name="subnets">The subnets, in the order of the settings, public ones last.</param>
internal sealed class ExistingVpcCheck(AwsSettings settings, FoundVpc vpc, ImmutableArray<FoundSubnet> subnets)
{
    private readonly ExistingVpcSettings _existing = settings.Existing!;

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

    /// <summary>What is worth knowing when nodes are made: a zone that takes the swarm with it.</summary>
    public static IEnumerable<string> Notes(AwsSettings settings, ImmutableArray<FoundSubnet> subnets)
    {
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
        var isPublic = index >= _existing.SubnetIds.Count;
        // The bastion is in the first public subnet.
        var nodes = isPublic ? (index == _existing.SubnetIds.Count ? 1 : 0) : settings.AwsNodes.Count(node => node.Zone == index);
        var balancing = IsForLoadBalancer(index, subnet) ? AwsSubnet.ForLoadBalancer : 0;
        var (wrong, allowed) = subnet switch
        {
            { Missing: { } why } => ($"which cannot be looked up ({why})", $"ids of subnets of {_existing.Id}"),
            _ when vpc.Missing is null && subnet.Vpc != _existing.Id => ($"a subnet of {subnet.Vpc}", $"subnets of {_existing.Id}"),
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
                (isPublic ? SettingsTable.PublicSubnetIds : SettingsTable.SubnetIds).Key,
                $"{SettingsReader.Quoted(subnet.Id)}, {wrong}",
                allowed,
                ExistingVpcReader.Listed(_existing.Id)
            );
        }
    }

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
