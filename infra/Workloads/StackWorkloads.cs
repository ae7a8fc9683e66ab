using Infra.Workloads.Format;
using Pulumi;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;
using Service = Infra.Workloads.Format.Service;

namespace Infra.Workloads;

/// <summary>Everything that the stack files say: networks, services and standalone containers.</summary>
public sealed class StackWorkloads : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:workloads:StackWorkloads";

    // What the overlay driver takes the network between the nodes to carry; it subtracts VXLAN's part itself (libnetwork, ov_network.go).
    private const int EngineMtu = 1500;

    private readonly StackWorkloadsArgs args;
    private readonly Dictionary<string, Network> networks;

    /// <summary>Creates networks first, then what is attached to them.</summary>
    public StackWorkloads(string name, StackWorkloadsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        this.args = args;
        networks = args.Files.SelectMany(file => file.Networks).ToDictionary(network => network.Name, CreateNetwork);
        foreach (var service in args.Files.SelectMany(file => file.Services))
        {
            CreateService(service);
        }

        foreach (var container in args.Files.SelectMany(file => file.Containers))
        {
            CreateContainer(container);
        }

        RegisterOutputs();
    }

    private Network CreateNetwork(OverlayNetwork network)
    {
        var arguments = new NetworkArgs
        {
            Name = network.Name,
            Driver = "overlay",
            Attachable = network.Attachable,
            Internal = network.Internal,
            Labels = [.. network.Labels.Select(label => new NetworkLabelArgs { Label = label.Key, Value = label.Value })],
        };
        var options = On(args.Manager);
        if (Options(network) is { Count: > 0 } special)
        {
            arguments.Options = new InputMap<string>();
            foreach (var (name, value) in special)
            {
                arguments.Options.Add(name, value);
            }

            // The engine adds the VXLAN id to them, which would replace the network in every run after it was read. They are fixed at creation.
            options.IgnoreChanges = ["options"];
        }

        return new Network(network.Name, arguments, options);
    }

    // Only what differs from the engine's own defaults.
    private Dictionary<string, string> Options(OverlayNetwork network)
    {
        var options = new Dictionary<string, string>();
        if (args.Mtu != EngineMtu)
        {
            options["com.docker.network.driver.mtu"] = $"{args.Mtu}";
        }

        if (network.Encrypted)
        {
            options["encrypted"] = "true";
        }

        return options;
    }

    private void CreateService(Service service)
    {
        var options = On(args.Manager);
        // A service that does not converge fails by itself after five minutes; this only lies beyond that.
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(10), Update = TimeSpan.FromMinutes(10), Delete = TimeSpan.FromMinutes(10) };
        _ = new Pulumi.Docker.Service(
            service.Name,
            ServiceArguments.Of(service, service.Networks.Select(reference => networks[reference.Name].Id)),
            options);
    }

    private void CreateContainer(StandaloneContainer container)
    {
        var options = On(args.Nodes[container.Node.Name]);
        // By name, and therefore by hand: a worker does not know the overlay's id before something there uses it (moby#36197).
        options.DependsOn = [.. container.Networks.Select(reference => networks[reference.Name])];
        var arguments = new ContainerArgs
        {
            Name = container.Name,
            Image = container.Image,
            Restart = container.Restart,
            NetworksAdvanced = [.. container.Networks.Select(reference => new ContainerNetworksAdvancedArgs { Name = reference.Name })],
        };
        if (container.Command.Count > 0)
        {
            arguments.Command = [.. container.Command];
        }

        if (container.Environment.Count > 0)
        {
            arguments.Envs = [.. container.Environment.Select(variable => $"{variable.Key}={variable.Value}")];
        }

        _ = new Container(container.Name, arguments, options);
    }

    private CustomResourceOptions On(DockerApi node) => new()
    {
        Parent = this,
        Provider = node.Provider,
        // Names, ports and subnets are taken once: the old one goes before the new one comes.
        DeleteBeforeReplace = true,
        // What lives on a machine that is deleted need not be deleted first.
        DeletedWith = node.Machine,
    };
}

/// <summary>The arguments of <see cref="StackWorkloads"/>.</summary>
public sealed class StackWorkloadsArgs : ResourceArgs
{
    /// <summary>The stack files, checked.</summary>
    public required IReadOnlyList<StackFile> Files { get; init; }

    /// <summary>The first manager's API, for networks and services.</summary>
    public required DockerApi Manager { get; init; }

    /// <summary>The API of every node that a standalone container runs on, by the node's name.</summary>
    public required IReadOnlyDictionary<string, DockerApi> Nodes { get; init; }

    /// <summary>The MTU of the network between the nodes in bytes.</summary>
    public required int Mtu { get; init; }
}
