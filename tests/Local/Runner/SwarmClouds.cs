using Local.Providers.Contract;

namespace Tests.Local.Runner;

/// <summary>Fakes of the packages that the swarm program uses, with the outputs that it works with.</summary>
internal static class SwarmClouds
{
    private static readonly PropertyValue _zones = PropertyValue.Of(["eu-central-1a", "eu-central-1b", "eu-central-1c"]);

    public static IReadOnlyList<IProviderFactory> All() =>
        [
            new FakeCloud("aws")
            {
                Types =
                [
                    "aws:ec2/instance:Instance",
                    "aws:ec2/vpc:Vpc",
                    "aws:ec2/subnet:Subnet",
                    "aws:ec2/internetGateway:InternetGateway",
                    "aws:ec2/routeTable:RouteTable",
                    "aws:ec2/route:Route",
                    "aws:ec2/routeTableAssociation:RouteTableAssociation",
                    "aws:ec2/securityGroup:SecurityGroup",
                    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                    "aws:ec2/keyPair:KeyPair",
                    "aws:ec2/eip:Eip",
                    "aws:ec2/eipAssociation:EipAssociation",
                    "aws:ec2/natGateway:NatGateway",
                    "aws:iam/role:Role",
                    "aws:iam/rolePolicy:RolePolicy",
                    "aws:iam/instanceProfile:InstanceProfile",
                    "aws:lb/loadBalancer:LoadBalancer",
                    "aws:lb/targetGroup:TargetGroup",
                    "aws:lb/listener:Listener",
                    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
                ],
                Outputs = (resource, inputs) =>
                    resource.Type switch
                    {
                        _ when resource.Type.StartsWith("aws:lb/", StringComparison.Ordinal) => Map(
                            ("arn", $"arn-of-{resource.Name}"),
                            ("dnsName", $"{resource.Name}.example")
                        ),
                        "aws:ec2/instance:Instance" => Map(
                            ("publicIp", "127.1.2.3"),
                            ("availabilityZone", "eu-central-1a"),
                            // AWS chooses one where none is asked for.
                            (
                                "privateIp",
                                inputs.ContainsKey("privateIp") ? inputs["privateIp"] : $"172.31.0.{10 + (resource.Name[^1] % 10)}"
                            ),
                            ("instanceLifecycle", inputs.ContainsKey("instanceMarketOptions") ? "spot" : "")
                        ),
                        _ => Map(("publicIp", "127.1.2.3")),
                    },
                Answer = (token, arguments) =>
                    token switch
                    {
                        "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings" => arguments.With("locations", _zones),
                        "aws:ec2/getInstanceType:getInstanceType" => arguments
                            .With("bareMetal", false)
                            .With("defaultVcpus", 2)
                            .With("memorySize", 2048)
                            .With("ebsEncryptionSupport", "supported")
                            .With("supportedArchitectures", PropertyValue.Of(["x86_64"]))
                            .With("supportedVirtualizationTypes", PropertyValue.Of(["hvm"]))
                            .With("supportedUsagesClasses", PropertyValue.Of(["on-demand", "spot"])),
                        "aws:ec2/getVpc:getVpc" => arguments
                            .With("cidrBlockAssociations", PropertyValue.Of([]))
                            .With("enableDnsSupport", true),
                        // The last digit is that of the zone.
                        "aws:ec2/getSubnet:getSubnet" when arguments.Text("id") is { } id => arguments
                            .With("assignIpv6AddressOnCreation", false)
                            .With("availabilityZone", _zones.AsList[id[^1] - '0'])
                            .With("availableIpAddressCount", 4091)
                            .With("cidrBlock", $"172.31.{(id[^2] - '0') * 64}.0/20")
                            .With("vpcId", "vpc-0123456789abcdef0"),
                        "aws:index/getAvailabilityZones:getAvailabilityZones" => arguments.With("id", "zones").With("names", _zones),
                        _ => arguments.With("id", "ami-1").With("imageId", "ami-1").With("architecture", "x86_64"),
                    },
            },
            new FakeCloud("command")
            {
                Types = ["command:remote:Command", "command:remote:CopyToRemote", "command:local:Command"],
                Outputs = (_, _) => Map(("stdout", "SWMTKN-worker\nSWMTKN-manager\ncluster\n"), ("stderr", "")),
            },
            new FakeCloud("docker")
            {
                Types =
                [
                    "docker:index/network:Network",
                    "docker:index/service:Service",
                    "docker:index/container:Container",
                    "docker:index/volume:Volume",
                    "docker:index/secret:Secret",
                    "docker:index/serviceConfig:ServiceConfig",
                ],
            },
            new FakeCloud("tls")
            {
                Types = ["tls:index/privateKey:PrivateKey"],
                Outputs = (_, _) =>
                    Map(
                        ("publicKeyOpenssh", "ssh-ed25519 AAAA x"),
                        ("privateKeyOpenssh", PropertyValue.Of("PRIVATE").ToSecret()),
                        ("privateKeyPem", PropertyValue.Of("PRIVATE").ToSecret())
                    ),
            },
        ];

    private static PropertyMap Map(params (string Key, PropertyValue Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, value.Value)));
}
