using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads what machines the program is to create on AWS.</summary>
internal static class AwsReader
{
    /// <summary>The settings; what is wrong with them is reported.</summary>
    public static AwsSettings Read(SettingsReader reader)
    {
        var managers = reader.Integer(SettingsTable.Managers);
        if (managers % 2 == 0)
        {
            reader.Report(
                SettingsTable.Managers,
                SettingsReader.Quoted(reader.Value(SettingsTable.Managers)),
                HostsSettings.OddManagers,
                SettingsTable.Managers.Set($"{managers + 1}")
            );
        }

        var workers = reader.Integer(SettingsTable.Workers with { Most = HostsSettings.MostNodes - managers });
        var sshFrom = reader.Sources(SettingsTable.SshFrom);
        if (reader.Configured(SettingsTable.SshFrom)?.Trim('[', ']', ',', ' ') is null or "")
        {
            reader.Report(
                SettingsTable.SshFrom,
                "nothing",
                SettingsTable.SshFrom.Allowed,
                $"Say who may reach SSH: {SettingsReader.SetToThisAddress(SettingsTable.SshFrom)}."
            );
        }

        var publishedFrom = reader.Sources(SettingsTable.PublishedFrom);
        var existing = ExistingVpcReader.Read(reader);
        Cidr? vpc = existing is null ? Range(reader) : null;
        var zoneNames = existing is null ? ZoneNames(reader) : [];
        var zones =
            existing is not null ? existing.SubnetIds.Count
            : zoneNames.Count > 0 ? zoneNames.Count
            : reader.Integer(SettingsTable.Zones);
        var subnets = vpc is { } whole ? Subnets(whole, zones) : [];
        var all = new AwsMachineSettings(
            "swarm:",
            reader.Text(SettingsTable.InstanceType)!,
            reader.Text(SettingsTable.Image),
            reader.Integer(SettingsTable.DiskGiB),
            zoneNames
        );
        var machines = MachinesReader.Read(reader, all);
        var kinds = (machines.Managers, machines.Workers);
        var bastion = BastionReader.Read(reader, machines.Bastion);
        ExistingVpcReader.CheckPublicSubnets(reader, existing, bastion is not null);
        var plain = existing is null
            ? Nodes(reader, managers, managers + workers, zones, subnets, kinds)
            : Spread(managers, managers + workers, zones, first: null, kinds);
        var pooled = new PoolsReader(reader, all, zones, existing).Read();
        AwsNodeSettings[] nodes = [.. plain, .. pooled];
        if (managers + workers + pooled.Count > HostsSettings.MostNodes)
        {
            reader.Report(
                SettingsTable.Pools,
                $"{pooled.Count} nodes beside {managers + workers} others",
                $"at most {HostsSettings.MostNodes} nodes in all",
                "Use a second swarm."
            );
        }

        var loadBalancer = LoadBalancerReader.Read(reader, nodes);
        return new AwsSettings(
            all,
            vpc,
            subnets,
            sshFrom,
            publishedFrom.Count > 0 ? publishedFrom : sshFrom,
            Resize(reader, nodes, managers),
            nodes
        )
        {
            PoolSubnets = vpc is { } range
                ? PoolSubnets(reader, range, zones, pooled, loadBalancer is not null && (loadBalancer.IsInternal || bastion is null))
                : [],
            LoadBalancer = loadBalancer,
            Existing = existing,
            Bastion = bastion,
            PublicSubnets = vpc is { } own && bastion is not null ? BastionReader.Subnets(reader, own, zones) : [],
            ElasticAddresses = reader.Flag(SettingsTable.ElasticAddresses),
            SecurityGroups = SecurityGroups(reader),
            InstanceProfile = reader.Text(SettingsTable.InstanceProfile),
            SessionManager = SessionManager(reader),
            CloudConfig = CloudConfigReader.Read(reader),
            Tags = TagsReader.Read(reader),
        };
    }

