namespace Infra.Settings;

/// <summary>Reads the address space of overlay networks.</summary>
internal static class OverlayReader
{
    /// <summary>The settings, checked against the addresses of the hosts; what is wrong with them is reported.</summary>
    public static OverlaySettings Read(SettingsReader reader, HostsSettings hosts)
    {
        var pool = reader.Range(SettingsTable.OverlayPool);
        Overlap.RejectImpossible(reader, SettingsTable.OverlayPool, pool);
        Overlap.RejectDockerBridges(reader, SettingsTable.OverlayPool, pool);
        if (hosts is AwsSettings { Vpc: { } vpc } && pool.Overlaps(vpc))
        {
            Overlap.Report(reader, SettingsTable.OverlayPool, pool, $"{SettingsTable.VpcCidr.Key} {vpc}");
        }

        foreach (var host in hosts.Nodes.OfType<ExistingHostSettings>().Where(host => Cidr.IsAddress(host.PrivateAddress)))
        {
            if (pool.Overlaps(Cidr.OfAddress(host.PrivateAddress)))
            {
                Overlap.Report(reader, SettingsTable.OverlayPool, pool, $"the private address {host.PrivateAddress} of {host.Name}");
            }
        }

        var size = reader.Integer(SettingsTable.OverlaySubnetSize);
        if (size <= pool.PrefixLength)
        {
            reader.Report(
                SettingsTable.OverlaySubnetSize,
                SettingsReader.Quoted($"{size}"),
                $"a prefix length longer than that of {SettingsTable.OverlayPool.Key} {pool}",
                SettingsTable.OverlaySubnetSize.Set(SettingsTable.OverlaySubnetSize.Default!)
            );
        }

        return new OverlaySettings(pool, size, reader.Integer(SettingsTable.NetworkMtu));
    }
}
