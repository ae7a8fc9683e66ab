namespace Infra.Settings;

/// <summary>Machines that exist already (swarm:provider hosts): VirtualBox, UTM, Multipass, bare metal.</summary>
/// <param name="Hosts">The machines, as listed in swarm:hosts.</param>
internal sealed record ExistingHostsSettings(IReadOnlyList<ExistingHostSettings> Hosts) : HostsSettings
{
    /// <inheritdoc/>
    public override IReadOnlyList<NodeSettings> Nodes => Hosts;

    /// <inheritdoc/>
    public override IReadOnlyCollection<int> SshPorts => [.. Hosts.Select(host => host.Port).Distinct()];
}

/// <summary>One machine that exists already.</summary>
/// <param name="Name">The node's name in this program; the machine's host name may differ.</param>
/// <param name="Role">manager or worker.</param>
/// <param name="Address">Where SSH answers: an IPv4 address or a host name.</param>
/// <param name="Port">The SSH port.</param>
/// <param name="User">The SSH user: root, or one who may use sudo without a password.</param>
/// <param name="PrivateAddress">The IPv4 address that the other nodes use.</param>
/// <param name="HostKey">The public SSH host key, as in /etc/ssh/ssh_host_ed25519_key.pub.</param>
internal sealed record ExistingHostSettings(
    string Name,
    NodeRole Role,
    string Address,
    int Port,
    string User,
    string PrivateAddress,
    string HostKey
) : NodeSettings(Name, Role);
