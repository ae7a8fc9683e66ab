using System.Globalization;
using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

/// <summary>A node whose disk is full takes its tasks along, and may take the swarm's leader: there is room for images, logs and volumes.</summary>
internal sealed class EveryNodeHasRoom : ICheck
{
    private const double LeastShare = 0.1;
    private const double Gibi = 1024 * 1024;

    // The root directory and the engine's own may be two file systems: total, available and where, in KiB and then in inodes.
    private const string Script = """
        root=$(curl --silent --show-error --max-time 30 --unix-socket /var/run/docker.sock http://localhost/info | sed -n 's/.*"DockerRootDir":"\([^"]*\)".*/\1/p')
        for unit in k i; do df -P$unit / "${root:-/}" | awk -v unit=$unit 'NR > 1 { print unit, $2, $4, $6 }'; done
        """;

    public string Name => "every node has room on its disks";
    public string LookAt => "df -h and df -i on the node";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var disks = (await Task.WhenAll(swarm.Nodes.Select(node => AskAsync(swarm, node, cancellation)))).SelectMany(one => one).ToList();
        var full = disks.Where(disk => disk.IsFull).ToList();
        return full.Count == 0
            ? string.Join(
                ", ",
                disks
                    .Where(disk => disk.Unit == "k")
                    .GroupBy(disk => disk.Node)
                    .Select(group => $"{group.Key.Name} {group.MinBy(disk => disk.Available)!.Free}")
            )
            : throw new CheckFailedException([
                .. full.Select(disk => new Finding(
                    disk.Node.Name,
                    $"{disk.Node.Name} has {disk.Free} left on {disk.Mount}",
                    swarm.Remedies.On(disk.Node, "docker system df") + ", and docker image prune --all there"
                )),
            ]);
    }

    private static async Task<IReadOnlyList<Disk>> AskAsync(RunningSwarm swarm, Node node, CancellationToken cancellation)
    {
        var printed = await swarm.RunAsync(node, Script, cancellation);
        var disks = printed
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 4))
            .Where(words => words.Length == 4)
            .Select(words => new Disk(
                node,
                words[0],
                double.Parse(words[1], CultureInfo.InvariantCulture),
                double.Parse(words[2], CultureInfo.InvariantCulture),
                words[3]
            ))
            // Some file systems make inodes as they need them, and count none.
            .Where(disk => disk.Total > 0)
            .Distinct()
            .ToList();
        return disks.Count > 0 ? disks : throw new CheckFailedException($"{node.Name} does not say how full its disks are: {printed}");
    }

    private sealed record Disk(Node Node, string Unit, double Total, double Available, string Mount)
    {
        public bool IsFull => Available < LeastShare * Total || (Unit == "k" && Available < Gibi);

        public string Free =>
            Unit == "k"
                ? string.Create(CultureInfo.InvariantCulture, $"{Available / Gibi:0.0} of {Total / Gibi:0.0} GiB")
                : string.Create(CultureInfo.InvariantCulture, $"{Available:0} of {Total:0} inodes");
    }
}
