using Infra.Compose;
using Infra.Compose.Format;
using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;
using Service = Infra.Compose.Format.Service;

namespace Infra.Workloads;

/// <summary>Everything that the stack files say: networks, volumes, configurations, secrets, services and standalone containers.</summary>
internal sealed class StackWorkloads : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:workloads:StackWorkloads";

    // As docker stop has it.
    private const int GraceSeconds = 10;

    private readonly StackWorkloadsArgs _args;
    private readonly EngineNames _names;
    private readonly EngineObjects _objects;
    private readonly ServiceSteps _steps;
    private readonly RegistrySteps _registries;

    /// <summary>Creates first what services refer to, then the services.</summary>
    public StackWorkloads(string name, StackWorkloadsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _args = args;
        _names = new EngineNames(_args.Stack.Name);
        _objects = new EngineObjects(_args, _names, On);
        _registries = new RegistrySteps(_args.ManagerHost, _args.Stack, _args.Pulls);
        _steps = new ServiceSteps(_args.ManagerHost, _args.NodeCount, _names, _objects, _registries);
        foreach (var registry in args.Registries)
        {
            _registries.Register(registry, () => new CustomResourceOptions { Parent = this, DeletedWith = _args.Manager.Machine });
        }

        foreach (var service in args.Stack.Services)
        {
            CreateService(service);
        }

        foreach (var container in args.Stack.Containers)
        {
            CreateContainer(container);
        }

        RegisterOutputs();
    }

    private void CreateService(Service service)
    {
        var options = On(_args.Manager);
        // The engine changes no mode: the provider would call it an update, and send both. A trigger, since no path to a mode that is gone is told as changed;
        // the path is for states that hold no trigger yet.
        options.ReplaceOnChanges = ["mode.global"];
        options.ReplacementTrigger = Output.Create<object>(service.Deploy.Global ? "global" : "replicated");
        // The engine adds the platforms that the image is for, where a registry tells.
        options.IgnoreChanges = ["taskSpec.placement.platforms"];
        foreach (var step in _registries.For(service.Image))
        {
            options.DependsOn.Add(step);
        }

        var created = new ServiceArguments(_names, _objects).Create(service, options);
        _steps.Register(service, created, () => new CustomResourceOptions
            {
                Parent = this,
                DependsOn = { created },
                DeletedWith = _args.Manager.Machine,
            });
    }

    private void CreateContainer(StandaloneContainer container)
    {
        var node = _args.Nodes[container.Node.Name];
        var options = On(node);
        options.ReplacementTrigger = node.OfMachine;
        // By name: a worker does not know the overlay's id before something there uses it (moby#36197).
        var attached = container.Networks.Select(reference => _args.Stack.Networks.Single(network => network.Name == reference.Name));
        var arguments = new ContainerArgs
        {
            Name = container.Name,
            Image = container.Image,
            Restart = container.Restart,
            // Left out, it is killed at once.
            DestroyGraceSeconds = GraceSeconds,
            NetworksAdvanced = [.. attached.Select(network => new ContainerNetworksAdvancedArgs { Name = _objects.NetworkName(network) })],
        };
        if (container.Command.Count > 0)
        {
            arguments.Command = [.. container.Command.Select(word => word.ToInput())];
        }

        if (container.Environment.Count > 0)
        {
            arguments.Envs =
            [
                .. container.Environment.Select(variable =>
                    new Text($"{variable.Key}={variable.Value.Value}", variable.Value.IsSecret).ToInput()
                ),
            ];
        }

        foreach (var step in _registries.For(container.Image))
        {
            options.DependsOn.Add(step);
        }

        // Another node is another container: the provider would call it unchanged, look for it on the new node and lose the one on the old.
        options.Aliases = [new Alias { Name = container.Name }];
        _ = new Container($"{container.Name}@{container.Node.Name}", arguments, options);
    }

    private CustomResourceOptions On(DockerApi node) =>
        new()
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
internal sealed class StackWorkloadsArgs : ResourceArgs
{
    /// <summary>The stack files, merged and checked.</summary>
    public required StackFile Stack { get; init; }

    /// <summary>The first manager's API, for all that is the swarm's.</summary>
    public required DockerApi Manager { get; init; }

    /// <summary>The first manager, where external networks, configurations and secrets are looked up.</summary>
    public required Host ManagerHost { get; init; }

    /// <summary>The API of every node that a standalone container runs on, and of every node that a volume is made on, by the node's name.</summary>
    public required IReadOnlyDictionary<string, DockerApi> Nodes { get; init; }

    /// <summary>The credentials for registries.</summary>
    public required IReadOnlyList<RegistrySettings> Registries { get; init; }

    /// <summary>What brings images of registries whose passwords expire to the nodes.</summary>
    public required IReadOnlyList<Resource> Pulls { get; init; }

    /// <summary>How many nodes the swarm has: a global service has a task on each.</summary>
    public required int NodeCount { get; init; }

    /// <summary>The MTU of the network between the nodes in bytes.</summary>
    public required int Mtu { get; init; }
}
