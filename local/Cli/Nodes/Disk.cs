using System.Globalization;
using System.Text.Json.Serialization;

namespace Local.Cli.Nodes;

/// <summary>A file system of a node, or its inodes.</summary>
/// <param name="Mount">Where it is mounted.</param>
/// <param name="Unit">What is counted: KiB or inodes.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Available">How many of them are free.</param>
internal sealed record Disk(string Mount, string Unit, double Total, double Available)
{
    public const string Bytes = "KiB";
    private const double LeastShare = 0.1;
    private const double Gibi = 1024 * 1024;

    /// <summary>Whether images, logs and volumes have no room left to grow: a tenth, and one GiB.</summary>
    public bool IsFull => Available < LeastShare * Total || (Unit == Bytes && Available < Gibi);

    /// <summary>What is free, for a person.</summary>
    [JsonIgnore]
    public string Free =>
        Unit == Bytes
            ? string.Create(CultureInfo.InvariantCulture, $"{Available / Gibi:0.0} of {Total / Gibi:0.0} GiB")
            : string.Create(CultureInfo.InvariantCulture, $"{Available:0} of {Total:0} inodes");

    /// <summary>Reads lines of unit (k for KiB, i for inodes), total, available and mount; others are left out, and each disk comes once.</summary>
    public static IReadOnlyList<Disk> In(IEnumerable<string> lines) =>
        [
            .. lines
                .Select(line => line.Split(' ', 4))
                .Where(words => words.Length == 4)
                .Select(words => new Disk(
                    words[3],
                    words[0] == "k" ? Bytes : "inodes",
                    double.Parse(words[1], CultureInfo.InvariantCulture),
                    double.Parse(words[2], CultureInfo.InvariantCulture)
                ))
                // Some file systems make inodes as they need them, and count none.
                .Where(disk => disk.Total > 0)
                .Distinct(),
        ];
}
