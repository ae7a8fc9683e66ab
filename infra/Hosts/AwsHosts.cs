using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Pulumi.Tls;

namespace Infra.Hosts;

/// <summary>Creates machines on AWS, each with a fixed private address, a stable public one and a host key that is known before it boots.</summary>
public sealed class AwsHosts : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:AwsHosts";

    private readonly AwsHostsArgs args;

    /// <summary>Creates network, firewall, keys and machines.</summary>
    public AwsHosts(string name, AwsHostsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        this.args = args;
        var tags = new InputMap<string> { ["Name"] = name, ["Stack"] = args.Stack };
        var network = new AwsNetwork(
            $"{name}-network", new AwsNetworkArgs { Settings = args.Settings, Tags = tags }, new ComponentResourceOptions { Parent = this });
        var firewall = new AwsFirewall(
            $"{name}-firewall",
            new AwsFirewallArgs
            {
                VpcId = network.VpcId,
                Settings = args.Settings,
                Published = args.Published,
                Encrypted = args.Encrypted,
                Tags = tags,
            },
            new ComponentResourceOptions { Parent = this });
        var key = args.Key is null ? GenerateKey($"{name}-operator-key") : OperatorIdentity.Of(args.Key);
        var image = args.Settings.Image is { } chosen ? Output.Create(chosen) : DebianImage.Newest(args.Settings.InstanceType, this);
        Hosts = [.. args.Settings.AwsNodes.Select(node => CreateHost(node, network, firewall, key, image))];
        RegisterOutputs();
    }

    /// <summary>The hosts, managers first.</summary>
    public IReadOnlyList<Host> Hosts { get; }

    private OperatorIdentity GenerateKey(string name)
    {
        var key = new PrivateKey(name, new PrivateKeyArgs { Algorithm = "ED25519" }, new CustomResourceOptions { Parent = this });
        return new OperatorIdentity(key.PrivateKeyOpenssh, key.PublicKeyOpenssh.Apply(line => line.Trim()));
    }

    private Host CreateHost(AwsNodeSettings node, AwsNetwork network, AwsFirewall firewall, OperatorIdentity key, Output<string> image)
    {
        var tags = new InputMap<string> { ["Name"] = node.Name, ["Stack"] = args.Stack };
        var hostKey = new PrivateKey($"{node.Name}-host-key", new PrivateKeyArgs { Algorithm = "ED25519" }, new CustomResourceOptions { Parent = this });
        var hostPublicKey = hostKey.PublicKeyOpenssh.Apply(line => line.Trim());
        var instance = new Instance(
            node.Name,
            new InstanceArgs
            {
                Ami = image,
                InstanceType = args.Settings.InstanceType,
                SubnetId = network.SubnetIds[node.Zone],
                PrivateIp = node.PrivateAddress,
                VpcSecurityGroupIds = { firewall.GroupId },
                UserData = Output.Tuple(key.PublicKey, hostKey.PrivateKeyOpenssh, hostPublicKey).Apply(keys =>
                    CloudInit.UserData(node.Name, keys.Item1, keys.Item2, keys.Item3)),
                MetadataOptions = new InstanceMetadataOptionsArgs
                {
                    // Only the host itself, with a session token: no container reaches the instance's credentials.
                    HttpEndpoint = "enabled",
                    HttpTokens = "required",
                    HttpPutResponseHopLimit = 1,
                },
                RootBlockDevice = new InstanceRootBlockDeviceArgs
                {
                    Encrypted = true,
                    VolumeSize = args.Settings.DiskGiB,
                    VolumeType = "gp3",
                },
                Tags = tags,
            },
            new CustomResourceOptions
            {
                Parent = this,
                // A newer image must not replace a running node, and cloud-init reads user data at the first boot only: a change would restart
                // the machine for nothing. Replace a node on purpose: pulumi up --replace.
                IgnoreChanges = { "ami", "userData" },
                // The private address is fixed: two machines cannot have it at once.
                DeleteBeforeReplace = true,
            });
        var address = new Eip(
            $"{node.Name}-address",
            new EipArgs { Instance = instance.Id, Domain = "vpc", Tags = tags },
            new CustomResourceOptions
            {
                Parent = this,
                // AWS refuses a public address while no gateway is attached, and nothing can use it before there are routes.
                DependsOn = [.. network.Ways],
            });
        var ssh = new SshTarget(node.Name, address.PublicIp, 22, CloudInit.User, key, hostPublicKey);
        return new Host(node.Name, node.Role, node.PrivateAddress, ssh, instance.Id, instance);
    }
}

/// <summary>The arguments of <see cref="AwsHosts"/>.</summary>
public sealed class AwsHostsArgs : ResourceArgs
{
    /// <summary>How many machines of which kind, and who may reach them.</summary>
    public required AwsSettings Settings { get; init; }

    /// <summary>The operator's key; default: one is generated.</summary>
    public OperatorKey? Key { get; init; }

    /// <summary>The ports that services publish.</summary>
    public required IReadOnlyList<PublishedPort> Published { get; init; }

    /// <summary>True when any overlay network is encrypted.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>The Pulumi stack's name, for tags.</summary>
    public required string Stack { get; init; }
}