    private static Cidr Range(SettingsReader reader)
    {
        var range = reader.Range(SettingsTable.VpcCidr);
        Overlap.RejectImpossible(reader, SettingsTable.VpcCidr, range);
        Overlap.RejectDockerBridges(reader, SettingsTable.VpcCidr, range);
        return range;
    }

    private static IReadOnlyList<string> SecurityGroups(SettingsReader reader)
    {
        // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: as far as the quota can be raised, the stack's own group included.
        const int most = 15;
        var setting = SettingsTable.SecurityGroups;
        var groups = reader.List(setting);
        foreach (var group in groups.Where(group => !setting.Allows(group)))
        {
            reader.Report(
                setting,
                SettingsReader.Quoted(group),
                setting.Allowed,
                "Use the ids that `aws ec2 describe-security-groups` shows."
            );
        }

        if (groups.Count > most || groups.Distinct(StringComparer.Ordinal).Count() < groups.Count)
        {
            reader.Report(
                setting,
                SettingsReader.Quoted(string.Join(',', groups)),
                $"at most {most} groups, each once",
                "Remove the surplus groups."
            );
        }

        return groups;
    }

    private static bool SessionManager(SettingsReader reader)
    {
        var wanted = reader.Flag(SettingsTable.SessionManager);
        if (wanted && reader.Configured(SettingsTable.InstanceProfile) is { } profile)
        {
            reader.Report(
                SettingsTable.SessionManager,
                $"\"true\" beside {SettingsTable.InstanceProfile.Key} {profile}",
                "true only for a role that the program creates",
                $"Run `pulumi config rm {SettingsTable.SessionManager.Key}`, and attach the policy AmazonSSMManagedInstanceCore to the role of {profile}."
            );
        }

        return wanted;
    }

    // Of the last quarter, which no zone has: addresses that AWS chooses must not be those that other nodes are to have.
    private static Cidr[] PoolSubnets(SettingsReader reader, Cidr vpc, int zones, IReadOnlyList<AwsNodeSettings> nodes, bool isBalanced)
    {
        if (nodes.Count == 0 && !isBalanced)
        {
            return [];
        }

        const int bits = 2;
        var quarter = vpc.PrefixLength + 2 * bits <= 28 ? vpc.Subnet(bits, 3) : (Cidr?)null;
        var room = quarter is { } range ? range.Subnet(bits, 0).Size - AwsSubnet.Kept : 0;
        var balancer = isBalanced ? AwsSubnet.ForLoadBalancer : 0;
        if (nodes.GroupBy(node => node.Zone).Select(zone => zone.Count()).DefaultIfEmpty().Max() + balancer > room)
        {
            reader.Report(
                SettingsTable.VpcCidr,
                SettingsReader.Quoted(reader.Value(SettingsTable.VpcCidr)),
                $"a range in which a sixteenth, a subnet of /28 or larger, has room for all nodes of pools in one zone{(isBalanced ? $" and {balancer} addresses of the load balancer" : "")} (this one: {room})",
                isBalanced ? "Use a wider range, fewer nodes in pools, or no load balancer." : "Use a wider range, or fewer nodes in pools."
            );
            return [];
        }

        return [.. Enumerable.Range(0, zones).Select(zone => quarter!.Value.Subnet(bits, zone))];
    }

