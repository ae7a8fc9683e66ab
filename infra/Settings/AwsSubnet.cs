namespace Infra.Settings;

/// <summary>What a subnet on AWS has no room for.</summary>
internal static class AwsSubnet
{
    /// <summary>The addresses that AWS keeps: the first four and the last.</summary>
    public const int Kept = 5;

    /// <summary>
    /// The addresses that must be free where a load balancer is made: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/availability-zones.html.
    /// </summary>
    public const int ForLoadBalancer = 8;
}
