using Infra.Workloads.Format;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>deploy.resources</c>.</summary>
internal static class ResourcesReader
{
    public static ResourceLimits Read(NodeReader reader, Node? node)
    {
        var map = reader.Fields(node, ComposeKeys.Resources);
        var limits = reader.Fields(map["limits"], ComposeKeys.ResourceLimit);
        var reservations = reader.Fields(map["reservations"], ComposeKeys.Reservations);
        return new ResourceLimits(
            Amount(reader, limits),
            Amount(reader, reservations),
            [.. reader.Items(reservations["generic_resources"]).Select(item => Generic(reader, item)).OfType<string>()]);
    }

    private static ResourceAmount Amount(NodeReader reader, Mapping map)
    {
        // Pulumi.Docker holds both in 32 bits.
        const decimal mostCpus = int.MaxValue / 1_000_000_000m;
        var cpus = reader.Number(map["cpus"], 0.001m, decimal.Round(mostCpus, 2, MidpointRounding.ToZero), 0);
        return new ResourceAmount((int)(cpus * 1_000_000_000m), Memory(reader, map["memory"]));
    }

    private static int Memory(NodeReader reader, Node? node)
    {
        if (node is null)
        {
            return 0;
        }

        if (reader.Plain(node) is { } text)
        {
            // 2 GiB is written often, and is one byte more than 32 bits hold: that byte is left out.
            if (Bytes.TryParse(text, out var bytes) && bytes is >= 4 * 1024 * 1024 and <= int.MaxValue + 1L)
            {
                return (int)Math.Min(bytes, int.MaxValue);
            }

            reader.Report(node, NodeReader.Shown(node), "an amount from 4m to 2g, with the unit k, m or g", "For example 512m.");
        }

        return 0;
    }

    private static string? Generic(NodeReader reader, Node node)
    {
        var map = reader.Fields(reader.Fields(node, ComposeKeys.GenericResource)["discrete_resource_spec"], ComposeKeys.DiscreteResource);
        if (reader.Plain(map["kind"]) is { } kind && map["value"] is { } value)
        {
            return $"{kind}={reader.Integer(value, 0, int.MaxValue, 0)}";
        }

        reader.Report(node, "no kind or no value", "a discrete_resource_spec with kind and value", "For example {discrete_resource_spec: {kind: GPU, value: 1}}.");
        return null;
    }
}
