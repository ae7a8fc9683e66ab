namespace Infra.Settings;

/// <summary>Reads swarm:vpcId, swarm:subnetIds and swarm:publicSubnetIds.</summary>
internal static class ExistingVpcReader
{
    /// <summary>The settings, as far as their form tells; what is wrong with them is reported. Null: the stack has a VPC of its own.</summary>
    public static ExistingVpcSettings? Read(SettingsReader reader)
    {
        var subnets = Subnets(reader, SettingsTable.SubnetIds, []);
        var beside = Subnets(reader, SettingsTable.PublicSubnetIds, subnets);
        if (reader.Text(SettingsTable.VpcId) is not { } vpc)
        {
            RejectWithout(reader, SettingsTable.SubnetIds, subnets);
            RejectWithout(reader, SettingsTable.PublicSubnetIds, beside);
            return null;
        }

        if (subnets.Count == 0)
        {
            reader.Report(
                SettingsTable.SubnetIds,
                "nothing",
                SettingsTable.SubnetIds.Allowed,
                $"Name those that nodes may be in; {Listed(vpc)}"
            );
        }

        // The defaults in Pulumi.yaml arrive like configured values.
        foreach (
            var setting in new Setting[] { SettingsTable.VpcCidr, SettingsTable.Zones, SettingsTable.ZoneNames }.Where(setting =>
                reader.Configured(setting) is { } value && value != setting.Default && value != "[]"
            )
        )
        {
            reader.Report(
                setting,
                SettingsReader.Quoted(reader.Value(setting)),
                $"nothing beside {SettingsTable.VpcId.Key}, since {vpc} has its ranges and subnets already",
                $"Run `pulumi config rm {setting.Key}`."
            );
        }

        return new ExistingVpcSettings(vpc, [.. subnets.Distinct(StringComparer.Ordinal)], [.. beside.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Reports a bastion without a public subnet, and public subnets without a bastion.</summary>
    /// <param name="reader">The configuration.</param>
    /// <param name="existing">The VPC; null: one of the stack's own.</param>
    /// <param name="hasBastion">Whether nodes have no public addresses.</param>
    public static void CheckPublicSubnets(SettingsReader reader, ExistingVpcSettings? existing, bool hasBastion)
    {
        var setting = SettingsTable.PublicSubnetIds;
        if (existing is { PublicSubnetIds.Count: 0 } && hasBastion)
        {
            reader.Report(
                setting,
                $"nothing beside {SettingsTable.PublicAddresses.Key} bastion",
                setting.Allowed,
                $"Name the subnet that the bastion may be in; {Listed(existing.Id)}"
            );
        }
        else if (existing is { PublicSubnetIds: { Count: > 0 } beside } && !hasBastion && !reader.IsWrong(SettingsTable.PublicAddresses))
        {
            reader.Report(
                setting,
                SettingsReader.Quoted(string.Join(',', beside)),
                $"nothing without {SettingsTable.PublicAddresses.Key} bastion, since the subnets of the nodes are public ones then",
                $"Run `pulumi config rm {setting.Key}`."
            );
        }
    }

    /// <summary>How the subnets of a VPC are found.</summary>
    public static string Listed(string vpc) => $"`aws ec2 describe-subnets --filters Name=vpc-id,Values={vpc}` lists them.";

    private static void RejectWithout(SettingsReader reader, Setting setting, IReadOnlyList<string> subnets)
    {
        if (subnets.Count > 0)
        {
            reader.Report(
                setting,
                SettingsReader.Quoted(string.Join(',', subnets)),
                $"nothing, unless {SettingsTable.VpcId.Key} names their VPC",
                $"Name it, or run `pulumi config rm {setting.Key}` to have a VPC of the stack's own."
            );
        }
    }

    private static IReadOnlyList<string> Subnets(SettingsReader reader, ListSetting setting, IReadOnlyList<string> others)
    {
        var ids = reader.List(setting);
        foreach (var id in ids.Where(id => !setting.Allows(id)))
        {
            reader.Report(setting, SettingsReader.Quoted(id), setting.Allowed, "Use the ids that `aws ec2 describe-subnets` shows.");
        }

        foreach (var twice in ids.GroupBy(id => id, StringComparer.Ordinal).Where(same => same.Skip(1).Any()))
        {
            reader.Report(
                setting,
                $"{SettingsReader.Quoted(twice.Key)} {twice.Count()} times",
                "every subnet once",
                "Remove the surplus ones."
            );
        }

        foreach (var both in ids.Intersect(others, StringComparer.Ordinal))
        {
            reader.Report(
                setting,
                $"{SettingsReader.Quoted(both)}, which {SettingsTable.SubnetIds.Key} names too",
                "public subnets beside those of the nodes",
                "Remove it from one of them."
            );
        }

        return ids;
    }
}
