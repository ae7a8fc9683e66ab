namespace Local.Providers.Aws;

/// <summary>The parts of AWS.</summary>
public static class AwsPartition
{
    /// <summary>The one that a region belongs to, as ARNs name it.</summary>
    public static string Of(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
