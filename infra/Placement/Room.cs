using Infra.Compose.Format;

namespace Infra.Placement;

/// <summary>How many tasks of a service a node can have, and why no more.</summary>
internal sealed class Room(Service service)
{
    private const long NoLimit = long.MaxValue;

    private readonly int _mostOnNode = service.Deploy.MaxReplicasPerNode;

    private readonly ResourceAmount _reserved = service.Deploy.Resources.Reservations;

    // The engine chooses a port that the file does not name, another for each task.
    private readonly Port? _hostPort = service.Ports.FirstOrDefault(port => port is { Mode: "host", Published: > 0 });

    /// <summary>How many tasks the nodes can have together.</summary>
    public long On(IEnumerable<NodeFacts> nodes) => Sum(nodes, node => Limits(node).Min(limit => limit.Tasks));

    /// <summary>The limits that leave too little room for all tasks, as messages say them.</summary>
    public IReadOnlyList<string> TooNarrow(IReadOnlyList<NodeFacts> nodes, long replicas)
    {
        var limits = nodes.SelectMany(Limits).Where(limit => limit.Tasks < NoLimit).GroupBy(limit => limit.Why).ToArray();
        var narrow = limits.Where(limit => limit.Sum(one => one.Tasks) < replicas).ToArray();
        return [.. (narrow.Length > 0 ? narrow : limits).Select(limit => limit.Key)];
    }

    private IEnumerable<(long Tasks, string Why)> Limits(NodeFacts node)
    {
        yield return (NoLimit, "");
        if (_mostOnNode > 0)
        {
            yield return (_mostOnNode, $"max_replicas_per_node: {_mostOnNode}");
        }

        if (_hostPort is { } port)
        {
            yield return (1, $"port {port.Published}/{port.Protocol} in mode host");
        }

        if (node.Machine is { MemoryBytes: > 0 } memory && _reserved.MemoryBytes > 0)
        {
            // The system has a part, so that the engine has less than all.
            yield return (
                (memory.MemoryBytes - 1) / _reserved.MemoryBytes,
                $"{Amounts.Memory(_reserved.MemoryBytes)} of memory reserved for each"
            );
        }

        if (node.Machine is { Cpus: > 0 } processor && _reserved.NanoCpus > 0)
        {
            yield return (
                processor.Cpus * 1_000_000_000L / _reserved.NanoCpus,
                $"{Amounts.Cpus(_reserved.NanoCpus)} CPUs reserved for each"
            );
        }
    }

    private static long Sum(IEnumerable<NodeFacts> nodes, Func<NodeFacts, long> room)
    {
        var sum = 0L;
        foreach (var one in nodes.Select(room))
        {
            if (one == NoLimit)
            {
                return NoLimit;
            }

            sum += one;
        }

        return sum;
    }
}
