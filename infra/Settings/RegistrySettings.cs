using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>The credentials for one registry.</summary>
/// <param name="Address">As names of images begin; Docker Hub is docker.io.</param>
/// <param name="User">The user; empty: the nodes' own role opens it, see <see cref="IsOpenedByRole"/>.</param>
/// <param name="Password">The password, a secret; empty without a user.</param>
internal sealed partial record RegistrySettings(string Address, string User, string Password)
{
    /// <summary>Docker Hub, which the names of its images leave out.</summary>
    public const string Hub = "docker.io";

    /// <summary>Whether it is a registry of ECR that has no password of its own: on AWS a credential helper on the nodes gets one that is good for twelve hours.</summary>
    public bool IsOpenedByRole => User.Length == 0;

    /// <summary>Where a registry of ECR is; null for any other.</summary>
    public static (string Account, string Region, string Partition)? OnEcr(string address) =>
        EcrAddress().Match(address) is { Success: true } ecr
            ? (
                ecr.Groups["account"].Value,
                ecr.Groups["region"].Value,
                ecr.Groups["china"].Success ? "aws-cn" : PartitionOf(ecr.Groups["region"].Value)
            )
            : null;

    /// <summary>The part of AWS that a region belongs to, as ARNs name it.</summary>
    public static string PartitionOf(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    [GeneratedRegex(@"^(?<account>[0-9]{12})\.dkr\.ecr(-fips)?\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?<china>\.cn)?$")]
    private static partial Regex EcrAddress();
}
