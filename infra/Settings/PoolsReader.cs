using System.Globalization;
using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:pools, workers on AWS with machines of their own kind.</summary>
internal sealed class PoolsReader(
    SettingsReader reader,
    string instanceType,
    string? image,
    int diskGiB,
    IReadOnlyList<string> zoneNames,
    int zones
)
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

        foreach (var key in item.EnumerateObject().Select(property => property.Name).Except(_keys))
        {
            reader.Report(
                $"{where}.{key}",
                "an unknown key",
                "one of " + string.Join(", ", _keys),
                Suggestion.For(key, _keys, "Remove it.")
            );
        }

        var name = Text(item, where, SettingsTable.Pool.Name) ?? "";
        var count = Number(item, where, SettingsTable.Pool.Count) ?? 0;
        var own = Zones(item, where);
        var pool = new AwsMachineSettings(
            $"{where}.",
            Text(item, where, SettingsTable.Pool.InstanceType, isRequired: false) ?? instanceType,
            Text(item, where, SettingsTable.Pool.Image, isRequired: false) ?? image,
            Number(item, where, SettingsTable.Pool.DiskGiB, isRequired: false) ?? diskGiB,
            zoneNames.Count == 0 ? [] : [.. own.Select(zone => zoneNames[zone])]
        );
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
                    .Range(0, name.Length == 0 ? 0 : count)
                    .Select(index =>
                        With(
                            new AwsNodeSettings($"{name}{index + 1}", NodeRole.Worker, own[index % own.Count], Number: null)
                            {
                                Pool = pool,
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
        var all = Enumerable.Range(0, zones).ToArray();
        if (!item.TryGetProperty(SettingsTable.Pool.Zones.Name, out var given))
        {
            return all;
        }

        var key = $"{where}.{SettingsTable.Pool.Zones.Name}";
        var names =
            given.ValueKind == JsonValueKind.Array
                ? given
                    .EnumerateArray()
                    .Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : name.GetRawText())
                    .ToArray()
                : null;
        if (zoneNames.Count == 0)
        {
            reader.Report(
                key,
                given.GetRawText(),
                $"nothing, unless {SettingsTable.ZoneNames.Key} names the zones of the stack",
                $"Name them there, or remove {SettingsTable.Pool.Zones.Name}."
            );
            return all;
        }

        if (names is null or [] || names.Except(zoneNames).Any() || names.Distinct().Count() < names.Length)
        {
            reader.Report(
                key,
                given.GetRawText(),
                $"a list of zones out of {SettingsTable.ZoneNames.Key}, each once: {string.Join(", ", zoneNames)}",
                $"For example {SettingsTable.Pool.Zones.Name}: [{zoneNames[0]}]."
            );
            return all;
        }

        return [.. names.Select(name => zoneNames.Index().First(zone => zone.Item == name).Index)];
    }

    private string? Text(JsonElement item, string where, TextSetting key, bool isRequired = true)
    {
        var found = item.TryGetProperty(key.Name, out var value);
        var text = found && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
        return text is not null && key.Allows(text) ? text : Missing<string>(found, value, where, key, isRequired);
    }

    private int? Number(JsonElement item, string where, IntegerSetting key, bool isRequired = true)
    {
        var found = item.TryGetProperty(key.Name, out var value);
        return found && key.Allows(value.GetRawText())
            ? int.Parse(value.GetRawText(), CultureInfo.InvariantCulture)
            : Missing<int?>(found, value, where, key, isRequired);
    }

    private T? Missing<T>(bool found, JsonElement value, string where, Setting key, bool isRequired)
    {
        if (found || isRequired)
        {
            reader.Report(
                $"{where}.{key.Name}",
                found ? value.GetRawText() : "nothing",
                key.Allowed,
                $"For example {key.Name}: {key.Example}."
            );
        }

        return default;
    }
}
