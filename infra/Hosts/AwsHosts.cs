using System.Collections.Immutable;
using Infra.Diagnostics;
using Infra.Placement;
using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Pulumi.Tls;

namespace Infra.Hosts;

/// <summary>Creates machines on AWS, each with a host key that is known before it boots; whether their addresses stay, and whether they have public ones, is a matter of the settings.</summary>
internal sealed class AwsHosts : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:AwsHosts";

    // A machine that has stopped, or that an Elastic IP address was given to, shows another associatePublicIpAddress than it was made with.
    private static readonly string[] _kept =
    [
        "ami",
        "userData",
        "privateIp",
        "subnetId",
        "associatePublicIpAddress",
        "instanceMarketOptions",
    ];

    private static readonly string[] _keptUnlessResized = ["instanceType", "rootBlockDevice.volumeSize"];

    private readonly AwsHostsArgs _args;
    private readonly AwsTags _tags;
    private readonly IMachineNetwork _network;
    private readonly AwsFirewall _firewall;
    private readonly Output<string>? _profile;
    private readonly Bastion? _bastion;
    private readonly IReadOnlyList<AwsMachine> _machines;

    /// <summary>Creates network, firewall, keys and machines.</summary>
    public AwsHosts(string name, AwsHostsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _args = args;
        _tags = new AwsTags(args.Project, args.Stack, args.Settings.Tags);
        var isElsewhere = args.Settings.Existing is not null;
        var offers = args.Settings.Kinds.ToDictionary(kind => kind, kind => new InstanceTypeOffer(kind, isElsewhere, this));
        var kinds = offers.Keys.ToArray();
        // What services need is compared with all machines together.
        var fitting = Output
            .All(kinds.Select(kind => offers[kind].Machine))
            .Apply(types =>
            {
                var known = kinds.Zip(types).ToDictionary();
                if (args.Refusal(known) is { } why)
                {
                    throw new RunException(why);
                }

                foreach (var warning in args.Warnings(known))
                {
                    Log.Warn(warning);
                }

                if (args.Note(known) is { } note)
                {
                    Log.Info(note);
                }

                return true;
            })
            .OrNothingMore();
        var bastionOffer = args.Settings.Bastion is { } small ? new InstanceTypeOffer(small, isElsewhere, this) : null;
        InstanceTypeOffer[] all = [.. offers.Values, .. bastionOffer is null ? Array.Empty<InstanceTypeOffer>() : [bastionOffer]];
        var possible = Output.Tuple(fitting, Output.All(all.Select(offer => offer.Architecture))).Apply(_ => true);
        var existing = isElsewhere ? ExistingNetwork(possible, offers) : null;
        IMachineNetwork network = existing is null ? OwnNetwork($"{name}-network", possible, all) : existing;
        var key = args.Key is null ? GenerateKey($"{name}-operator-key") : OperatorIdentity.Of(args.Key);
        var bastionImage = bastionOffer is null ? null : ImageFor(bastionOffer);
        _bastion = bastionOffer is null ? null : CreateBastion(bastionOffer, bastionImage!, network, key);
        var firewall = new AwsFirewall(
            $"{name}-firewall",
            new AwsFirewallArgs
            {
                VpcId = network.VpcId,
                Settings = args.Settings,
                Published = args.Published,
                Encrypted = args.Encrypted,
                BastionGroup = _bastion?.Group,
                Tags = _tags,
            },
            new ComponentResourceOptions { Parent = this }
        );
        _network = network;
        _firewall = firewall;
        var images = offers.ToDictionary(pair => pair.Key, pair => ImageFor(pair.Value));
        _profile = args.Settings.InstanceProfile is { } profile
            ? Output.Create(profile)
            : MachineRole.Profile(name, args.RegistriesOfRole, args.Settings.SessionManager, args.Partition, _tags, this);
        var machines = args
            .Settings.AwsNodes.Select(node => CreateMachine(node, network, firewall, key, images[node.Machine], offers[node.Machine]))
            .ToArray();
        _machines = machines;
        var check = new MachineCheck(args.Settings, args.Key is not null, key, network, firewall, machines);
        if (_bastion is not null)
        {
            _ = Output.Create(new BastionCheck(_bastion.Machine, bastionOffer!, bastionImage!, this).RunAsync());
        }

        Eip[] addresses =
            _bastion is null && args.Settings.ElasticAddresses ? [.. machines.Select(machine => CreateAddress(machine, network))] : [];
        Hosts =
            _bastion is not null ? [.. machines.Select(machine => CreateHost(machine, machine.Instance.PrivateIp, Identity(machine)))]
            : args.Settings.ElasticAddresses ? WithElasticAddresses(machines, addresses, Identity)
            : [.. machines.Select(machine => CreateHost(machine, machine.Instance.PublicIp, Identity(machine)))];
        if (!args.Settings.ElasticAddresses)
        {
            _ = Output.Create(PassingAddresses.WarnAsync(machines, args.Settings.Resize));
        }

        if (_bastion is not null)
        {
            Log.Info(
                $"{SettingsTable.PublicAddresses.Key} is bastion: no node has a public address. SSH goes through the machine named bastion, the nodes reach the internet "
                    + $"{(existing is null ? "through a NAT gateway, which AWS charges for by the hour and by traffic" : "through whatever way out their subnets provide")}, and published ports answer {(args.Settings.LoadBalancer is null ? "within the VPC only" : "through the load balancer only")} (docs/aws.md)."
            );
        }

        if (existing is not null)
        {
            _ = Output.Create(
                existing.WarnAsync(machines, [.. _bastion is null ? addresses.Select(address => address.Id) : [_bastion.Machine.Id]])
            );
        }

        if (args.Settings.Vpc is { IsPrivate: false } range)
        {
            Log.Warn(
                $"swarm:vpcCidr {range} contains internet addresses, which the nodes then cannot reach. Private ranges are 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10."
            );
        }

        RegisterOutputs();

        OperatorIdentity Identity(AwsMachine machine) => new(check.KeyFor(machine), key.PublicKey);
    }

    /// <summary>The hosts, managers first.</summary>
    public IReadOnlyList<Host> Hosts { get; }

    /// <summary>Creates the load balancer; null: there is to be none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ports">What it listens on.</param>
    /// <param name="joined">What must be there before it sends to a node.</param>
    public AwsLoadBalancer? Balance(string name, IReadOnlyList<BalancedPort> ports, Func<Host, Resource> joined)
    {
        var made = _args.Settings.LoadBalancer is not { } balancer
            ? null
            : new AwsLoadBalancer(
                name,
                new AwsLoadBalancerArgs
                {
                    IsInternal = balancer.IsInternal,
                    Network = _network,
                    GroupId = _firewall.LoadBalancerGroupId!,
                    Ports = ports,
                    Targets =
                    [
                        .. _args
                            .Settings.AwsNodes.Zip(Hosts)
                            .Where(pair => balancer.SendsTo(pair.First))
                            .Select(pair => (pair.Second, pair.First.Machine.IsSpot, joined(pair.Second))),
                    ],
                    Tags = _tags,
                }
            );
        if (_network is ExistingVpc existing && Deployment.Instance.IsDryRun)
        {
            _ = Output.Create(existing.CheckRoomAsync(_firewall.GroupId, _machines, _bastion?.Machine.Id, made?.Arn));
        }

        return made;
    }

    private AwsNetwork OwnNetwork(string name, Output<bool> possible, IEnumerable<InstanceTypeOffer> offers)
    {
        var zones = InstanceTypeOffer.ZonesOfAll([.. offers.Where(offer => !offer.Settings.IsOfPool)]);
        return new AwsNetwork(
            name,
            new AwsNetworkArgs
            {
                Settings = _args.Settings,
                Zones = zones,
                Possible = Output.Tuple(possible, zones).Apply(_ => true),
                Tags = _tags,
            },
            new ComponentResourceOptions { Parent = this }
        );
    }

    private ExistingVpc ExistingNetwork(Output<bool> possible, Dictionary<AwsMachineSettings, InstanceTypeOffer> offers) =>
        new(
            new ExistingVpcArgs
            {
                Settings = _args.Settings,
                OverlayPool = _args.OverlayPool,
                BridgePools = _args.BridgePools,
                Possible = possible,
                Offered = Output
                    .All(offers.Values.Select(offer => offer.Zones))
                    .Apply(zones => (IReadOnlyDictionary<AwsMachineSettings, ImmutableArray<string>>)offers.Keys.Zip(zones).ToDictionary()),
            },
            this
        );

    private OperatorIdentity GenerateKey(string name)
    {
        var key = new PrivateKey(name, new PrivateKeyArgs { Algorithm = "ED25519" }, new CustomResourceOptions { Parent = this });
        return new OperatorIdentity(key.PrivateKeyOpenssh.OrNone(), key.PublicKeyOpenssh.OrNone().Apply(line => line.Trim()));
    }

    private Output<string> ImageFor(InstanceTypeOffer offer) =>
        offer.Settings.Image is { } chosen
            ? Output.Create(chosen)
            // The bastion has none of the nodes', which have none of their own without swarm:image.
            : DebianImage.Newest(
                offer.Architecture,
                offer.Settings == _args.Settings.Bastion ? $"{offer.Settings.Scope}{SettingsTable.Image.Name}" : SettingsTable.Image.Key,
                this
            );

    private Bastion CreateBastion(InstanceTypeOffer offer, Output<string> image, IMachineNetwork network, OperatorIdentity key) =>
        new(
            "bastion",
            new BastionArgs
            {
                Settings = _args.Settings,
                Image = image,
                InstanceType = OfferedIn(network.PublicSubnet, offer.Settings, offer),
                Network = network,
                Key = key,
                Tags = _tags,
            },
            new ComponentResourceOptions { Parent = this }
        );

    private AwsMachine CreateMachine(
        AwsNodeSettings node,
        IMachineNetwork network,
        AwsFirewall firewall,
        OperatorIdentity key,
        Output<string> image,
        InstanceTypeOffer offer
    )
    {
        var hasSubnetAddress = _bastion is null && !_args.Settings.ElasticAddresses;
        var hostKey = new PrivateKey(
            $"{node.Name}-host-key",
            new PrivateKeyArgs { Algorithm = "ED25519" },
            new CustomResourceOptions { Parent = this }
        );
        var hostPublicKey = hostKey.PublicKeyOpenssh.OrNone().Apply(line => line.Trim());
        var userData = Output
            .Tuple(key.PublicKey, hostKey.PrivateKeyOpenssh, hostPublicKey)
            .Apply(keys => CloudInit.UserData(node.Name, keys.Item1, keys.Item2, keys.Item3, _args.Settings.CloudConfig))
            .Apply(told => hasSubnetAddress ? CloudInit.WithSubnetAddress(told) : told);
        var kind = node.Machine;
        var subnet = network.SubnetOf(node);
        var arguments = new InstanceArgs
        {
            Ami = image,
            InstanceType =
                kind == _args.Settings.Machines || _args.Settings.Existing is not null
                    ? Output.Create(kind.InstanceType)
                    : OfferedIn(subnet, kind, offer),
            SubnetId = subnet.Id,
            VpcSecurityGroupIds = [firewall.GroupId, .. _args.Settings.SecurityGroups],
            UserData = userData,
            MetadataOptions = EveryMachine.Metadata(),
            RootBlockDevice = EveryMachine.Disk(kind.DiskGiB, _tags.Of(node.Name)),
            Tags = _tags.Of(node.Name),
        };
        if (kind.IsSpot)
        {
            // One that is asked for once is terminated when it is taken back; it never costs more than one on demand.
            arguments.InstanceMarketOptions = new InstanceInstanceMarketOptionsArgs
            {
                MarketType = "spot",
                SpotOptions = new InstanceInstanceMarketOptionsSpotOptionsArgs { SpotInstanceType = "one-time" },
            };
        }

        if (_profile is not null)
        {
            arguments.IamInstanceProfile = _profile;
        }

        // A subnet of ours says it. In another, one that is made with an address of the subnet gets one again whenever it loses its Elastic IP address.
        if (_args.Settings.Existing is not null)
        {
            arguments.AssociatePublicIpAddress = hasSubnetAddress;
        }

        if (node.Number is { } number)
        {
            arguments.PrivateIp = subnet.Range.OrNone().Apply(range => range.Length == 0 ? "" : $"{Cidr.Parse(range).Address(number)}");
        }

        var instance = new Instance(
            node.Name,
            arguments,
            new CustomResourceOptions
            {
                Parent = this,
                // AWS detaches no gateway while a machine behind it has a public address, and one that was made with one of its subnet's has it again when it
                // loses its Elastic IP address. Nothing can use an address before there are routes, and a machine without one needs them from its first boot on.
                DependsOn = [.. network.RoutesOf(node)],
                // A machine that runs keeps what it was made with: each of these would replace it, or stop it, and all machines at once. MachineCheck
                // says what that means; a node is made anew on purpose with pulumi up --replace, which ignores none of them.
                IgnoreChanges = [.. _kept, .. _args.Settings.Resize.Contains(node.Name) ? [] : _keptUnlessResized],
                // The private address is fixed: two machines cannot have it at once.
                DeleteBeforeReplace = true,
            }
        );
        return new AwsMachine(node, instance, userData, hostPublicKey);
    }

    // A new stack is in zones that offer the types of all machines outside pools, an older one may not be: its subnets cannot move, so no zones can be named
    // instead.
    private Output<string> OfferedIn(MachineSubnet subnet, AwsMachineSettings kind, InstanceTypeOffer offer) =>
        Output
            .Tuple(offer.Zones, subnet.Zone)
            .Apply(found =>
                string.IsNullOrEmpty(found.Item2) || found.Item1.Contains(found.Item2)
                    ? kind.InstanceType
                    : throw new RunException(
                        new InvalidSettingsException([
                            new Problem(
                                $"{kind.Scope}instanceType",
                                SettingsReader.Quoted(kind.InstanceType),
                                kind == _args.Settings.Bastion
                                    ? $"an instance type that the zone of the bastion offers ({found.Item2} does not)"
                                    : $"an instance type that all zones of its nodes offer ({found.Item2} does not)",
                                kind == _args.Settings.Bastion
                                        ? $"Set {kind.Scope}{SettingsTable.InstanceType.Name} to another"
                                            + (
                                                _args.Settings.Existing is null
                                                    ? "."
                                                    : $", or name a subnet in another zone first with {SettingsTable.PublicSubnetIds.Key}: {string.Join(", ", found.Item1)} offer {kind.InstanceType}."
                                            )
                                    : _args.Settings.AwsNodes.All(node => node.Machine != kind || node.Role == NodeRole.Manager)
                                        ? "Choose another."
                                    : kind.IsOfPool
                                        ? $"Choose another, or name the zones with {SettingsTable.ZoneNames.Key} and some of them with {kind.Scope}zones: {string.Join(", ", found.Item1)} offer it."
                                    : $"Choose another, or have workers of this type in a pool with zones that offer it ({SettingsTable.Pools.Key}): {string.Join(", ", found.Item1)}."
                            ),
                        ]).Message
                    )
            )
            .OrNothingMore();

    private IReadOnlyList<Host> WithElasticAddresses(
        IReadOnlyList<AwsMachine> machines,
        IReadOnlyList<Eip> addresses,
        Func<AwsMachine, OperatorIdentity> identity
    )
    {
        _ = Output.Create(AddressQuota.WarnAsync(addresses));
        return [.. machines.Zip(addresses, (machine, address) => CreateHost(machine, address.PublicIp, identity(machine)))];
    }

    private Eip CreateAddress(AwsMachine machine, IMachineNetwork network) =>
        new(
            $"{machine.Node.Name}-address",
            new EipArgs
            {
                Instance = machine.Instance.Id,
                Domain = "vpc",
                Tags = _tags.Of(machine.Node.Name),
            },
            new CustomResourceOptions
            {
                Parent = this,
                // AWS refuses a public address while no gateway is attached, and nothing can use it before there are routes.
                DependsOn = [.. network.RoutesOf(machine.Node)],
            }
        );

    private Host CreateHost(AwsMachine machine, Output<string> address, OperatorIdentity key)
    {
        var node = machine.Node;
        var ssh = new SshTarget(node.Name, address.OrNone(), 22, CloudInit.User, key, machine.HostPublicKey) { Hop = _bastion?.Ssh };
        return new Host(node.Name, node.Role, machine.Instance.PrivateIp.OrNone(), ssh, machine.Instance.Id, machine.Instance)
        {
            HasFixedAddress = node.Number is not null,
            ReachedAfter = _bastion is null ? [] : [_bastion.Arrived],
        };
    }
}

