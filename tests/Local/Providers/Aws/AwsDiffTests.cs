using Local.Providers.Aws.Types;
using static Tests.Local.Providers.Aws.AwsHarness;

namespace Tests.Local.Providers.Aws;

public sealed class AwsDiffTests : IDisposable
{
    private readonly AwsHarness _aws = new();

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData(Tokens.Vpc, "cidrBlock", true)]
    [InlineData(Tokens.Vpc, "enableDnsHostnames", false)]
    [InlineData(Tokens.Subnet, "cidrBlock", true)]
    [InlineData(Tokens.Subnet, "availabilityZone", true)]
    [InlineData(Tokens.Subnet, "mapPublicIpOnLaunch", false)]
    [InlineData(Tokens.InternetGateway, "vpcId", false)]
    [InlineData(Tokens.RouteTable, "vpcId", true)]
    [InlineData(Tokens.Route, "destinationCidrBlock", true)]
    [InlineData(Tokens.Route, "gatewayId", false)]
    [InlineData(Tokens.RouteTableAssociation, "subnetId", true)]
    [InlineData(Tokens.RouteTableAssociation, "routeTableId", false)]
    [InlineData(Tokens.SecurityGroup, "description", true)]
    [InlineData(Tokens.SecurityGroup, "tags", false)]
    [InlineData(Tokens.IngressRule, "securityGroupId", true)]
    [InlineData(Tokens.IngressRule, "cidrIpv4", false)]
    [InlineData(Tokens.EgressRule, "toPort", false)]
    [InlineData(Tokens.KeyPair, "publicKey", true)]
    [InlineData(Tokens.Instance, "ami", true)]
    [InlineData(Tokens.Instance, "subnetId", true)]
    [InlineData(Tokens.Instance, "privateIp", true)]
    [InlineData(Tokens.Instance, "keyName", true)]
    [InlineData(Tokens.Instance, "instanceType", false)]
    [InlineData(Tokens.Instance, "vpcSecurityGroupIds", false)]
    [InlineData(Tokens.Instance, "userData", false)]
    [InlineData(Tokens.Instance, "metadataOptions", false)]
    [InlineData(Tokens.Eip, "domain", true)]
    [InlineData(Tokens.Eip, "instance", false)]
    [InlineData(Tokens.EipAssociation, "instanceId", true)]
    public void A_change_replaces_where_the_upstream_schema_says_so(string type, string input, bool replaces)
    {
        var diff = _aws.Diff(type, Map((input, "old")), Map((input, "new")));

        Assert.Equal([input], diff.Changes);
        Assert.Equal(replaces ? [input] : [], diff.Replaces);
    }

    [Fact]
    public void User_data_replaces_the_instance_where_the_program_wants_it()
    {
        var diff = _aws.Diff(
            Tokens.Instance,
            Map(("userData", "old"), ("userDataReplaceOnChange", true)),
            Map(("userData", "new"), ("userDataReplaceOnChange", true))
        );

        Assert.Equal(["userData"], diff.Replaces);
    }

    [Fact]
    public void A_group_that_keeps_its_name_goes_before_its_successor_comes()
    {
        var old = Map(("name", "nodes"), ("description", "old"));

        Assert.True(_aws.Diff(Tokens.SecurityGroup, old, old.With("description", "new")).DeleteBeforeReplace);
        Assert.False(_aws.Diff(Tokens.SecurityGroup, old, old.With("name", "others")).DeleteBeforeReplace);
        Assert.False(_aws.Diff(Tokens.SecurityGroup, old, old.With("tags", Map(("a", "b")))).DeleteBeforeReplace);
    }

    [Theory]
    [InlineData("it-0123abc", false)]
    [InlineData("it-0123abcd", true)]
    [InlineData("it-managers", true)]
    [InlineData("at-0123abc", true)]
    public void A_group_with_an_automatic_name_can_stay_until_its_successor_is_there(string name, bool deletesFirst)
    {
        var old = Map(("name", name), ("description", "old"));

        Assert.Equal(deletesFirst, _aws.Diff(Tokens.SecurityGroup, old, old.With("description", "new")).DeleteBeforeReplace);
    }

    [Fact]
    public void Nothing_changed_is_no_difference() =>
        Assert.Equal([], _aws.Diff(Tokens.Vpc, Map(("cidrBlock", "10.20.0.0/16")), Map(("cidrBlock", "10.20.0.0/16"))).Changes);

    [Theory]
    [InlineData("10.20.4.7", "")]
    [InlineData("10.20.4.8", "privateIp")]
    public void What_AWS_chose_is_no_change_when_it_is_asked_for(string asked, string changes)
    {
        var old = Map(("instanceType", "t3.small"));

        var diff = _aws.Provider.Diff(
            Operations.Of(Tokens.Instance),
            "id",
            old,
            old.With("privateIp", "10.20.4.7"),
            old.With("privateIp", asked)
        );

        Assert.Equal(changes, string.Join(' ', diff.Replaces));
    }

    [Fact]
    public void An_input_that_was_removed_is_a_change() =>
        Assert.Equal(["tags"], _aws.Diff(Tokens.Vpc, Map(("tags", Map(("a", "b")))), Map()).Changes);
}
