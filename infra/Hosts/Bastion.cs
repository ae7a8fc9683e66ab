using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;
using Pulumi.Tls;

namespace Infra.Hosts;

/// <summary>A small machine through which SSH reaches nodes that have no public address. It is no node of the swarm, and nothing is installed on it.</summary>
internal sealed class Bastion : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:Bastion";

    // The connections to all nodes are opened here, many at once; sshd would drop some of more than ten.
    private const string CloudConfig = """
        write_files:
          - path: /etc/ssh/sshd_config.d/50-swarm.conf
            content: |
              MaxStartups 200:30:1000

        """;

    /// <summary>Creates it, and waits until it answers.</summary>
    public Bastion(string name, BastionArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var here = new CustomResourceOptions { Parent = this };
        var group = new SecurityGroup(
            $"{name}-group",
            new SecurityGroupArgs
            {
                VpcId = args.Network.VpcId,
                // Never change it, as that of the nodes.
                Description = "Bastion of the swarm",
                Tags = args.Tags.Of("swarm-bastion"),
            },
            here
        );
        Group = group.Id;
        Resource[] rules =
        [
            .. FirewallRule
                .Ssh(args.Settings)
                .Select(rule => new SecurityGroupIngressRule(
                    $"{name}-{rule.Name}",
                    AwsFirewall.Ingress(rule, group.Id, group, args.Tags.Of($"swarm-bastion-{rule.Name}")),
                    here
                )),
            new SecurityGroupEgressRule(
                $"{name}-outward",
                new SecurityGroupEgressRuleArgs
                {
                    SecurityGroupId = group.Id,
                    IpProtocol = "-1",
                    CidrIpv4 = "0.0.0.0/0",
                    Description = "The nodes, and package repositories",
                    Tags = args.Tags.Of("swarm-bastion-outward"),
                },
                here
            ),
        ];
        var hostKey = new PrivateKey($"{name}-host-key", new PrivateKeyArgs { Algorithm = "ED25519" }, here);
        var hostPublicKey = hostKey.PublicKeyOpenssh.OrNone().Apply(line => line.Trim());
        Machine = new Instance(
            name,
            new InstanceArgs
            {
                Ami = args.Image,
                InstanceType = args.InstanceType,
                SubnetId = args.Network.PublicSubnet.Id,
                VpcSecurityGroupIds = [group.Id],
                UserData = Output
                    .Tuple(args.Key.PublicKey, hostKey.PrivateKeyOpenssh, hostPublicKey)
                    .Apply(keys => CloudInit.UserData(name, keys.Item1, keys.Item2, keys.Item3, CloudConfig)),
                MetadataOptions = EveryMachine.Metadata(),
                RootBlockDevice = EveryMachine.Disk(args.Settings.Bastion!.DiskGiB, args.Tags.Of(name)),
                Tags = args.Tags.Of(name),
            },
            new CustomResourceOptions
            {
                Parent = this,
                // A newer image, or another zone of the first subnet, is no reason to make it anew, and AWS cannot shrink its disk
                // (BastionCheck). Its type may change: no task stops with it.
                IgnoreChanges = { "ami", "userData", "subnetId", "rootBlockDevice.volumeSize" },
            }
        );
        var address = new Eip(
            $"{name}-address",
            new EipArgs
            {
                Instance = Machine.Id,
                Domain = "vpc",
                Tags = args.Tags.Of(name),
            },
            new CustomResourceOptions
            {
                Parent = this,
                // AWS refuses a public address while no gateway is attached, and nothing can use it before there are routes.
                DependsOn = [.. args.Network.PublicRoutes],
            }
        );
        Ssh = new SshTarget(name, address.PublicIp.OrNone(), 22, CloudInit.User, args.Key, hostPublicKey);
        Arrived = Arrival.Register($"{name}-ready", Ssh, Machine.Id, isNew: true, rules, this);
        RegisterOutputs();
    }

    /// <summary>The id of its security group, whose members reach SSH on the nodes.</summary>
    public Output<string> Group { get; }

    /// <summary>The machine; its outputs are what it was made with.</summary>
    public Instance Machine { get; }

    /// <summary>How it is reached.</summary>
    public SshTarget Ssh { get; }

    /// <summary>It answers.</summary>
    public Resource Arrived { get; }
}

/// <summary>The arguments of <see cref="Bastion"/>.</summary>
internal sealed class BastionArgs : ResourceArgs
{
    /// <summary>What it is made of, and who may reach it.</summary>
    public required AwsSettings Settings { get; init; }

    /// <summary>The AMI's id.</summary>
    public required Output<string> Image { get; init; }

    /// <summary>Its instance type, as far as its zone offers it.</summary>
    public required Output<string> InstanceType { get; init; }

    /// <summary>Where it is.</summary>
    public required IMachineNetwork Network { get; init; }

    /// <summary>The key that opens SSH on it, as on the nodes.</summary>
    public required OperatorIdentity Key { get; init; }

    /// <summary>The tags of every resource.</summary>
    public required AwsTags Tags { get; init; }
}
