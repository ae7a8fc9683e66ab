using System.Collections.Concurrent;
using System.Collections.Immutable;
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

    private readonly ConcurrentQueue<Registered> registered = new();
    private readonly ConcurrentBag<string> outputs = [];

    /// <summary>True for a first preview, in which no provider knows what it would make.</summary>
    public bool NothingMadeYet { get; init; }

    public IReadOnlyList<Registered> Registered => [.. registered];

    /// <summary>The URNs of components that registered their outputs.</summary>
    public IReadOnlyCollection<string> RegisteredOutputs => outputs;

    public IEnumerable<Registered> OfType(string type) => Registered.Where(resource => resource.Type == type);

    public Registered Named(string type, string name) => OfType(type).Single(resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var resource = new Registered(args.Type!, args.Name!, args.Inputs);
        registered.Enqueue(resource);
        return Task.FromResult<(string?, object)>((NothingMadeYet ? null : args.Name + "-id", NothingMadeYet ? args.Inputs : args.Inputs.SetItems(Computed(resource))));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Token switch
    {
        "aws:ec2/getAmi:getAmi" => new Dictionary<string, object> { ["id"] = "ami-0debian" },
        "aws:index/getAvailabilityZones:getAvailabilityZones" => new Dictionary<string, object>
        {
            ["names"] = ImmutableArray.Create("eu-central-1a", "eu-central-1b"),
        },
        _ => throw new InvalidOperationException($"The mocks do not know the function {args.Token}."),
    });

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        outputs.Add(args.Urn);
        return Task.CompletedTask;
    }

    private static Dictionary<string, object> Computed(Registered resource) => resource.Type switch
    {
        "tls:index/privateKey:PrivateKey" => new()
        {
            ["privateKeyOpenssh"] = PrivateKey.Replace("{0}", resource.Name, StringComparison.Ordinal),
            ["publicKeyOpenssh"] = $"ssh-ed25519 AAAA{resource.Name}\n",
        },
        "aws:ec2/eip:Eip" => new() { ["publicIp"] = $"public-address-of-{resource.Text("instance")}" },
        "command:remote:Command" => new()
        {
            ["stdout"] = resource.Name.EndsWith("-init", StringComparison.Ordinal) ? "SWMTKN-1-worker\nSWMTKN-1-manager\ncluster1" : "",
            ["stderr"] = "",
        },
        "command:local:Command" => new() { ["stdout"] = resource.Name.EndsWith("-removal", StringComparison.Ordinal) ? "1764313200.42" : "", ["stderr"] = "" },
        _ when Known.Contains(resource.Type) || resource.Type.StartsWith("swarm:", StringComparison.Ordinal) => [],
        _ => throw new InvalidOperationException($"The mocks do not know the type {resource.Type}."),
    };

    private static readonly string[] Known =
    [
        "aws:ec2/instance:Instance",
        "aws:ec2/internetGateway:InternetGateway",
        "aws:ec2/route:Route",
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "aws:ec2/securityGroup:SecurityGroup",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/vpc:Vpc",
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
