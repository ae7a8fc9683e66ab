using Infra.Settings;
using Local.Providers.Aws;

namespace Tests.Local.Providers.Aws;

public sealed class AwsPartitionTests
{
    /// <summary>The program has a table of its own, since it knows nothing of the local cloud.</summary>
    [Theory]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("us-east-1", "aws")]
    [InlineData("eu-central-1", "aws")]
    [InlineData("", "aws")]
    public void A_region_belongs_to_a_part_of_AWS_here_as_in_the_program(string region, string partition)
    {
        Assert.Equal(partition, AwsPartition.Of(region));
        Assert.Equal(partition, RegistrySettings.PartitionOf(region));
    }
}
