using Infra.Settings;
using Pulumi;

namespace Infra.Remote;

/// <summary>A machine that is reached by SSH and becomes a node of the swarm.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Role">Its role in the swarm.</param>
/// <param name="PrivateAddress">The address that the other nodes use. A machine that runs keeps the one that it has, whatever a new one would get.</param>
/// <param name="Ssh">How it is reached.</param>
/// <param name="MachineId">Changes when the machine is another one: the instance's id, or the host key of a machine that exists already.</param>
/// <param name="Machine">The resource that is the machine, when the program made it: what lives on the machine goes with it.</param>
internal sealed record Host(
    string Name,
    NodeRole Role,
    Output<string> PrivateAddress,
    SshTarget Ssh,
    Output<string> MachineId,
    Resource? Machine
)
{
    /// <summary>Whether a machine that is made anew has the same private address.</summary>
    public bool HasFixedAddress { get; init; } = true;

    /// <summary>What has to be there before it can be reached by SSH.</summary>
    public IReadOnlyList<Resource> ReachedAfter { get; init; } = [];

    /// <summary>The address at which its published ports are reached from outside; empty: there is none.</summary>
    public Output<string> PublicAddress => Ssh.Hop is null ? Ssh.Address : Output.Create("");
}
