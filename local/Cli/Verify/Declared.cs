using Local.Cli.Nodes;
using Local.Providers.Contract;
using Local.Runner;

namespace Local.Cli.Verify;

/// <summary>What the stack declares to run on the swarm, as its state has it.</summary>
internal sealed record Declared(IReadOnlyList<DeclaredService> Services, IReadOnlyList<DeclaredContainer> Containers)
{
    public const string ServiceType = "docker:index/service:Service";
    public const string ContainerType = "docker:index/container:Container";

    public static Declared In(StackView state, IReadOnlyList<Node> nodes) =>
        new(
            [.. state.Resources.Where(resource => resource.Type == ServiceType).Select(Service)],
            [
                .. state
                    .Resources.Where(resource => resource.Type == ContainerType)
                    .Select(resource => new DeclaredContainer(
                        resource.Inputs.Text("name") ?? resource.Name,
                        NodeOf(resource, state, nodes)
                    )),
            ]
        );

    private static DeclaredService Service(ResourceView resource)
    {
        var mode = resource.Inputs.Map("mode");
        var image = resource.Inputs.Map("taskSpec")?.Map("containerSpec")?["image"];
        return new(
            resource.Name,
            resource.Inputs.Text("name") ?? resource.Name,
            mode?.Flag("global") == true ? null : mode?.Map("replicated")?.Whole("replicas") ?? 1,
            image is { Kind: PropertyKind.String, IsSecret: false } ? image.AsString : null
        );
    }

    /// <summary>The node whose engine has an address: a container's provider knows the engine that it talks to by that of its node.</summary>
    public static Node? NodeAt(string? host, IReadOnlyList<Node> nodes) =>
        Uri.TryCreate(host, UriKind.Absolute, out var engine)
            ? nodes.FirstOrDefault(node => node.Ssh.Host == engine.Host && node.Ssh.Port == engine.Port)
                ?? nodes.FirstOrDefault(node => node.Ssh.Host == engine.Host)
            : null;

    private static Node? NodeOf(ResourceView container, StackView state, IReadOnlyList<Node> nodes) =>
        NodeAt(state.Resources.FirstOrDefault(resource => resource.Urn == container.Provider)?.Inputs.Text("host"), nodes);
}

/// <summary>A service.</summary>
/// <param name="Name">Its name in the stack file.</param>
/// <param name="NameOnSwarm">Its name on the swarm.</param>
/// <param name="Replicas">How many tasks it has; null: one on every node that fits.</param>
/// <param name="Image">Its image; null: it is a secret.</param>
internal sealed record DeclaredService(string Name, string NameOnSwarm, int? Replicas, string? Image);

/// <summary>A standalone container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">The node that it belongs on; null: unknown.</param>
internal sealed record DeclaredContainer(string Name, Node? Node);
