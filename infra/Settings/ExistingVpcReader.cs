namespace Infra.Settings;

/// <summary>Reads swarm:vpcId and swarm:subnetIds.</summary>
internal static class ExistingVpcReader
{
    /// <summary>The settings, as far as their form tells; what is wrong with them is reported. Null: the stack has a VPC of its own.</summary>
    public static ExistingVpcSettings? Read(SettingsReader reader)
    {
        var subnets = Subnets(reader);
        if (reader.Text(SettingsTable.VpcId) is not { } vpc)
        {
            if (subnets.Count > 0)
            {
                reader.Report(
                    SettingsTable.SubnetIds,
                    SettingsReader.Quoted(string.Join(',', subnets)),
                    $"nothing, unless {SettingsTable.VpcId.Key} names their VPC",
                    $"Name it, or run `pulumi config rm {SettingsTable.SubnetIds.Key}` to have a VPC of the stack's own."
                );
            }

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

        return new ExistingVpcSettings(vpc, [.. subnets.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>How the subnets of a VPC are found.</summary>
    public static string Listed(string vpc) => $"`aws ec2 describe-subnets --filters Name=vpc-id,Values={vpc}` lists them.";

    private static IReadOnlyList<string> Subnets(SettingsReader reader)
    {
        var setting = SettingsTable.SubnetIds;
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

        return ids;
    }
}
