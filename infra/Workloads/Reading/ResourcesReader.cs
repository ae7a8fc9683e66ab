using Infra.Workloads.Format;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>deploy.resources</c>.</summary>
internal static class ResourcesReader
{
    // More than any machine has; below it, amounts are exact on their way to the engine, which is as doubles.
    private const int MostCpus = 10_000;
    private const long MostMemory = 1L << 50;

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
        var cpus = reader.Number(map["cpus"], 0.001m, MostCpus, 0);
        return new ResourceAmount((long)(cpus * 1_000_000_000m), Memory(reader, map["memory"]));
    }

    private static long Memory(NodeReader reader, Node? node)
    {
        if (node is null)
        {
            return 0;
        }

        if (reader.Plain(node) is { } text)
        {
            if (Bytes.TryParse(text, out var bytes) && bytes is >= 4 * 1024 * 1024 and <= MostMemory)
            {
                return bytes;
            }

            reader.Report(node, NodeReader.Shown(node), "an amount from 4m to 1024t, with the unit k, m, g or t", "For example 512m.");
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
