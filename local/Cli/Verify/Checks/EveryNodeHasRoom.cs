using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

/// <summary>A node whose disk is full takes its tasks along, and may take the swarm's leader: there is room for images, logs and volumes.</summary>
internal sealed class EveryNodeHasRoom : ICheck
{
    // The root directory and the engine's own may be two file systems.
    private const string Script = """
        root=$(curl --silent --show-error --max-time 30 --unix-socket /var/run/docker.sock http://localhost/info | sed -n 's/.*"DockerRootDir":"\([^"]*\)".*/\1/p')
        df -k --output=size,avail,itotal,iavail,target / "${root:-/}"
        """;

    public string Name => "every node has room on its disks";
    public string LookAt => "df -h and df -i on the node";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var disks = (await Task.WhenAll(swarm.Nodes.Select(node => AskAsync(swarm, node, cancellation)))).SelectMany(one => one).ToList();
        var full = disks.Where(one => one.Disk.IsFull).ToList();
        return full.Count == 0
            ? string.Join(
                ", ",
                disks
                    .Where(one => one.Disk.Unit == Disk.Bytes)
                    .GroupBy(one => one.Node, one => one.Disk)
                    .Select(group => $"{group.Key.Name} {group.MinBy(disk => disk.Available)!.Free}")
            )
            : throw new CheckFailedException([
                .. full.Select(one => new Finding(
                    one.Node.Name,
                    $"{one.Node.Name} has {one.Disk.Free} left on {one.Disk.Mount}",
                    swarm.Remedies.Room(one.Node)
                )),
            ]);
    }

    private static async Task<IReadOnlyList<(Node Node, Disk Disk)>> AskAsync(RunningSwarm swarm, Node node, CancellationToken cancellation)
    {
        var printed = await swarm.RunAsync(node, Script, cancellation);
        var disks = Disk.In(printed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return disks.Count > 0
            ? [.. disks.Select(disk => (node, disk))]
            : throw new CheckFailedException($"{node.Name} does not say how full its disks are: {printed}");
    }
}
