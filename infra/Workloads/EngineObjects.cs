using Infra.Compose;
using Infra.Compose.Format;
using Infra.Remote;
using Pulumi;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;
using Pulumi.Utilities;
using Service = Infra.Compose.Format.Service;
using Volume = Infra.Compose.Format.Volume;

namespace Infra.Workloads;

/// <summary>A configuration or secret on the engine.</summary>
internal sealed record EngineObject(Output<string> Id, Input<string> Name);

/// <summary>What services refer to: networks, volumes, configurations and secrets. Those of the file are created, external ones looked up on the manager.</summary>
internal sealed class EngineObjects
{
    // Networks of every engine, which need no look-up, and whose ids differ from node to node.
    private static readonly string[] _builtInNetworks = ["host", "bridge", "none"];

    // What the overlay driver takes the network between the nodes to carry; it subtracts VXLAN's part itself (libnetwork, ov_network.go).
    private const int EngineMtu = 1500;

    private readonly StackWorkloadsArgs _args;
    private readonly EngineNames _names;
    private readonly Func<DockerApi, CustomResourceOptions> _optionsOn;
    private readonly Dictionary<string, Network> _networks = [];
    private Network? _lastNetwork;
    private readonly Dictionary<string, Input<string>> _networkIds = [];
    private readonly HashSet<string> _usedBuiltInNetworks = [];
    private readonly Dictionary<string, EngineObject> _configs = [];
    private readonly Dictionary<string, EngineObject> _secrets = [];
    private readonly Dictionary<string, Volume> _volumes = [];
    private readonly Dictionary<string, Pulumi.Docker.Volume[]> _volumeResources = [];
    private readonly HashSet<string> _ambiguous;
    private readonly Dictionary<(string Kind, string Name), EngineObject> _lookedUp = [];

    /// <summary>Creates them all.</summary>
    public EngineObjects(StackWorkloadsArgs args, EngineNames names, Func<DockerApi, CustomResourceOptions> optionsOn)
    {
        _args = args;
        _names = names;
        _optionsOn = optionsOn;
        foreach (var network in args.Stack.Networks)
        {
            Create(network);
        }

        _ambiguous =
        [
            .. args
                .Stack.Volumes.SelectMany(volume => args.Nodes.Keys.Select(node => $"{volume.Name}-{node}"))
                .GroupBy(name => name)
                .Where(same => same.Skip(1).Any())
                .Select(same => same.Key),
        ];
        var check = new VolumeCheck();
        foreach (var volume in args.Stack.Volumes)
        {
            _volumes[volume.Name] = volume;
            var made = args
                .Nodes.Where(node => volume.IsMadeOn(node.Key))
                .ToDictionary(node => node.Key, node => Create(volume, node.Key, node.Value));
            _volumeResources[volume.Name] = [.. made.Values];
            check.Add(volume, _names.Of(volume), made);
        }

        check.Begin();

        foreach (var config in args.Stack.Configs)
        {
            _configs[config.Name] = config.External ? LookUp("config", config.EngineName!) : CreateConfig(config);
        }

        foreach (var secret in args.Stack.Secrets)
        {
            _secrets[secret.Name] = secret.External ? LookUp("secret", secret.EngineName!) : CreateSecret(secret);
        }
    }

    public Input<string> NetworkId(string name) => _networkIds[name];

    /// <summary>Whether it is a network of each node for itself, such as host.</summary>
    public bool IsBuiltInNetwork(string network) => _usedBuiltInNetworks.Contains(network);

    /// <summary>
    /// The network's name on the swarm; of one that the file makes, as that resource's output: what is attached to it goes before it, also when it is replaced.
    /// </summary>
    public Input<string> NetworkName(OverlayNetwork network) =>
        _networks.TryGetValue(network.Name, out var created) ? created.Name : _names.Of(network);

    /// <summary>The volume's name on every node; of one that the file makes, as the output of those resources: what mounts it goes before it, also when it is replaced.</summary>
    public Input<string> VolumeName(string name) =>
        _volumeResources[name] is { Length: > 0 } created
            ? Output.All(created.Select(volume => volume.Name)).Apply(found => found[0])
            : _names.Of(_volumes[name]);

    /// <summary>The volume with this name in the file.</summary>
    public Volume Volume(string name) => _volumes[name];

