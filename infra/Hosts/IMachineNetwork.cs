using System.Collections.Immutable;
using Infra.Diagnostics;
using Infra.Settings;
using Pulumi;

namespace Infra.Hosts;

/// <summary>The network of the machines on AWS.</summary>
internal interface IMachineNetwork
{
    /// <summary>The VPC's id.</summary>
    Output<string> VpcId { get; }

    /// <summary>The subnet that a node's machine is made in.</summary>
    MachineSubnet SubnetOf(AwsNodeSettings node);

    /// <summary>What a node's machine needs in order to reach the internet, and to be reached where it has a public address.</summary>
    IReadOnlyList<Resource> RoutesOf(AwsNodeSettings node);

    /// <summary>The subnet of a machine that has a public address where nodes have none: the bastion.</summary>
    MachineSubnet PublicSubnet { get; }

    /// <summary>What has a public address there needs this in order to be reached.</summary>
    IReadOnlyList<Resource> PublicRoutes { get; }

    /// <summary>The ids of the subnets of a load balancer, one in each zone, in which AWS chooses its addresses.</summary>
    /// <param name="isInternal">Whether it has private addresses only.</param>
    Output<ImmutableArray<string>> LoadBalancerSubnets(bool isInternal);

    /// <summary>What tells these subnets from others that take their place, before there are any: AWS adds subnets to a load balancer, and moves none.</summary>
    /// <param name="isInternal">Whether it has private addresses only.</param>
    string LoadBalancerPlace(bool isInternal);

    /// <summary>Reports what the network cannot become while machines are in it.</summary>
    Task RejectChangesAsync(IReadOnlyList<MadeMachine> machines, ICollection<Problem> problems);
}

/// <summary>A subnet in which machines are made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Zone">Its availability zone.</param>
/// <param name="Range">Its range of private addresses.</param>
internal sealed record MachineSubnet(Output<string> Id, Output<string> Zone, Output<string> Range);
