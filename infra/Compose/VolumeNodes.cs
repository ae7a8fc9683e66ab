using Infra.Compose.Format;
using Infra.Diagnostics;

namespace Infra.Compose;

/// <summary>Volumes that are made on some nodes only, and the services that mount them.</summary>
internal static class VolumeNodes
{
    /// <summary>Warns of services that nothing keeps on those nodes: elsewhere the engine makes an empty volume of that name for them, which no stack knows of.</summary>
    public static void Warn(StackFile stack, ICollection<Warning> warnings)
    {
        foreach (
            var (service, mount, volume) in from service in stack.Services
            where service.Deploy.Constraints.Count == 0
            from mount in service.Mounts
            where mount is { Type: "volume", Source: not null }
            from volume in stack.Volumes
            where volume is { External: false, Driver: "local", Nodes.Count: > 0 } && volume.Name == mount.Source
            select (service, mount, volume)
        )
        {
            var nodes = string.Join(", ", volume.Nodes.Select(node => node.Name));
            warnings.Add(
                new Warning(
                    $"{mount.At} services.{service.Name}.volumes",
                    $"the volume {volume.Name} is made on {nodes} only, but tasks may run anywhere, where the engine makes an empty one; set deploy.placement.constraints, for example [node.hostname == {volume.Nodes[0].Name}]"
                )
            );
        }
    }
}
