using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Settings;
using Pulumi.Testing;

namespace Tests.Infra;

/// <summary>What one registration looked like.</summary>
internal sealed record Registered(string Type, string Name, ImmutableDictionary<string, object> Inputs)
{
    public string Text(string input) => (string)Inputs[input];
}

/// <summary>Answers every type that the program uses as its provider would, and refuses any other.</summary>
internal sealed class RecordingMocks : IMocks
{
    private const string PrivateKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret of {0}\n-----END OPENSSH PRIVATE KEY-----\n";

    private readonly ConcurrentQueue<Registered> _registered = new();
    private readonly ConcurrentQueue<string> _called = new();
    private readonly ConcurrentBag<string> _outputs = [];

    /// <summary>True for a first preview, in which no provider knows what it would make.</summary>
    public bool NothingMadeYet { get; init; }

    /// <summary>What the state remembers of a resource that was made by an earlier run, by its name; it goes before what the program says now.</summary>
    public Dictionary<string, Dictionary<string, object>> Remembered { get; } = [];

    /// <summary>What AWS offers, and where.</summary>
    public Dictionary<string, ImmutableArray<string>> Offers { get; } =
        new() { ["t3.small"] = ["eu-central-1a", "eu-central-1b"], ["t3.nano"] = ["eu-central-1a", "eu-central-1b"] };

    /// <summary>The processors of images that can be chosen.</summary>
    public Dictionary<string, string> Images { get; } = [];

    /// <summary>The instance types with a processor of AWS's own.</summary>
    public HashSet<string> Graviton { get; } = [];

    /// <summary>What the ids of Debian's newest images end with.</summary>
    public string NewestImage { get; set; } = "";

    /// <summary>Whether Debian publishes its images in the region.</summary>
    public bool HasDebian { get; init; } = true;

    /// <summary>What AWS says of an instance type beside what holds for any.</summary>
    public Dictionary<string, object> InstanceType { get; } = [];

    /// <summary>The ranges of VPCs that exist.</summary>
    public Dictionary<string, ImmutableArray<string>> Vpcs { get; } = [];

    /// <summary>The subnets that exist: VPC, zone and range.</summary>
    public Dictionary<string, (string Vpc, string Zone, string Range)> Subnets { get; } = [];

    /// <summary>How many addresses are free in a subnet; all of its range, but for those that AWS keeps, where nobody says it.</summary>
    public Dictionary<string, int> FreeAddresses { get; } = [];

    /// <summary>The VPCs in which AWS's DNS server answers nobody.</summary>
    public HashSet<string> WithoutDns { get; } = [];

    public IReadOnlyList<Registered> Registered => [.. _registered];

    /// <summary>The functions that were called.</summary>
    public IReadOnlyList<string> Called => [.. _called];

    /// <summary>The URNs of components that registered their outputs.</summary>
    public IReadOnlyCollection<string> RegisteredOutputs => _outputs;

    public IEnumerable<Registered> OfType(string type) => Registered.Where(resource => resource.Type == type);

    public Registered Named(string type, string name) => OfType(type).Single(resource => resource.Name == name);

    /// <summary>What an answer waits for.</summary>
    public Func<Registered, Task> Before { get; init; } = _ => Task.CompletedTask;

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var resource = new Registered(args.Type!, args.Name!, args.Inputs);
        if (
            resource.Type == "aws:lb/listener:Listener"
            && OfType(resource.Type)
                .Any(other =>
                    other.Inputs["port"].Equals(resource.Inputs["port"])
                    && other.Inputs.GetValueOrDefault("loadBalancerArn") == resource.Inputs.GetValueOrDefault("loadBalancerArn")
                )
        )
        {
            throw new InvalidOperationException("DuplicateListener: A listener already exists on this port for this load balancer");
        }

        _registered.Enqueue(resource);
        await Before(resource);
        if (LeftOut(resource))
        {
            return ("", ImmutableDictionary<string, object>.Empty);
        }

