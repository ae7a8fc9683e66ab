using System.Text.Json;

namespace Infra.Settings;

/// <summary>Reads swarm:pools, workers on AWS with machines of their own kind.</summary>
/// <param name="reader">The configuration.</param>
/// <param name="all">What machines are made of where a pool says nothing else.</param>
/// <param name="zones">How many zones there are, or subnets in an existing VPC.</param>
/// <param name="existing">The existing VPC.</param>
internal sealed class PoolsReader(SettingsReader reader, AwsMachineSettings all, int zones, ExistingVpcSettings? existing)
{
    private static readonly string[] _keys = [.. SettingsTable.Pool.All.Select(key => key.Name)];

    /// <summary>The nodes of all pools; what is wrong with them is reported.</summary>
    public IReadOnlyList<AwsNodeSettings> Read()
    {
        if (
            reader.Configured(SettingsTable.Pools) is not { } text
            || reader.Json(SettingsTable.Pools, text, SettingsTable.Pools.Allowed) is not { } list
        )
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            reader.Report(
                SettingsTable.Pools,
                "something other than a list",
                SettingsTable.Pools.Allowed,
                "Write it as a list in Pulumi.<stack>.yaml."
            );
            return [];
        }

        var pools = list.EnumerateArray().Select((item, index) => Pool(item, $"{SettingsTable.Pools.Key}[{index}]")).ToArray();
        foreach (var twins in pools.Where(pool => pool.Name.Length > 0).GroupBy(pool => pool.Name).Where(group => group.Skip(1).Any()))
        {
            reader.Report(
                SettingsTable.Pools,
                $"the name {SettingsReader.Quoted(twins.Key)} {twins.Count()} times",
                "its own for every pool",
                "Change or remove all but one."
            );
        }

        return [.. pools.SelectMany(pool => pool.Nodes)];
    }

    private (string Name, IReadOnlyList<AwsNodeSettings> Nodes) Pool(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            reader.Report(where, item.GetRawText(), SettingsTable.Pools.Allowed, "Give every pool its keys.");
            return ("", []);
        }

        var keys = new EntryReader(reader, item, where);
        keys.RejectUnknown(_keys);
        var name = keys.Text(SettingsTable.Pool.Name) ?? "";
        var count = keys.Number(SettingsTable.Pool.Count) ?? 0;
        var own = Zones(item, where);
        var pool = new AwsMachineSettings(
            $"{where}.",
            keys.Text(SettingsTable.Pool.InstanceType, isRequired: false) ?? all.InstanceType,
            keys.Text(SettingsTable.Pool.Image, isRequired: false) ?? all.Image,
            keys.Number(SettingsTable.Pool.DiskGiB, isRequired: false) ?? all.DiskGiB,
            all.ZoneNames.Count == 0 ? [] : [.. own.Select(zone => all.ZoneNames[zone])]
        )
        {
            IsSpot = keys.Flag(SettingsTable.Pool.Spot),
        };
        var labels = item.TryGetProperty(SettingsTable.Pool.Labels.Name, out var given)
            ? NodeAttributesReader.Labels(reader, $"{where}.{SettingsTable.Pool.Labels.Name}", given)
            : null;
        var availability = item.TryGetProperty(SettingsTable.Pool.Availability.Name, out var word)
            ? NodeAttributesReader.Availability(reader, $"{where}.{SettingsTable.Pool.Availability.Name}", word)
            : null;
        return (
            name,
            [
                .. Enumerable
                    .Range(0, name.Length == 0 || own.Count == 0 ? 0 : count)
                    .Select(index =>
                        With(
                            new AwsNodeSettings($"{name}{index + 1}", NodeRole.Worker, own[index % own.Count], Number: null)
                            {
                                Machine = pool,
                                Availability = availability,
                            }
                        )
                    ),
            ]
        );

        AwsNodeSettings With(AwsNodeSettings node) => labels is { Count: > 0 } ? node with { Labels = labels } : node;
    }

    // The indexes of its zones among those of the stack.
    private IReadOnlyList<int> Zones(JsonElement item, string where)
    {
        var every = Enumerable.Range(0, zones).ToArray();
        if (!item.TryGetProperty(SettingsTable.Pool.Zones.Name, out var given))
        {
            return every;
        }

        var key = $"{where}.{SettingsTable.Pool.Zones.Name}";
        var names =
            given.ValueKind == JsonValueKind.Array
                ? given
                    .EnumerateArray()
                    .Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : name.GetRawText())
                    .ToArray()
                : null;
        if (existing is not null)
        {
            reader.Report(
                key,
                given.GetRawText(),
                $"nothing beside {SettingsTable.VpcId.Key}, since nodes of pools are spread over {SettingsTable.SubnetIds.Key} as all others are",
                $"Remove {SettingsTable.Pool.Zones.Name}."
            );
            return every;
        }

        if (all.ZoneNames.Count == 0)
        {
            reader.Report(
                key,
                given.GetRawText(),
                $"nothing, unless {SettingsTable.ZoneNames.Key} names the zones of the stack",
                $"Name them there, or remove {SettingsTable.Pool.Zones.Name}."
            );
            return every;
        }

        if (names is null or [] || names.Except(all.ZoneNames).Any() || names.Distinct().Count() < names.Length)
        {
            reader.Report(
                key,
                given.GetRawText(),
                $"a list of zones out of {SettingsTable.ZoneNames.Key}, each once: {string.Join(", ", all.ZoneNames)}",
                $"For example {SettingsTable.Pool.Zones.Name}: [{all.ZoneNames[0]}]."
            );
            return every;
        }

        return [.. names.Select(name => all.ZoneNames.Index().First(zone => zone.Item == name).Index)];
    }
}
