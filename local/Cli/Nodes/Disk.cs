using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Local.Cli.Nodes;

/// <summary>A file system of a node, or its inodes.</summary>
/// <param name="Mount">Where it is mounted.</param>
/// <param name="Unit">What is counted: KiB or inodes.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Available">How many of them are free.</param>
internal sealed partial record Disk(string Mount, string Unit, double Total, double Available)
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

    /// <summary>Reads the rows of <c>df -k --output=size,avail,itotal,iavail,target</c>, each a disk and its inodes; other lines are left out, and each comes once.</summary>
    public static IReadOnlyList<Disk> In(IEnumerable<string> lines) =>
        [
            .. lines
                .Select(line => Row().Match(line))
                .Where(row => row.Success)
                .SelectMany(row =>
                    new[]
                    {
                        (Unit: Bytes, Total: "size", Available: "avail"),
                        (Unit: "inodes", Total: "itotal", Available: "iavail"),
                    }.Select(counted => new Disk(
                        row.Groups["target"].Value,
                        counted.Unit,
                        Amount(row.Groups[counted.Total]),
                        Amount(row.Groups[counted.Available])
                    ))
                )
                // Some file systems make inodes as they need them, and count none.
                .Where(disk => disk.Total > 0)
                .Distinct(),
        ];

    // A dash where nothing is counted.
    private static double Amount(Group digits) => digits.Value == "-" ? 0 : double.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*(?<size>\d+|-)\s+(?<avail>\d+|-)\s+(?<itotal>\d+|-)\s+(?<iavail>\d+|-)\s+(?<target>/.*)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Row();
}
