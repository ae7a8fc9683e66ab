using Local.Providers.Aws;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Aws;

public sealed class ImaginedVpcTests
{
    [Fact]
    public void Its_subnets_are_in_it_with_ranges_of_their_own_and_nobody_knows_their_zones()
    {
        var imagined = new ImaginedVpc();

        var vpc = imagined.Vpc(PropertyMap.Empty.With("id", "vpc-1"));
        string[] subnets =
        [
            .. new[] { "subnet-1", "subnet-2", "subnet-1" }
                .Select(id => imagined.Subnet(PropertyMap.Empty.With("id", id)))
                .Select(subnet =>
                    $"{subnet.Text("id")} {subnet.Text("vpcId")} \"{subnet.Text("availabilityZone")}\" {subnet.Text("cidrBlock")} {subnet.Whole("availableIpAddressCount")}"
                ),
        ];

        Assert.True(vpc.Flag("enableDnsSupport"));
        // Any range could be one that the configuration rules out.
        Assert.Empty(vpc.List("cidrBlockAssociations"));
        Assert.Equal(
            ["subnet-1 vpc-1 \"\" 198.18.0.0/20 4091", "subnet-2 vpc-1 \"\" 198.18.16.0/20 4091", "subnet-1 vpc-1 \"\" 198.18.0.0/20 4091"],
            subnets
        );
    }
}
