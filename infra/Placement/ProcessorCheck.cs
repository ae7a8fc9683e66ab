using Infra.Compose.Format;
using Infra.Settings;

namespace Infra.Placement;

/// <summary>
/// What may be placed on a node for whose processor it has no image. No registry is asked: an image whose name tells its processor is judged by that, and of
/// others it is said that they must exist for all processors of their nodes.
/// </summary>
internal static class ProcessorCheck
{
    private const int MostNames = 10;

    /// <summary>A sentence on each image that is known to lack a processor.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="hosts">Every node of the swarm.</param>
    /// <param name="types">What the machines are like.</param>
    public static IEnumerable<string> Warnings(
        StackFile stack,
        HostsSettings hosts,
        IReadOnlyDictionary<AwsMachineSettings, MachineType> types
    )
    {
        foreach (var (where, _, image, able) in Placed(stack, NodeFacts.Of(hosts, types)))
        {
            if (
                ImageProcessor.Of(image) is { } processor
                && able.Where(node => node.Machine!.Architecture != processor).ToArray() is { Length: > 0 } others
            )
            {
                yield return $"{where}: the name of the image {image} says that it is for {processor} only, where it may be placed on {NodeList.Names(others)} ({others[0].Machine!.Architecture}). "
                    + $"Use an image for both processors, or the constraint \"node.platform.arch == {processor}\" for a service.";
            }
        }
    }

    /// <summary>A sentence on all other images in a swarm that has two kinds: most are for both, so that it is no warning. Null: there are none.</summary>
    /// <inheritdoc cref="Warnings" path="/param"/>
    public static string? Note(StackFile stack, HostsSettings hosts, IReadOnlyDictionary<AwsMachineSettings, MachineType> types)
    {
        var nodes = NodeFacts.Of(hosts, types);
        string[] mixed =
        [
            .. Placed(stack, nodes)
                .Where(item => ImageProcessor.Of(item.Image) is null)
                .Where(item => item.Nodes.Select(node => node.Machine!.Architecture).Distinct().Skip(1).Any())
                .Select(item => item.Name),
        ];
        if (mixed.Length == 0)
        {
            return null;
        }

        var kinds = nodes
            .GroupBy(node => node.Machine!.Architecture)
            .OrderByDescending(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Key} ({NodeList.Names([.. kind])})");
        return $"The nodes have two kinds of processors, {string.Join(" and ", kinds)}, and these services may run on both: {string.Join(", ", mixed.Take(MostNames))}"
            + $"{(mixed.Length > MostNames ? $" and {mixed.Length - MostNames} more" : "")}. Their images must exist for both, which is not checked: no registry is asked. "
            + "For one that does not, add a constraint such as node.platform.arch == x86_64.";
    }

    private static IEnumerable<(string Where, string Name, string Image, IEnumerable<NodeFacts> Nodes)> Placed(
        StackFile stack,
        IReadOnlyList<NodeFacts> nodes
    )
    {
        var labels = nodes.SelectMany(node => node.Labels.Keys).ToHashSet();
        return stack
            .Services.Select(service =>
            {
                Rule[] rules = [.. service.Deploy.Constraints.Select(Rule.Read).OfType<Rule>()];
                return (
                    Where: $"{service.At} services.{service.Name}",
                    service.Name,
                    service.Image,
                    Nodes: nodes.Where(node =>
                        node.Availability != NodeAvailability.Drain && rules.All(rule => rule.For(node, labels) != Fit.No)
                    )
                );
            })
            .Concat(
                stack.Containers.Select(container =>
                    (
                        Where: $"{container.At} x-containers.{container.Name}",
                        container.Name,
                        container.Image,
                        Nodes: nodes.Where(node => node.Name == container.Node.Name)
                    )
                )
            );
    }
}
