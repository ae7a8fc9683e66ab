namespace Infra.Settings;

/// <summary>A load balancer in front of the published ports.</summary>
/// <param name="IsInternal">Whether it has private addresses only.</param>
/// <param name="Pools">The pools whose nodes it sends to; empty: all nodes.</param>
internal sealed record LoadBalancerSettings(bool IsInternal, IReadOnlyList<string> Pools)
{
    /// <summary>Whether it sends to a node.</summary>
    public bool SendsTo(AwsNodeSettings node) => Pools.Count == 0 || (node.IsOfPool && Pools.Contains(PoolOf(node)));

    /// <summary>The name of a node's pool, which has no digit at its end.</summary>
    internal static string PoolOf(AwsNodeSettings node) => node.Name.TrimEnd([.. "0123456789"]);
}
