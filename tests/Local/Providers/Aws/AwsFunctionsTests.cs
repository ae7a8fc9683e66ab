using Local.Providers.Contract;
using static Tests.Local.Providers.Aws.AwsHarness;

namespace Tests.Local.Providers.Aws;

public sealed class AwsFunctionsTests : IDisposable
{
    private const string GetAmi = "aws:ec2/getAmi:getAmi";
    private new const string GetType = "aws:ec2/getInstanceType:getInstanceType";
    private const string GetZones = "aws:index/getAvailabilityZones:getAvailabilityZones";
    private readonly AwsHarness _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task The_image_is_the_one_that_was_asked_for_and_always_the_same()
    {
        var first = await Image("debian-13-amd64-*");
        var second = await Image("debian-13-amd64-*");

        Assert.Equal("debian-13-amd64-20250814-2204", first["name"].AsString);
        Assert.Matches("^ami-[0-9a-f]{17}$", first["id"].AsString);
        Assert.Equal("136693071363", first["ownerId"].AsString);
        Assert.Equal("x86_64", first["architecture"].AsString);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task An_image_can_be_asked_for_by_its_id()
    {
        var image = await _aws.Provider.InvokeAsync(
            GetAmi,
            Map(
                ("includeDeprecated", true),
                ("filters", PropertyValue.Of([Map(("name", "image-id"), ("values", List("ami-0123456789abcdef0")))]))
            ),
            default
        );

        Assert.Equal(("ami-0123456789abcdef0", "x86_64"), (image["id"].AsString, image["architecture"].AsString));
    }

    [Fact]
    public async Task An_image_by_its_id_has_the_processor_of_the_types_of_the_plan()
    {
        Assert.Equal("arm64", await ProcessorAfter("t4g.small"));
        Assert.Equal(
            "nothing of AWS is looked up here, and ami-0123456789abcdef0 may be for either processor of this stack",
            (await Assert.ThrowsAsync<ProviderException>(() => ProcessorAfter("t3.small"))).Message
        );

        async Task<string> ProcessorAfter(string type)
        {
            await _aws.Provider.InvokeAsync(GetType, Map(("instanceType", type)), default);
            return (
                await _aws.Provider.InvokeAsync(
                    GetAmi,
                    Map(("filters", PropertyValue.Of([Map(("name", "image-id"), ("values", List("ami-0123456789abcdef0")))]))),
                    default
                )
            )["architecture"].AsString;
        }
    }

    [Fact]
    public async Task There_is_an_image_for_either_processor()
    {
        Assert.Equal("x86_64", (await Image("debian-13-amd64-*"))["architecture"].AsString);
        Assert.Equal("arm64", (await Image("debian-13-arm64-*"))["architecture"].AsString);
    }

    [Fact]
    public async Task A_region_has_three_zones()
    {
        var zones = await _aws.Provider.InvokeAsync(GetZones, Map(("state", "available")), default);

        Assert.Equal(["eu-central-1a", "eu-central-1b", "eu-central-1c"], zones.Texts("names"));
        Assert.Equal(["euc1-az1", "euc1-az2", "euc1-az3"], zones.Texts("zoneIds"));
        Assert.Equal("eu-central-1", zones["id"].AsString);
    }

    [Fact]
    public async Task Zones_can_be_left_out_and_another_region_asked_for()
    {
        var zones = await _aws.Provider.InvokeAsync(
            GetZones,
            Map(("region", "us-east-1"), ("excludeNames", List("us-east-1a")), ("excludeZoneIds", List("use1-az3"))),
            default
        );

        Assert.Equal(["us-east-1b"], zones.Texts("names"));
    }

    [Theory]
    [InlineData("t3.small", "eu-central-1a eu-central-1b eu-central-1c")]
    [InlineData("m8i.12xlarge", "eu-central-1a eu-central-1b eu-central-1c")]
    [InlineData("t3.smal", "")]
    [InlineData("small", "")]
    public async Task What_is_named_like_a_type_is_offered_everywhere(string type, string zones)
    {
        var offers = await _aws.Provider.InvokeAsync(
            "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings",
            Map(
                ("locationType", "availability-zone"),
                ("filters", PropertyValue.Of([Map(("name", "instance-type"), ("values", List(type)))]))
            ),
            default
        );

        Assert.Equal(zones, string.Join(' ', offers.Texts("locations")));
    }

    [Theory]
    [InlineData("t3.small", false, "x86_64")]
    [InlineData("t4g.small", false, "arm64")]
    [InlineData("m5.metal", true, "x86_64")]
    [InlineData("i3.large", false, "x86_64")]
    [InlineData("m8g.12xlarge", false, "arm64")]
    [InlineData("m8i.metal-48xl", true, "x86_64")]
    [InlineData("c7i.metal-24xl", true, "x86_64")]
    [InlineData("m5.24xlarge", false, "x86_64")]
    [InlineData("m7g.16xlarge", false, "arm64")]
    [InlineData("u-6tb1.112xlarge", false, "x86_64")]
    [InlineData("mac2.metal", true, "arm64_mac")]
    public async Task An_instance_type_has_a_processor_and_may_be_a_whole_machine(string type, bool bareMetal, string architecture)
    {
        var found = await _aws.Provider.InvokeAsync(GetType, Map(("instanceType", type)), default);

        Assert.Equal(bareMetal, found["bareMetal"].AsBool);
        Assert.Equal([architecture], found.Texts("supportedArchitectures"));
    }

    [Fact]
    public async Task An_instance_type_that_does_not_exist_is_refused() =>
        Assert.Equal(
            "InvalidInstanceType: The following supplied instance types do not exist: [t3.smal]",
            (
                await Assert.ThrowsAsync<ProviderException>(() =>
                    _aws.Provider.InvokeAsync(GetType, Map(("instanceType", "t3.smal")), default)
                )
            ).Message
        );

    [Fact]
    public async Task A_function_that_it_does_not_know_is_refused() =>
        Assert.Equal(
            "the local cloud does not know the function aws:ec2/getKeyPair:getKeyPair; it knows aws:ec2/getAmi:getAmi, aws:ec2/getInstanceType:getInstanceType, "
                + "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings, aws:ec2/getSubnet:getSubnet, aws:ec2/getVpc:getVpc, "
                + "aws:index/getAvailabilityZones:getAvailabilityZones",
            (
                await Assert.ThrowsAsync<ProviderException>(() =>
                    _aws.Provider.InvokeAsync("aws:ec2/getKeyPair:getKeyPair", PropertyMap.Empty, default)
                )
            ).Message
        );

    private Task<PropertyMap> Image(string name) =>
        _aws.Provider.InvokeAsync(
            GetAmi,
            Map(
                ("owners", List("136693071363")),
                ("mostRecent", true),
                ("filters", PropertyValue.Of([Map(("name", "name"), ("values", List(name)))]))
            ),
            default
        );
}