        var isNew = NothingMadeYet || New.Contains(resource.Name);
        var state = isNew
            ? args.Inputs
            : args.Inputs.SetItems(Computed(resource)).SetItems(Remembered.GetValueOrDefault(resource.Name) ?? []);
        return (isNew ? null : args.Name + "-id", state);
    }

    /// <summary>What was never made, and --target leaves out: the engine tells nothing of it.</summary>
    public Func<Registered, bool> LeftOut { get; init; } = _ => false;

    /// <summary>The steps of engines that wait for their turn to change.</summary>
    public HashSet<string> Waiting { get; } = [];

    /// <summary>What is still to be made in a preview of a stack that is there.</summary>
    public HashSet<string> New { get; } = [];

    public Task<object> CallAsync(MockCallArgs args)
    {
        _called.Enqueue(args.Token!);
        return Task.FromResult(Answer(args));
    }

    private object Answer(MockCallArgs args) =>
        args.Token switch
        {
            "aws:ec2/getAmi:getAmi" when args.Args.ContainsKey("includeDeprecated") => Images.TryGetValue(
                Filter(args, "image-id"),
                out var architecture
            )
                ? new Dictionary<string, object> { ["id"] = Filter(args, "image-id"), ["architecture"] = architecture }
                : throw new InvalidOperationException("Your query returned no results."),
            "aws:ec2/getAmi:getAmi" when !HasDebian => throw new InvalidOperationException(
                "Your query returned no results. Please change your search criteria and try again."
            ),
            "aws:ec2/getAmi:getAmi" => new Dictionary<string, object>
            {
                ["id"] = $"ami-0{Filter(args, "name")}{NewestImage}",
                ["architecture"] = "x86_64",
            },
            "aws:index/getAvailabilityZones:getAvailabilityZones" => new Dictionary<string, object>
            {
                ["names"] = ImmutableArray.Create("eu-central-1a", "eu-central-1b"),
            },
            "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings" => new Dictionary<string, object>
            {
                ["locations"] = Offers.GetValueOrDefault(Filter(args, "instance-type"), []),
            },
            "aws:ec2/getInstanceType:getInstanceType" => new Dictionary<string, object>
            {
                ["bareMetal"] = false,
                ["defaultVcpus"] = 2,
                ["memorySize"] = 2048,
                ["ebsEncryptionSupport"] = "supported",
                ["supportedArchitectures"] = ImmutableArray.Create(
                    Graviton.Contains((string)args.Args["instanceType"]) ? "arm64" : "x86_64"
                ),
                ["supportedVirtualizationTypes"] = ImmutableArray.Create("hvm"),
                ["supportedUsagesClasses"] = ImmutableArray.Create("on-demand", "spot"),
            }
                .Concat(InstanceType)
                .GroupBy(entry => entry.Key)
                .ToDictionary(group => group.Key, group => group.Last().Value),
            "aws:ec2/getVpc:getVpc" => Vpcs.TryGetValue((string)args.Args["id"], out var ranges)
                ? new Dictionary<string, object>
                {
                    ["cidrBlockAssociations"] = ranges
                        .Select(range =>
                            new Dictionary<string, object> { ["cidrBlock"] = range, ["state"] = "associated" }.ToImmutableDictionary()
                        )
                        .ToImmutableArray(),
                    ["enableDnsSupport"] = !WithoutDns.Contains((string)args.Args["id"]),
                }
                : throw new InvalidOperationException("no matching EC2 VPC found."),
            "aws:ec2/getSubnet:getSubnet" => Subnets.TryGetValue((string)args.Args["id"], out var subnet)
                ? new Dictionary<string, object>
                {
                    ["assignIpv6AddressOnCreation"] = false,
                    ["availabilityZone"] = subnet.Zone,
                    ["availableIpAddressCount"] = FreeAddresses.GetValueOrDefault(
                        (string)args.Args["id"],
                        subnet.Range.Length == 0 ? 0 : (int)Cidr.Parse(subnet.Range).Size - AwsSubnet.Kept
                    ),
                    ["cidrBlock"] = subnet.Range,
                    ["vpcId"] = subnet.Vpc,
                }
                : throw new InvalidOperationException("no matching EC2 Subnet found."),
            _ => throw new InvalidOperationException($"The mocks do not know the function {args.Token}."),
        };

    private static string Filter(MockCallArgs args, string name) =>
        ((ImmutableArray<object>)args.Args["filters"])
            .Cast<ImmutableDictionary<string, object>>()
            .Where(filter => (string)filter["name"] == name)
            .Select(filter => (string)((ImmutableArray<object>)filter["values"])[0])
            .Single();

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        _outputs.Add(args.Urn);
        return Task.CompletedTask;
    }

    private Dictionary<string, object> Computed(Registered resource) =>
        resource.Type switch
        {
            "tls:index/privateKey:PrivateKey" => new()
            {
                ["privateKeyOpenssh"] = PrivateKey.Replace("{0}", resource.Name, StringComparison.Ordinal),
                ["publicKeyOpenssh"] = $"ssh-ed25519 AAAA{resource.Name}\n",
            },
            "aws:ec2/instance:Instance" => new()
            {
                ["availabilityZone"] = Subnets.TryGetValue($"{resource.Inputs.GetValueOrDefault("subnetId")}", out var place)
                    ? place.Zone
                    : "",
                ["privateIp"] = resource.Inputs.GetValueOrDefault("privateIp", $"private-address-of-{resource.Name}"),
                ["publicIp"] = $"passing-address-of-{resource.Name}",
                ["instanceLifecycle"] = resource.Inputs.ContainsKey("instanceMarketOptions") ? "spot" : "",
            },
            "aws:iam/role:Role" or "aws:iam/instanceProfile:InstanceProfile" => new() { ["name"] = $"{resource.Name}-name" },
            "aws:ec2/eip:Eip" => new()
            {
                ["publicIp"] = $"public-address-of-{resource.Inputs.GetValueOrDefault("instance") ?? resource.Name}",
            },
            "aws:lb/loadBalancer:LoadBalancer" => new()
            {
                ["arn"] = $"arn-of-{resource.Name}",
                ["dnsName"] = $"{resource.Name}.elb.example",
            },
            "aws:lb/targetGroup:TargetGroup" => new() { ["arn"] = $"arn-of-{resource.Name}" },
            "command:remote:Command" => new()
            {
                ["stdout"] =
                    resource.Name.EndsWith("-init", StringComparison.Ordinal) ? "SWMTKN-1-worker\nSWMTKN-1-manager\ncluster1"
                    : Waiting.Contains(resource.Name) ? "1764313200"
                    : "",
                ["stderr"] = "",
            },
            "command:local:Command" => new()
            {
                ["stdout"] = resource.Name.EndsWith("-removal", StringComparison.Ordinal) ? "1764313200.42" : "",
                ["stderr"] = "",
            },
            _ when _known.Contains(resource.Type) || resource.Type.StartsWith("swarm:", StringComparison.Ordinal) => [],
            _ => throw new InvalidOperationException($"The mocks do not know the type {resource.Type}."),
        };

    private static readonly string[] _known =
    [
        "aws:ec2/instance:Instance",
        "aws:ec2/internetGateway:InternetGateway",
        "aws:ec2/natGateway:NatGateway",
        "aws:ec2/route:Route",
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "aws:ec2/securityGroup:SecurityGroup",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/vpc:Vpc",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:lb/listener:Listener",
        "aws:lb/targetGroupAttachment:TargetGroupAttachment",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "docker:index/container:Container",
        "docker:index/network:Network",
        "docker:index/secret:Secret",
        "docker:index/service:Service",
        "docker:index/serviceConfig:ServiceConfig",
        "docker:index/volume:Volume",
        "pulumi:providers:docker",
        "pulumi:pulumi:Stack",
    ];
}
