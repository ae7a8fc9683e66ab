using System.Globalization;
using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>deploy.resources</c>.</summary>
internal static class ResourcesReader
{
    // More than any machine has; below it, amounts are exact on their way to the engine, which is as doubles.
    private const int MostCpus = 10_000;
    private const long MostMemory = 1L << 50;

    public static ResourceLimits Read(ElementReader reader, YamlElement? node)
    {
        var map = reader.Fields(node, ComposeKeys.Resources);
        var limits = reader.Fields(map["limits"], ComposeKeys.ResourceLimit);
        var reservations = reader.Fields(map["reservations"], ComposeKeys.Reservations);
        return new ResourceLimits(
            Amount(reader, limits),
            Amount(reader, reservations),
            [.. reader.Items(reservations["generic_resources"]).Select(item => Generic(reader, item)).OfType<string>()]
        );
    }

    private static ResourceAmount Amount(ElementReader reader, YamlMapping map)
    {
        return new ResourceAmount(NanoCpus(reader, map["cpus"]), Memory(reader, map["memory"]));
    }

    // A decimal number or a fraction such as 1/2; none and 0 are no limit.
    private static long NanoCpus(ElementReader reader, YamlElement? node)
    {
        if (node is null or YamlScalar { IsNull: false, IsSecret: false, Text: "" })
        {
            return 0;
        }

        if (
            node is YamlScalar { IsSecret: false, Text: var text }
            && text.Split('/') is [var above, .. { Length: <= 1 } rest]
            && Decimal(above) is { } cpus
            && (rest.Length == 0 ? 1m : Decimal(rest[0])) is { } divisor and > 0
            && (cpus == 0 || cpus / divisor is >= 0.001m and <= MostCpus)
            && cpus / divisor * 1_000_000_000m % 1 == 0
        )
        {
            return (long)(cpus / divisor * 1_000_000_000m);
        }

        reader.Report(
            node,
            ElementReader.Shown(node),
            string.Create(CultureInfo.InvariantCulture, $"0, or a number from 0.001 to {MostCpus} with at most nine decimals"),
            "For example 0.5."
        );
        return 0;
    }

    private static decimal? Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static long Memory(ElementReader reader, YamlElement? node)
    {
        if (node is null)
        {
            return 0;
        }

        if (reader.Plain(node) is { } text)
        {
            if (Bytes.TryParse(text, out var bytes) && bytes is 0 or (>= 4 * 1024 * 1024 and <= MostMemory))
            {
                return bytes;
            }

            reader.Report(
                node,
                ElementReader.Shown(node),
                "0, or an amount from 4m to 1024t, with the unit k, m, g or t",
                "For example 512m."
            );
        }

        return 0;
    }

    private static string? Generic(ElementReader reader, YamlElement node)
    {
        var map = reader.Fields(reader.Fields(node, ComposeKeys.GenericResource)["discrete_resource_spec"], ComposeKeys.DiscreteResource);
        if (reader.Plain(map["kind"]) is { } kind && map["value"] is { } value)
        {
            return $"{kind}={reader.Integer(value, 0, int.MaxValue, 0)}";
        }

        reader.Report(
            node,
            "no kind or no value",
            "a discrete_resource_spec with kind and value",
            "For example {discrete_resource_spec: {kind: GPU, value: 1}}."
        );
        return null;
    }
}
