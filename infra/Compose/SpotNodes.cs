using Infra.Compose.Format;
using Infra.Diagnostics;

namespace Infra.Compose;

/// <summary>
/// What stack files may keep on spot machines: nothing that a refresh would ask the machine about, since it may be gone, and the refresh of the whole stack fails where no
/// engine answers.
/// </summary>
internal static class SpotNodes
{
    /// <summary>Refuses what would be of one spot machine alone.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="spot">The names of the spot machines.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static void Check(StackFile stack, IReadOnlyCollection<string> spot, ICollection<Problem> problems)
    {
        foreach (var container in stack.Containers.Where(container => spot.Contains(container.Node.Name)))
        {
            problems.Add(
                Refuse(
                    container.Node,
                    $"x-containers.{container.Name}.node",
                    "Choose another node, or make it a service, whose tasks the swarm starts elsewhere."
                )
            );
        }

        foreach (var volume in stack.Volumes)
        {
            foreach (var node in volume.Nodes.Where(node => spot.Contains(node.Name)))
            {
                problems.Add(
                    Refuse(
                        node,
                        $"volumes.{volume.Name}.x-nodes",
                        "Choose another node, or leave x-nodes out: on spot machines the engine makes the volume with the first task that mounts it."
                    )
                );
            }
        }
    }

    /// <summary>The stack with volumes that spot machines get from the tasks that mount them.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="spot">The names of the spot machines.</param>
    /// <param name="mayRunThere">Whether a task of a service may run on one. Any other service stays as it is: another mount is an update of it.</param>
    public static StackFile WithVolumesOfTasks(StackFile stack, IReadOnlyList<string> spot, Func<Service, bool> mayRunThere) =>
        spot.Count == 0
            ? stack
            : stack with
            {
                Volumes = [.. stack.Volumes.Select(volume => IsOfEveryNode(volume) ? volume with { MadeByTasksOn = spot } : volume)],
                Services =
                [
                    .. stack.Services.Select(service =>
                        mayRunThere(service)
                            ? service with
                            {
                                Mounts =
                                [
                                    .. service.Mounts.Select(mount =>
                                        mount with
                                        {
                                            MakesVolume =
                                                mount.Type == "volume"
                                                && stack.Volumes.Any(volume => volume.Name == mount.Source && IsOfEveryNode(volume)),
                                        }
                                    ),
                                ],
                            }
                            : service
                    ),
                ],
            };

    private static bool IsOfEveryNode(Volume volume) => volume is { External: false, PerTask: false, Nodes.Count: 0 };

    private static Problem Refuse(Reference node, string path, string fix) =>
        new(
            $"{node.At} {path}",
            $"\"{node.Name}\", a spot machine, which AWS may take back with all that is on it",
            "a node that stays",
            fix
        );
}
