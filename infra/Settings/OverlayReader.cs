namespace Infra.Settings;

/// <summary>Reads the address space of overlay networks.</summary>
internal static class OverlayReader
{
    /// <summary>The settings, checked against the addresses of the hosts; what is wrong with them is reported.</summary>
    public static OverlaySettings Read(SettingsReader reader, HostsSettings hosts)
    {
        var pool = reader.Range("overlayPool", 8, 24);
        Overlap.RejectImpossible(reader, "overlayPool", pool);
        Overlap.RejectDockerBridges(reader, "overlayPool", pool);
        if (hosts is AwsSettings aws && pool.Overlaps(aws.Vpc))
        {
            Overlap.Report(reader, "overlayPool", pool, $"swarm:vpcCidr {aws.Vpc}");
        }

        foreach (var host in hosts.Nodes.OfType<ExistingHostSettings>().Where(host => Cidr.IsAddress(host.PrivateAddress)))
        {
            if (pool.Overlaps(Cidr.OfAddress(host.PrivateAddress)))
            {
                Overlap.Report(reader, "overlayPool", pool, $"the private address {host.PrivateAddress} of {host.Name}");
            }
        }

        var size = reader.Integer("overlaySubnetSize", 9, 29);
        if (size <= pool.PrefixLength)
        {
            reader.Report(
                "overlaySubnetSize",
                SettingsReader.Quoted($"{size}"),
                $"a prefix length longer than that of swarm:overlayPool {pool}",
                SettingsReader.Set("overlaySubnetSize", "24")
            );
        }

        return new OverlaySettings(pool, size, reader.Integer("networkMtu", 576, 9216));
    }
}
