using Local.Machines;
using Local.Providers.Aws;
using Local.Providers.Aws.Types;
using Local.Providers.Contract;
using static Tests.Local.Providers.Aws.AwsHarness;

namespace Tests.Local.Providers.Aws;

public sealed class AwsCheckTests : IDisposable
{
    private readonly AwsHarness _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public void Without_a_region_the_provider_says_what_to_set() =>
        Assert.Equal(
            [new CheckFailure("region", "aws:region is not set; set it, for example: pulumi config set aws:region eu-central-1")],
            new AwsProviderFactory(new LocalCloud("/nowhere")).CheckConfig(PropertyMap.Empty)
        );

    [Fact]
    public void What_the_local_cloud_does_not_know_is_refused_and_never_ignored() =>
        Assert.Equal(
            [
                "ipv6CidrBlock: the local cloud does not know ipv6CidrBlock of aws:ec2/vpc:Vpc; it knows cidrBlock, enableDnsHostnames, enableDnsSupport, "
                    + "enableNetworkAddressUsageMetrics, instanceTenancy, region, tags",
            ],
            _aws.Failures(Tokens.Vpc, ("cidrBlock", "10.20.0.0/16"), ("ipv6CidrBlock", "fd00::/56"))
        );

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(
            [
                "subnetId: subnetId is missing",
                "privateIp: privateIp is '10.20.1.256'; allowed is an IPv4 address",
                "userDataBase64: userData and userDataBase64 are both set; set one of them",
                "userDataBase64: userDataBase64 is not in base64; use userData for plain text",
                "userData: userData has 16385 bytes; allowed are at most 16384",
            ],
            _aws.Failures(
                Tokens.Instance,
                ("ami", "ami-1"),
                ("instanceType", "t3.small"),
                ("privateIp", "10.20.1.256"),
                ("userData", new string('x', 16385)),
                ("userDataBase64", "?")
            )
        );

    [Fact]
    public void A_load_balancer_that_is_still_to_be_made_has_one_listener_for_a_port_too()
    {
        Assert.Empty(Listen("web"));
        Assert.Equal(["port: DuplicateListener: A listener already exists on this port for this load balancer"], Listen("dns"));

        IEnumerable<string> Listen(string name) =>
            _aws
                .Provider.Check(
                    Operations.Of(Tokens.Listener, name),
                    null,
                    Map(("defaultActions", List()), ("loadBalancerArn", PropertyValue.Unknown), ("port", 80), ("protocol", "TCP"))
                )
                .Failures.Select(failure => $"{failure.Property}: {failure.Reason}");
    }

    [Fact]
    public void A_port_of_a_load_balancer_has_one_listener()
    {
        Assert.Empty(Listen("web", "balancer", 80, "TCP"));
        Assert.Empty(Listen("web", "balancer", 80, "TCP_UDP"));
        Assert.Empty(Listen("other", "another", 80, "TCP"));
        Assert.Equal(
            ["port: DuplicateListener: A listener already exists on this port for this load balancer 'balancer'"],
            Listen("dns", "balancer", 80, "UDP")
        );

        IEnumerable<string> Listen(string name, string balancer, int port, string protocol) =>
            _aws
                .Provider.Check(
                    Operations.Of(Tokens.Listener, name),
                    null,
                    Map(("defaultActions", List()), ("loadBalancerArn", balancer), ("port", port), ("protocol", protocol))
                )
                .Failures.Select(failure => $"{failure.Property}: {failure.Reason}");
    }

    [Fact]
    public void A_load_balancer_and_its_groups_have_names_that_AWS_takes()
    {
        var name = new string('a', 33);

        Assert.Equal(
            [$"name: name is '{name}', 33 characters long; allowed are at most 32"],
            _aws.Failures(Tokens.TargetGroup, ("name", name))
        );
        Assert.Equal([], _aws.Failures(Tokens.LoadBalancer, ("name", name[..32])));
    }

    [Theory]
    [InlineData("10.20.0.0")]
    [InlineData("10.20.0.1/16")]
    [InlineData("10.0.0.0/8")]
    [InlineData("fd00::/56")]
    public void A_network_s_range_is_an_IPv4_one_from_16_to_28(string range) =>
        Assert.Equal(
            [$"cidrBlock: cidrBlock is '{range}'; allowed is an IPv4 range from /16 to /28 with all host bits zero, such as 10.20.0.0/16"],
            _aws.Failures(Tokens.Vpc, ("cidrBlock", range))
        );

    [Fact]
    public void A_rule_has_one_peer_ports_where_its_protocol_has_them_and_a_protocol_that_exists()
    {
        Assert.Equal(
            [
                ": exactly one of cidrIpv4, cidrIpv6, referencedSecurityGroupId must be set",
                "toPort: toPort is missing; it is needed with ipProtocol tcp",
            ],
            _aws.Failures(
                Tokens.IngressRule,
                ("securityGroupId", "sg-1"),
                ("ipProtocol", "tcp"),
                ("fromPort", 22),
                ("cidrIpv4", "10.0.0.0/8"),
                ("cidrIpv6", "::/0")
            )
        );
        Assert.Equal(
            ["ipProtocol: ipProtocol is 'esp'; allowed are tcp, udp, icmp, icmpv6, -1 and protocol numbers from 0 to 255"],
            _aws.Failures(Tokens.IngressRule, ("securityGroupId", "sg-1"), ("ipProtocol", "esp"), ("cidrIpv4", "10.0.0.0/8"))
        );
        Assert.Equal(
            [],
            _aws.Failures(Tokens.IngressRule, ("securityGroupId", "sg-1"), ("ipProtocol", "50"), ("referencedSecurityGroupId", "sg-1"))
        );
    }

    [Fact]
    public void Values_that_are_not_known_yet_are_taken_as_they_are() =>
        Assert.Equal(
            [],
            _aws.Failures(
                Tokens.Instance,
                ("ami", PropertyValue.Unknown),
                ("instanceType", "t3.small"),
                ("subnetId", PropertyValue.Unknown),
                ("privateIp", PropertyValue.Unknown),
                ("userData", PropertyValue.Unknown)
            )
        );

    [Fact]
    public void Defaults_are_those_of_the_genuine_provider()
    {
        Assert.Equal(
            Map(("cidrBlock", "10.20.0.0/16"), ("enableDnsSupport", true), ("instanceTenancy", "default")),
            _aws.Provider.Check(Operations.Of(Tokens.Vpc), null, Map(("cidrBlock", "10.20.0.0/16"))).Inputs
        );
        Assert.Equal(
            Map(("description", "Managed by Pulumi"), ("name", "mine"), ("revokeRulesOnDelete", false), ("vpcId", "vpc-1")),
            _aws.Provider.Check(Operations.Of(Tokens.SecurityGroup), null, Map(("vpcId", "vpc-1"), ("name", "mine"))).Inputs
        );
    }

    [Fact]
    public void An_automatic_name_is_the_logical_one_with_seven_digits_and_stays()
    {
        var group = Operations.Of(Tokens.SecurityGroup, "nodes");
        var first = _aws.Provider.Check(group, null, Map(("vpcId", "vpc-1"))).Inputs;
        var second = _aws.Provider.Check(group, first, Map(("vpcId", "vpc-1"))).Inputs;

        Assert.Matches("^nodes-[0-9a-f]{7}$", first["name"].AsString);
        Assert.Equal(first, second);
    }
}
