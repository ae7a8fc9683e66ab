using Infra.Compose.Format;
using Infra.Remote;
using Infra.Settings;
using Infra.Swarm;
using Pulumi;

namespace Infra.Workloads;

/// <summary>
/// Brings images of registries whose passwords expire to every node before services and containers are created or changed: the provider knows no password for them, and sends
/// an empty one with each service that it creates or changes. A node that has the image starts it all the same.
/// </summary>
internal static class ImagePulls
{
    // Of all images together.
    private static readonly TimeSpan _pullTimeout = TimeSpan.FromMinutes(30);

    /// <summary>One step on each node; none without such images.</summary>
    public static IReadOnlyList<Resource> On(
        IReadOnlyList<Host> hosts,
        IReadOnlyDictionary<Host, DockerEngine> engines,
        IReadOnlyList<RegistrySettings> registries,
        StackFile stack,
        EngineTurns turns,
        Resource parent
    )
    {
        var images = registries
            .Where(registry => registry.IsOpenedByRole)
            .SelectMany(registry => Registries.ImagesFrom(registry, stack))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return images.Length == 0
            ? []
            :
            [
                .. hosts.Select(host =>
                    new RemoteStep
                    {
                        Host = host,
                        Create = Script.Render(
                            "give",
                            _pullTimeout,
                            ("NODE", host.Name),
                            ("WHAT", "pull"),
                            ("NAMES", string.Join(' ', images))
                        ),
                        WhyNoDelete = "Images that nothing uses are removed by the node's own timer.",
                    }.Register(
                        $"{host.Name}-pull",
                        new CustomResourceOptions
                        {
                            Parent = parent,
                            // An engine that changes would cut it off.
                            DependsOn = { engines[host].Helper!, turns },
                            DeletedWith = host.Machine,
                        }
                    )
                ),
            ];
    }
}
