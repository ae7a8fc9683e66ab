using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:machines, what the machines of managers and of workers outside pools are made of where that is not the same.</summary>
internal static class MachinesReader
{
    private static readonly Setting[] _roles = [SettingsTable.MachinesOfManagers, SettingsTable.MachinesOfWorkers];
    private static readonly string[] _keys =
    [
        SettingsTable.Pool.InstanceType.Name,
        SettingsTable.Pool.Image.Name,
        SettingsTable.Pool.DiskGiB.Name,
    ];

    /// <summary>What those of managers and of workers are made of; what is wrong is reported.</summary>
    /// <param name="reader">The configuration.</param>
    /// <param name="all">What they are made of where nothing else is said.</param>
    public static (AwsMachineSettings Managers, AwsMachineSettings Workers) Read(SettingsReader reader, AwsMachineSettings all)
    {
        if (reader.Configured(SettingsTable.Machines) is not { } text || reader.Mapping(SettingsTable.Machines, text) is not { } roles)
        {
            return (all, all);
        }

        foreach (var other in roles.Where(role => _roles.All(known => known.Name != role.Name)))
        {
            reader.Report(
                $"{SettingsTable.Machines.Key}.{other.Name}",
                "neither of the two roles",
                $"{_roles[0].Name} or {_roles[1].Name}; machines of other kinds are in {SettingsTable.Pools.Key}",
                Suggestion.For(other.Name, [.. _roles.Select(role => role.Name)], "Remove it.")
            );
        }

        return (Of(_roles[0]), Of(_roles[1]));

        AwsMachineSettings Of(Setting role)
        {
            if (roles.FirstOrDefault(entry => entry.Name == role.Name) is not { Value.ValueKind: not JsonValueKind.Undefined } entry)
            {
                return all;
            }

            var where = $"{SettingsTable.Machines.Key}.{role.Name}";
            if (entry.Value.ValueKind != JsonValueKind.Object)
            {
                reader.Report(where, entry.Value.GetRawText(), role.Allowed, "For example {instanceType: t3.medium}.");
                return all;
            }

            var keys = new EntryReader(reader, entry.Value, where);
            keys.RejectUnknown(_keys);
            return new AwsMachineSettings(
                $"{where}.",
                keys.Text(SettingsTable.Pool.InstanceType, isRequired: false) ?? all.InstanceType,
                keys.Text(SettingsTable.Pool.Image, isRequired: false) ?? all.Image,
                keys.Number(SettingsTable.Pool.DiskGiB, isRequired: false) ?? all.DiskGiB,
                all.ZoneNames
            );
        }
    }
}
