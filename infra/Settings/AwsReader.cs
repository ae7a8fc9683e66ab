using System.Globalization;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads what machines the program is to create on AWS.</summary>
internal static class AwsReader
{
    /// <summary>The settings; what is wrong with them is reported.</summary>
    /// <param name="reader">What they are read with.</param>
    /// <param name="warnings">Receives what an account may not allow.</param>
    public static AwsSettings Read(SettingsReader reader, ICollection<Warning> warnings)
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
        var pooled = new PoolsReader(reader, all, zones, existing).Read();
        var plain = Spread(managers, managers + workers, zones, existing is null ? VpcRoom.FirstNode : null, kinds);
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
        // With public addresses of its own beside private nodes, it is where the bastion is.
        var isBesidePools = loadBalancer is not null && (loadBalancer.IsInternal || bastion is null);
        if (vpc is { } whole)
        {
            new VpcRoom(
                managers + workers,
                zones,
                pooled.GroupBy(node => node.Zone).Select(zone => zone.Count()).DefaultIfEmpty().Max(),
                isBesidePools ? AwsSubnet.ForLoadBalancer : 0,
                bastion is not null
            ).Reject(reader, whole);
        }

        return new AwsSettings(
            all,
            vpc,
            vpc is { } range ? VpcRoom.OfNodes(range, zones) : [],
            sshFrom,
            publishedFrom.Count > 0 ? publishedFrom : sshFrom,
            Resize(reader, nodes, managers),
            nodes
        )
        {
            PoolSubnets = vpc is { } shared && (pooled.Count > 0 || isBesidePools) ? VpcRoom.OfPools(shared, zones) : [],
            LoadBalancer = loadBalancer,
            Existing = existing,
            Bastion = bastion,
            PublicSubnets = vpc is { } own && bastion is not null ? VpcRoom.OfBastion(own, zones) : [],
            ElasticAddresses = reader.Flag(SettingsTable.ElasticAddresses),
            SecurityGroups = SecurityGroups(reader, warnings),
            InstanceProfile = InstanceProfile(reader),
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

    private static IReadOnlyList<string> SecurityGroups(SettingsReader reader, ICollection<Warning> warnings)
    {
        // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: as far as the quota can be raised, and as it is at first, but for the one that
        // is the stack's own. Bastion and load balancer are in other groups only.
        const int most = 15;
        const int mostAtFirst = 4;
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
        else if (groups.Count > mostAtFirst)
        {
            warnings.Add(
                new Warning(
                    setting.Key,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"With the stack's own, every node is in {groups.Count + 1} security groups. AWS allows {mostAtFirst + 1} for a network interface, unless the quota of your account was raised (Service Quotas, Security groups per network interface, L-2AFB9258): it would refuse the machines. Name fewer groups, or raise the quota first."
                    )
                )
            );
        }

        return groups;
    }

    private static string? InstanceProfile(SettingsReader reader)
    {
        var setting = SettingsTable.InstanceProfile;
        // The name ends an ARN, and a path.
        return
            reader.Configured(setting) is { } text
            && (text.Contains(":instance-profile/", StringComparison.Ordinal) || (text.Contains('/') && !text.Contains(':')))
            && text[(text.LastIndexOf('/') + 1)..] is var name
            && setting.Allows(name)
            ? reader.Text(setting with { Remedy = setting.Set(name) })
            : reader.Text(setting);
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
