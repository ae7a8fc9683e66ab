using System.Globalization;

namespace Infra.Placement;

/// <summary>Amounts of memory and processor as messages say them.</summary>
internal static class Amounts
{
    private const decimal MiB = 1 << 20;
    private const decimal GiB = 1 << 30;

    public static string Memory(long bytes) =>
        bytes >= GiB
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / GiB:0.##} GiB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / MiB:0.##} MiB");

    public static string Cpus(long nanoCpus) => string.Create(CultureInfo.InvariantCulture, $"{nanoCpus / 1_000_000_000m:0.#########}");
}
