namespace Infra.Settings;

/// <summary>The address space and MTU of overlay networks.</summary>
/// <param name="Pool">Where overlay networks take their subnets from; default 10.64.0.0/12. Fixed once the swarm is initialised.</param>
/// <param name="SubnetSize">The prefix length of each overlay network; default 24.</param>
/// <param name="Mtu">
/// The MTU inside overlay networks in bytes; default 1450: VXLAN takes 50 of the 1500 that every network carries. On AWS the VPC carries
/// 9001, but a packet that leaves it 1500, and a path MTU that is not found shows as a connection that hangs.
/// </param>
public sealed record OverlaySettings(Cidr Pool, int SubnetSize, int Mtu);
