using Local.Providers.Aws;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Aws;

public sealed class AwsSurveyTests
{
    private readonly AwsSurvey _survey = new(new HashSet<string> { "aws:ec2/instance:Instance" });

    [Theory]
    [InlineData("t4g.small", "arm64")]
    [InlineData("c7gn.large", "arm64")]
    [InlineData("im4gn.large", "arm64")]
    [InlineData("a1.large", "arm64")]
    [InlineData("g4dn.xlarge", "x86_64")]
    [InlineData("m7i-flex.large", "x86_64")]
    [InlineData("x2idn.16xlarge", "x86_64")]
    public async Task Every_instance_type_is_there_with_the_processor_that_its_name_tells(string type, string architecture)
    {
        var provider = _survey.Create(Region("eu-central-1"));

        var found = await provider.InvokeAsync(
            "aws:ec2/getInstanceType:getInstanceType",
            PropertyMap.Empty.With("instanceType", type),
            CancellationToken.None
        );

        Assert.Equal(architecture, found["supportedArchitectures"].AsList.Single().AsString);
    }

    [Fact]
    public async Task It_takes_down_what_is_declared_and_called()
    {
        var provider = _survey.Create(Region("eu-central-1"));
        var inputs = PropertyMap.Empty.With("tags", PropertyMap.Empty.With("Project", "shop"));

        var check = provider.Check(new("urn", "aws:ec2/instance:Instance", "node1"), null, inputs);
        await provider.InvokeAsync("aws:index/getAvailabilityZones:getAvailabilityZones", PropertyMap.Empty, CancellationToken.None);

        Assert.Empty(check.Failures);
        Assert.Equal(("eu-central-1", "shop"), (_survey.Region, _survey.Project));
        Assert.Equal(
            ["aws:ec2/instance:Instance node1 tags", "aws:index/getAvailabilityZones:getAvailabilityZones  "],
            _survey.Uses.Select(use => $"{use.Token} {use.Name} {string.Join(',', use.Inputs)}")
        );
    }

    [Fact]
    public async Task An_image_that_is_asked_for_by_its_id_is_not_looked_up()
    {
        var provider = _survey.Create(Region("eu-central-1"));

        await Assert.ThrowsAsync<ProviderException>(() =>
            provider.InvokeAsync("aws:ec2/getAmi:getAmi", PropertyMap.Empty.With("includeDeprecated", true), CancellationToken.None)
        );
    }

    [Fact]
    public void Without_a_region_it_is_refused_as_every_plan_is() =>
        Assert.Equal(
            "aws:region is not set; set it, for example: pulumi config set aws:region eu-central-1",
            Assert.Single(_survey.CheckConfig(PropertyMap.Empty)).Reason
        );

    private static PropertyMap Region(string name) => PropertyMap.Empty.With("region", name);
}
