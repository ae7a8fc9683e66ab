using System.Collections.Immutable;
using Infra.Hosts;
using Infra.Remote;
using Infra.Settings;
using Infra.Swarm;
using Infra.Workloads;
using Pulumi;

namespace Infra;

/// <summary>The story: hosts → Docker → swarm → network and services.</summary>
public sealed class SwarmStack : Stack
{
    /// <summary>Reads the configuration, then declares everything.</summary>
    public SwarmStack()
        : this(null) { }

    // With options, tests see the options of every resource.
    internal SwarmStack(StackOptions? options)
        : base(options)
    {
        var configuration = StackConfiguration.Load();
        var settings = configuration.Settings;
        foreach (var warning in configuration.Warnings)
        {
            Log.Warn($"{warning}");
        }

        // Hosts, all at once.
        var made = CreateHosts(configuration);
        var aws = made as AwsHosts;
        var hosts = aws?.Hosts ?? ((ExistingHosts)made).Hosts;

        var said = settings.Hosts.Nodes.ToDictionary(node => node.Name);
        var spot = hosts.Where(host => said[host.Name] is AwsNodeSettings { Machine.IsSpot: true }).ToArray();

        // Docker on each, all at once, not waiting for each other.
        var engines = hosts.ToDictionary(
            host => host,
            host => new DockerEngine(
                host.Name,
                new DockerEngineArgs
                {
                    Host = host,
                    Docker = settings.Docker,
                    RegistriesOfRole = RegistriesOfRole(settings),
                    IsSpot = spot.Contains(host),
                }
            )
        );

        // The first manager initialises the swarm; every other node joins it, all at once. First by name: the order of a list may change.
        var first = hosts.Where(host => host.Role == NodeRole.Manager).MinBy(host => host.Name, StringComparer.Ordinal)!;
        var manager = new SwarmManager(
            first.Name,
            new SwarmManagerArgs
            {
                Host = first,
                Node = said[first.Name],
                Engine = engines[first],
                Peers = [.. hosts.Where(host => host != first && host.Role == NodeRole.Manager)],
                Overlay = settings.Overlay,
            }
        );
        var members = hosts
            .Where(host => host != first)
            .ToDictionary(
                host => host,
                host => new SwarmMember(
                    host.Name,
                    new SwarmMemberArgs
                    {
                        Host = host,
                        Node = said[host.Name],
                        Engine = engines[host],
                        Manager = manager,
                        Firewall = Firewall(settings, first),
                        IsOneOfMany = hosts.Count > 3,
                    }
                )
            );

        // Spot machines, which a manager drains when AWS takes them back.
        if (spot.Length > 0)
        {
            _ = new SpotNotices(
                "spot",
                new SpotNoticesArgs
                {
                    Managers = [.. hosts.Where(host => host.Role == NodeRole.Manager)],
                    Workers = spot,
                    Engine = host => engines[host].Installed,
                }
            );
        }

        // A load balancer, which sends to a node as soon as that is in the swarm.
        var loadBalancer = aws?.Balance("swarm-lb", configuration.Balanced, host => host == first ? manager : members[host]);

        // What has to change on engines that are in the swarm already changes on one node at a time, before anything else does.
        var turns = new EngineTurns(
            "engines",
            new EngineTurnsArgs { Engines = [.. hosts.Select(host => engines[host])], Docker = settings.Docker },
            new ComponentResourceOptions { DependsOn = [manager, .. members.Values] }
        );

        // Network, services and containers, when all nodes are there to run them.
        var keys = new KeyFiles(
            "keys",
            new KeyFilesArgs
            {
                Key = first.Ssh.Key,
                Targets = [.. hosts.Select(host => host.Ssh)],
                Stack = $"{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}",
            }
        );
        var nodes = hosts
            .Where(host =>
                host == first
                || configuration.Stack.Volumes.Any(volume => volume.IsMadeOn(host.Name))
                || configuration.Stack.Containers.Any(container => container.Node.Name == host.Name)
            )
            .ToDictionary(
                host => host.Name,
                host =>
                    DockerApi.Of(
                        host,
                        keys,
                        // Services are the first manager's business, containers that of their node.
                        host == first
                        || configuration.Stack.Containers.Any(container => container.Node.Name == host.Name)
                            ? Registries.AuthOf(settings.Registries, configuration.Stack)
                            : [],
                        this
                    )
            );
        _ = new StackWorkloads(
            "workloads",
            new StackWorkloadsArgs
            {
                Stack = configuration.Stack,
                Manager = nodes[first.Name],
                ManagerHost = first,
                Nodes = nodes,
                Registries = settings.Registries,
                Pulls = ImagePulls.On(hosts, engines, settings.Registries, configuration.Stack, turns, this),
                NodeCount = hosts.Count,
                Mtu = settings.Overlay.Mtu,
            },
            new ComponentResourceOptions { DependsOn = [manager, .. members.Values, turns] }
        );

        Nodes = StackOutputs.Nodes(hosts, keys);
        Endpoints = StackOutputs.Endpoints(hosts, loadBalancer, configuration.Published);
        LoadBalancer = loadBalancer?.DnsName.Apply(name => (string?)name) ?? Output.Create((string?)null);
        DockerHost = first.Ssh.DockerHost();
    }

    /// <summary>Every node: name, role, privateAddress, publicAddress and ssh, the line that opens a shell on it.</summary>
    [Output("nodes")]
    public Output<ImmutableArray<ImmutableDictionary<string, string>>> Nodes { get; private set; }

    /// <summary>The address of every published TCP port on every node: all answer, also those that run no task. With a load balancer, its address.</summary>
    [Output("endpoints")]
    public Output<ImmutableArray<string>> Endpoints { get; private set; }

    /// <summary>The load balancer's name in DNS; no output without one.</summary>
    [Output("loadBalancer")]
    public Output<string?> LoadBalancer { get; private set; }

    /// <summary>DOCKER_HOST for the first manager, for an ssh client that knows its key.</summary>
    [Output("dockerHost")]
    public Output<string> DockerHost { get; private set; }

    private static ComponentResource CreateHosts(StackConfiguration configuration) =>
        configuration.Settings.Hosts switch
        {
            AwsSettings aws => new AwsHosts(
                "swarm",
                new AwsHostsArgs
                {
                    Settings = aws,
                    Key = configuration.Settings.OperatorKey,
                    Published = configuration.Published,
                    Encrypted = configuration.Encrypted,
                    Refusal = configuration.Refusal,
                    Warnings = configuration.WarningsAbout,
                    Note = configuration.NoteAbout,
                    OverlayPool = configuration.Settings.Overlay.Pool,
                    BridgePools = configuration.Settings.Docker.Daemon.Pools,
                    RegistriesOfRole = RegistriesOfRole(configuration.Settings),
                    Partition = StackConfiguration.Partition(),
                    Project = Deployment.Instance.ProjectName,
                    Stack = Deployment.Instance.StackName,
                }
            ),
            ExistingHostsSettings existing => new ExistingHosts(
                "swarm",
                new ExistingHostsArgs { Settings = existing, Key = OperatorIdentity.Of(configuration.Settings.OperatorKey!) }
            ),
            _ => throw new InvalidOperationException($"{configuration.Settings.Hosts.GetType().Name} makes no hosts."),
        };

    private static string[] RegistriesOfRole(SwarmSettings settings) =>
        [.. settings.Registries.Where(registry => registry.IsOpenedByRole).Select(registry => registry.Address)];

    private static string Firewall(SwarmSettings settings, Host manager) =>
        settings.Hosts is AwsSettings ? "the swarm's security group" : $"the firewall of {manager.Name}";
}
