using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Utilities;

namespace Infra.Hosts;

/// <summary>How many public addresses an account has.</summary>
internal static class AddressQuota
{
    // https://docs.aws.amazon.com/general/latest/gr/ec2-service.html: it can be raised, and a program cannot see by how much it was.
    private const int AtFirst = 5;

    /// <summary>Says in a preview that addresses are to be made which an account may not be allowed to have.</summary>
    public static async Task<bool> WarnAsync(IReadOnlyList<Eip> addresses)
    {
        var known = await Task.WhenAll(addresses.Select(address => OutputUtilities.GetIsKnownAsync(address.Id)));
        var more = known.Count(isKnown => !isKnown);
        var isTold = more > 0 && addresses.Count > AtFirst;
        if (isTold)
        {
            Log.Warn(
                $"{addresses.Count} nodes need as many Elastic IP addresses, {more} more than now. AWS allows a new account {AtFirst} per region: unless yours has more, "
                    + "request them before `pulumi up` (Service Quotas, \"EC2-VPC Elastic IPs\", L-0263D0A3)."
            );
        }

        return isTold;
    }
}