/// <summary>The arguments of <see cref="AwsHosts"/>.</summary>
internal sealed class AwsHostsArgs : ResourceArgs
{
    /// <summary>How many machines of which kind, and who may reach them.</summary>
    public required AwsSettings Settings { get; init; }

    /// <summary>The operator's key; default: one is generated.</summary>
    public OperatorKey? Key { get; init; }

    /// <summary>The ports that services publish.</summary>
    public required IReadOnlyList<PublishedPort> Published { get; init; }

    /// <summary>True when any overlay network is encrypted.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>Why the services cannot run on the machines that there will be; null when they can.</summary>
    public required Func<IReadOnlyDictionary<AwsMachineSettings, MachineType>, string?> Refusal { get; init; }

    /// <summary>What of them may run on a machine that it is not for.</summary>
    public required Func<IReadOnlyDictionary<AwsMachineSettings, MachineType>, IEnumerable<string>> Warnings { get; init; }

    /// <summary>What of them must suit machines of several kinds; null: nothing.</summary>
    public required Func<IReadOnlyDictionary<AwsMachineSettings, MachineType>, string?> Note { get; init; }

    /// <summary>Where overlay networks take their subnets from.</summary>
    public required Cidr OverlayPool { get; init; }

    /// <summary>The ranges that swarm:daemon gives to bridges.</summary>
    public required IReadOnlyList<Cidr> BridgePools { get; init; }

    /// <summary>The registries of ECR that the machines may pull from.</summary>
    public required IReadOnlyList<string> RegistriesOfRole { get; init; }

    /// <summary>The part of AWS that the machines are in, such as aws.</summary>
    public required string Partition { get; init; }

    /// <summary>The Pulumi project's name, for tags.</summary>
    public required string Project { get; init; }

    /// <summary>The Pulumi stack's name, for tags.</summary>
    public required string Stack { get; init; }
}