    private static IReadOnlyList<string> ZoneNames(SettingsReader reader)
    {
        var names = reader.List(SettingsTable.ZoneNames);
        foreach (var name in names.Where(name => !SettingsTable.ZoneNames.Allows(name)))
        {
            reader.Report(
                SettingsTable.ZoneNames,
                SettingsReader.Quoted(name),
                SettingsTable.ZoneNames.Allowed,
                "Use the names that `aws ec2 describe-availability-zones` shows."
            );
        }

        var most = SettingsTable.Zones.Most;
        if (names.Count > most || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            reader.Report(
                SettingsTable.ZoneNames,
                SettingsReader.Quoted(string.Join(',', names)),
                $"1 to {most} zones, each once",
                "Remove the surplus zones."
            );
            return [.. names.Distinct(StringComparer.Ordinal).Take(most)];
        }

        // The default in Pulumi.yaml arrives like a configured value.
        if (
            names.Count > 0
            && reader.Value(SettingsTable.Zones) is var number
            && number != SettingsTable.Zones.Default
            && number != $"{names.Count}"
        )
        {
            reader.Report(
                SettingsTable.Zones,
                SettingsReader.Quoted(number),
                $"nothing beside {SettingsTable.ZoneNames.Key}, which names {names.Count}",
                $"Run `pulumi config rm {SettingsTable.Zones.Key}`."
            );
        }

        return names;
    }

    // The size of the parts depends on the network alone: one zone more or fewer moves no other. There is no subnet smaller than /28.
    private static Cidr[] Subnets(Cidr vpc, int zones)
    {
        var bits = Math.Min(28 - vpc.PrefixLength, 2);
        return zones > 1 << bits ? [] : [.. Enumerable.Range(0, zones).Select(zone => vpc.Subnet(bits, zone))];
    }

    private static AwsNodeSettings[] Nodes(
        SettingsReader reader,
        int managers,
        int count,
        int zones,
        Cidr[] subnets,
        (AwsMachineSettings Managers, AwsMachineSettings Workers) machines
    )
    {
        // AWS keeps the first four addresses of a subnet and the last; the numbers up to ten stay free for other machines.
        const int first = 11;
        if (subnets.Length == 0 || first + count - 1 > subnets[0].Size - 2)
        {
            var room = subnets.Length == 0 ? 0 : Math.Max(0, subnets[0].Size - 1 - first);
            reader.Report(
                SettingsTable.VpcCidr,
                SettingsReader.Quoted(reader.Value(SettingsTable.VpcCidr)),
                $"a range with room for {count} nodes in {zones} of its four quarters, each a subnet of /28 or larger (this one: {room})",
                "Use a wider range or fewer nodes."
            );
            return [];
        }

        return Spread(managers, count, subnets.Length, first, machines);
    }

    // Over places, in their order; with fixed addresses if there is a first one.
    private static AwsNodeSettings[] Spread(
        int managers,
        int count,
        int places,
        int? first,
        (AwsMachineSettings Managers, AwsMachineSettings Workers) machines
    ) =>
        [
            .. Enumerable
                .Range(0, places == 0 ? 0 : count)
                .Select(index => new AwsNodeSettings(
                    $"node{index + 1}",
                    index < managers ? NodeRole.Manager : NodeRole.Worker,
                    index % places,
                    first + index
                )
                {
                    Machine = index < managers ? machines.Managers : machines.Workers,
                }),
        ];

    private static IReadOnlyList<string> Resize(SettingsReader reader, AwsNodeSettings[] nodes, int managers)
    {
        var names = reader.List(SettingsTable.Resize);
        var known = nodes.Select(node => node.Name).ToArray();
        foreach (var name in names.Except(known).Where(_ => known.Length > 0))
        {
            reader.Report(
                SettingsTable.Resize,
                SettingsReader.Quoted(name),
                $"nodes of the swarm, {known[0]} to {nodes.Last(node => !node.IsOfPool).Name}{(!nodes[^1].IsOfPool ? "" : " and those of pools")}, with commas between them",
                Suggestion.For(name, known, "Remove it.")
            );
        }

        var stopping = nodes.Count(node => node.Role == NodeRole.Manager && names.Contains(node.Name));
        var most = Math.Max(1, (managers - 1) / 2);
        if (stopping > most)
        {
            reader.Report(
                SettingsTable.Resize,
                $"{stopping} managers",
                $"at most {most} of {managers} at once, since the others must be the majority",
                "Name the other managers in a later run."
            );
        }

        return names;
    }
}
