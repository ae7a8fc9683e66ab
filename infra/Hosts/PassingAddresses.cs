using Pulumi;
using Pulumi.Utilities;

namespace Infra.Hosts;

/// <summary>Public addresses that machines have only until they stop.</summary>
internal static class PassingAddresses
{
    /// <summary>Says so in a preview that makes machines, or that stops some.</summary>
    /// <param name="machines">All machines.</param>
    /// <param name="stopping">The nodes that may stop now.</param>
    public static async Task<bool> WarnAsync(IReadOnlyList<AwsMachine> machines, IReadOnlyList<string> stopping)
    {
        var known = await Task.WhenAll(machines.Select(machine => OutputUtilities.GetIsKnownAsync(machine.Instance.Id)));
        var isTold = stopping.Count > 0 || known.Contains(false);
        if (isTold)
        {
            Log.Warn(
                "swarm:elasticAddresses is false: a node gets another public address whenever its machine is stopped and started, by swarm:resize too. "
                    + "If that happens outside of `pulumi up`, run `pulumi up --refresh`, which finds the new address (docs/aws.md)."
            );
        }

        return isTold;
    }
}