    /// <summary>
    /// A service's name as an output of the networks and volumes that it uses. When one of these is replaced, Pulumi deletes first what another value of theirs would replace:
    /// a service for its name, but not for all that <c>taskSpec</c> holds. While it is there, they cannot be deleted.
    /// </summary>
    public Input<string> NameOfUserOf(Service service, string name)
    {
        Output<string>[] used =
        [
            .. service
                .Networks.Where(attachment => _networks.ContainsKey(attachment.Network.Name))
                .Select(attachment => _networks[attachment.Network.Name].Name),
            .. service
                .Mounts.Where(mount => mount is { Type: "volume", Source: not null })
                .SelectMany(mount => _volumeResources[mount.Source!])
                .Select(volume => volume.Name),
        ];
        return used.Length == 0 ? name : Output.All(used.Select(one => (Input<string>)one)).Apply(_ => name);
    }

    public EngineObject Config(string name) => _configs[name];

    public EngineObject Secret(string name) => _secrets[name];

    private void Create(OverlayNetwork network)
    {
        if (network.External)
        {
            if (_builtInNetworks.Contains(network.EngineName))
            {
                _usedBuiltInNetworks.Add(network.Name);
                _networkIds[network.Name] = network.EngineName!;
            }
            else
            {
                _networkIds[network.Name] = LookUp("network", network.EngineName!).Id;
            }

            return;
        }

        var arguments = new NetworkArgs
        {
            Name = AfterTheLast(_names.Of(network)),
            Driver = "overlay",
            Attachable = network.Attachable,
            Internal = network.Internal,
            Labels =
            [
                .. _names.Labels(network.Labels).Select(label => new NetworkLabelArgs { Label = label.Key, Value = label.Value.ToInput() }),
            ],
            IpamDriver = network.IpamDriver!,
        };
        if (network.Ipv6)
        {
            arguments.Ipv6 = true;
        }

        if (network.Ranges.Count > 0)
        {
            arguments.IpamConfigs =
            [
                .. network.Ranges.Select(range => new NetworkIpamConfigArgs
                {
                    Subnet = range.Subnet,
                    Gateway = Gateway(network, range)!,
                    IpRange = range.IpRange!,
                }),
            ];
        }

        var options = _optionsOn(_args.Manager);
        // The provider reads the network two seconds after it is made. Where the swarm takes longer to set it up, it records that there are no drivers, which would
        // replace the network, and every service on it, in the next run.
        options.IgnoreChanges = network.IpamDriver is null ? ["driver", "ipamDriver"] : ["driver"];
        if (network is { Ranges.Count: > 0, EngineGivesAddresses: true })
        {
            options.DependsOn.Add(CheckRanges(network));
        }

        if (Options(network) is { Count: > 0 } special)
        {
            arguments.Options = special.Select(option => KeyValuePair.Create(option.Key, new Text(option.Value))).ToInputMap();
            // The engine adds the VXLAN id to them, which would replace the network in every run after it was read. They are fixed at creation.
            options.IgnoreChanges.Add("options");
        }

        var created = new Network(network.Name, arguments, options);
        _lastNetwork = created;
        _networks[network.Name] = created;
        _networkIds[network.Name] = created.Id;
    }

    // Before it is made: the engine would take it, and leave its tasks waiting for addresses.
    private Resource CheckRanges(OverlayNetwork network) =>
        new RemoteStep
        {
            Host = _args.ManagerHost,
            Create = Script.Render(
                "ranges",
                TimeSpan.FromMinutes(1),
                ("NODE", _args.ManagerHost.Name),
                ("NAME", _names.Of(network)),
                ("RANGES", string.Join(' ', network.Ranges.Select(range => range.Subnet)))
            ),
            WhyNoDelete = "It only looks.",
            // What the network before it gives up is free then.
            Stdin = AfterTheLast("").ToOutput(),
        }.Register($"{network.Name}-ranges", new CustomResourceOptions { Parent = _optionsOn(_args.Manager).Parent });

    // One network is registered when the one before it is there. Of two that are replaced in one run, Pulumi would delete the second beside the services of both, which the
    // first takes away, and not after them. No dependency: a replaced network is no reason to replace the next.
    private Input<string> AfterTheLast(string name) => _lastNetwork is { } last ? Output.Create(AfterAsync(last, name)) : name;

    private static async Task<string> AfterAsync(Network network, string name)
    {
        await OutputUtilities.GetValueAsync(network.Id);
        return name;
    }

