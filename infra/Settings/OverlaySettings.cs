namespace Infra.Settings;

/// <summary>The address space and MTU of overlay networks.</summary>
/// <param name="Pool">Where overlay networks take their subnets from. Fixed once the swarm is initialised.</param>
/// <param name="SubnetSize">The prefix length of each overlay network.</param>
/// <param name="Mtu">
/// The MTU of the network between the nodes in bytes; every network carries 1500. Docker takes VXLAN's 50 bytes off by itself. AWS
/// carries 9001 inside a VPC but 1500 beyond it, and a path MTU that is not found shows as a connection that hangs. Existing networks keep theirs.
/// </param>
internal sealed record OverlaySettings(Cidr Pool, int SubnetSize, int Mtu);
