using Local.Providers.Aws;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Aws;

public sealed class ImaginedVpcTests
{
    [Fact]
    public void Its_subnets_are_in_it_each_in_the_next_zone_and_with_a_range_of_its_own()
    {
        var imagined = new ImaginedVpc();
        string[] zones = ["a", "b"];

        var vpc = imagined.Vpc(PropertyMap.Empty.With("id", "vpc-1"));
        string[] subnets =
        [
            .. new[] { "subnet-1", "subnet-2", "subnet-3", "subnet-1" }
                .Select(id => imagined.Subnet(zones, PropertyMap.Empty.With("id", id)))
                .Select(subnet =>
                    $"{subnet.Text("id")} {subnet.Text("vpcId")} {subnet.Text("availabilityZone")} {subnet.Text("cidrBlock")}"
                ),
        ];

        Assert.Equal("198.18.0.0/16", vpc.List("cidrBlockAssociations").Single().AsMap.Text("cidrBlock"));
        Assert.Equal(
            [
                "subnet-1 vpc-1 a 198.18.0.0/20",
                "subnet-2 vpc-1 b 198.18.16.0/20",
                "subnet-3 vpc-1 a 198.18.32.0/20",
                "subnet-1 vpc-1 a 198.18.0.0/20",
            ],
            subnets
        );
    }

    [Fact]
    public void Three_public_subnets_after_three_others_are_in_the_same_zones()
    {
        var imagined = new ImaginedVpc();

        Assert.Equal(
            ["a", "b", "c", "a", "b", "c"],
            Enumerable
                .Range(1, 6)
                .Select(number => imagined.Subnet(["a", "b", "c", "d", "e", "f"], PropertyMap.Empty.With("id", $"subnet-{number}")))
                .Select(subnet => subnet.Text("availabilityZone"))
        );
    }
}