    // Left out, the engine's choice would replace the network, and every service on it, in the first run after it was read. Ignoring it does not help: the provider
    // compares address ranges as a whole. What another driver would choose nobody knows.
    private static string? Gateway(OverlayNetwork network, AddressRange range) =>
        range.Gateway ?? (network.EngineGivesAddresses ? EngineGateway.Of(range) : null);

    // What the file says, and beside it only what differs from the engine's own defaults.
    private Dictionary<string, string> Options(OverlayNetwork network)
    {
        var options = network.DriverOptions.ToDictionary();
        if (_args.Mtu != EngineMtu)
        {
            options.TryAdd("com.docker.network.driver.mtu", $"{_args.Mtu}");
        }

        return options;
    }

    // On every node that stays, unless the file names some: a task may run on any, and the engine would create there what is missing, without its options and labels.
    private Pulumi.Docker.Volume Create(Volume volume, string node, DockerApi api)
    {
        var arguments = new VolumeArgs
        {
            Name = _names.Of(volume),
            Driver = volume.Driver,
            Labels =
            [
                .. _names.Labels(volume.Labels).Select(label => new VolumeLabelArgs { Label = label.Key, Value = label.Value.ToInput() }),
            ],
        };
        if (volume.DriverOptions.Count > 0)
        {
            arguments.DriverOpts = volume.DriverOptions.ToInputMap();
        }

        var name = $"{volume.Name}-{node}";
        // v on the node x-node1 and v-x on node1 would have one name: then with a sign that neither can have.
        var options = _optionsOn(api);
        if (volume.Keep)
        {
            // It holds somebody's data: as with docker stack rm, it stays. What could only be changed by deleting it is left as it is, and refused by VolumeCheck.
            options.RetainOnDelete = true;
            // On another machine it is made again. The old one is not deleted, so that it need not go first, and what uses it before it.
            options.ReplacementTrigger = api.OfMachine;
            options.DeleteBeforeReplace = false;
            options.IgnoreChanges = ["name", "driver", "driverOpts", "labels"];
        }

        return new Pulumi.Docker.Volume(_ambiguous.Contains(name) ? $"{volume.Name}@{node}" : name, arguments, options);
    }

    private EngineObject CreateConfig(StoredFile config)
    {
        var content = Convert.ToBase64String(config.Content!.Value.Span);
        var created = new ServiceConfig(
            config.Name,
            new ServiceConfigArgs
            {
                Name = _names.Of(config),
                Data = new Text(content, config.IsSecret).ToInput(),
                Labels =
                [
                    .. _names
                        .Labels(config.Labels)
                        .Select(label => new ServiceConfigLabelArgs { Label = label.Key, Value = label.Value.ToInput() }),
                ],
            },
            Immutable(config)
        );
        return new EngineObject(created.Id, created.Name);
    }

    private EngineObject CreateSecret(StoredFile secret)
    {
        var created = new Secret(
            secret.Name,
            new SecretArgs
            {
                Name = _names.Of(secret),
                Data = Output.CreateSecret(Convert.ToBase64String(secret.Content!.Value.Span)),
                Labels =
                [
                    .. _names
                        .Labels(secret.Labels)
                        .Select(label => new SecretLabelArgs { Label = label.Key, Value = label.Value.ToInput() }),
                ],
            },
            Immutable(secret)
        );
        return new EngineObject(created.Id, created.Name);
    }

    // The new one comes first, then services are updated, then the old one goes: it cannot while a service uses it. A name that the file fixes leaves no room for two.
    private CustomResourceOptions Immutable(StoredFile stored)
    {
        var options = _optionsOn(_args.Manager);
        options.DeleteBeforeReplace = stored.EngineName is not null;
        return options;
    }

    // Once, whatever it is called in the file, and how often.
    private EngineObject LookUp(string kind, string name)
    {
        if (_lookedUp.TryGetValue((kind, name), out var known))
        {
            return known;
        }

        var found = new RemoteStep
        {
            Host = _args.ManagerHost,
            Create = Script.Render("external", TimeSpan.FromMinutes(1), ("NODE", _args.ManagerHost.Name), ("KIND", kind), ("NAME", name)),
            WhyNoDelete = "It only looks.",
        }.Register($"{name}-{kind}", new CustomResourceOptions { Parent = _optionsOn(_args.Manager).Parent });
        return _lookedUp[(kind, name)] = new EngineObject(found.Stdout.OrNone().Apply(id => id.Trim()), name);
    }
}
