using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>What is not well with networks and containers.</summary>
internal static class OtherFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<NetworkRow> networks, Remedies remedies) =>
        networks
            .Where(network => network.IsNearlyFull)
            .Select(network => new Finding(
                network.Name,
                $"the network {network.Name} is nearly full: {(network.IsExact ? "" : "at least ")}{network.Used} of the {network.Size} addresses of {network.Subnet} are taken",
                network.IsIngress
                    ? "publish fewer ports through the routing mesh, or make ingress anew with a larger range while nothing is published (docker network create --ingress)"
                    : $"give it a larger range in the stack file (networks.{network.Name}.ipam.config.subnet; this replaces the network), or run fewer tasks on it; then {remedies.Up}"
            ));

    /// <param name="containers">The containers of the nodes that answer.</param>
    /// <param name="declared">What the stack declares; null: unknown.</param>
    /// <param name="sight">Which nodes answer.</param>
    /// <param name="remedies">The commands for this stack.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<Container> containers, Declared? declared, Sight sight, Remedies remedies) =>
        declared is null
            // Whether one that ended well was meant to cannot be known.
            ? containers
                .Where(container => !container.IsWell && !container.Status.StartsWith("Exited (0)", StringComparison.Ordinal))
                .Select(container => NotWell(container, sight, remedies))
            : declared.Containers.SelectMany(wanted => Of(wanted, containers, sight, remedies));

    private static IEnumerable<Finding> Of(DeclaredContainer wanted, IReadOnlyList<Container> containers, Sight sight, Remedies remedies)
    {
        var there = containers.FirstOrDefault(one => one.Name == wanted.Name && (wanted.Node is null || one.Node == wanted.Node.Name));
        // With a node that does not answer, what is on it is explained.
        var isUnknown = wanted.Node is { } node ? sight.Of(node.Name)?.HasEngine != true : sight.Answers.Any(answer => !answer.HasEngine);
        return there switch
        {
            { IsWell: true } => [],
            not null => [NotWell(there, sight, remedies)],
            null when isUnknown => [],
            null =>
            [
                new(
                    wanted.Name,
                    $"the container {wanted.Name} is gone{(wanted.Node is null ? "" : $" from {wanted.Node.Name}")}",
                    remedies.Restore
                ),
            ],
        };
    }

    private static Finding NotWell(Container container, Sight sight, Remedies remedies)
    {
        var node = sight.Of(container.Node)!.Node;
        return new(
            container.Name,
            $"the container {container.Name} on {container.Node} does not run as it should: {container.Status}",
            container.State == "running" || container.State == "restarting"
                ? $"{remedies.Swarm($"logs {container.Name} --tail 50")} shows what it printed"
                : $"{remedies.On(node, $"docker start {container.Name}")} starts it again; {remedies.Swarm($"logs {container.Name} --tail 50")} shows what it printed"
        );
    }
}
