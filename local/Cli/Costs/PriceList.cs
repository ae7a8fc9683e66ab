using System.Globalization;

namespace Local.Cli.Costs;

/// <summary>What AWS asks for in one region, as it was in one month.</summary>
/// <param name="Region">The region.</param>
/// <param name="Month">When it was looked up.</param>
/// <param name="Prices">In US dollars: instance types, <c>ipv4</c>, <c>nat</c> (a NAT gateway) and <c>nlb</c> (a network load balancer) per hour, <c>gp3</c> per GiB and month.</param>
internal sealed record PriceList(string Region, string Month, IReadOnlyDictionary<string, decimal> Prices)
{
    /// <summary>The table in this repository, prices.csv.</summary>
    public static PriceList Read()
    {
        using var stream = typeof(PriceList).Assembly.GetManifestResourceStream("prices.csv")!;
        using var reader = new StreamReader(stream);
        var rows = reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(','))
            .ToDictionary(row => row[0], row => row[1]);
        return new(
            rows["region"],
            rows["month"],
            rows.Where(row => row.Key is not ("region" or "month"))
                .ToDictionary(row => row.Key, row => decimal.Parse(row.Value, CultureInfo.InvariantCulture))
        );
    }
}
