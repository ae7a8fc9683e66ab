using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:machines, what the machines of managers, of workers outside pools and of the bastion are made of where that is not the same.</summary>
internal static class MachinesReader
{
    private static readonly Setting[] _roles =
    [
        SettingsTable.MachinesOfManagers,
        SettingsTable.MachinesOfWorkers,
        SettingsTable.MachinesOfBastion,
    ];
    private static readonly string[] _keys =
    [
        SettingsTable.Pool.InstanceType.Name,
        SettingsTable.Pool.Image.Name,
        SettingsTable.Pool.DiskGiB.Name,
    ];

    /// <summary>What those of managers, of workers and of the bastion are made of, the last null where nothing is said; what is wrong is reported.</summary>
    /// <param name="reader">The configuration.</param>
    /// <param name="all">What they are made of where nothing else is said.</param>
    public static (AwsMachineSettings Managers, AwsMachineSettings Workers, AwsMachineSettings? Bastion) Read(
        SettingsReader reader,
        AwsMachineSettings all
    )
    {
        if (reader.Configured(SettingsTable.Machines) is not { } text || reader.Mapping(SettingsTable.Machines, text) is not { } roles)
        {
            return (all, all, null);
        }

        foreach (var other in roles.Where(role => _roles.All(known => known.Name != role.Name)))
        {
            reader.Report(
                $"{SettingsTable.Machines.Key}.{other.Name}",
                "none of the three kinds",
                $"{_roles[0].Name}, {_roles[1].Name} or {_roles[2].Name}; machines of other kinds are in {SettingsTable.Pools.Key}",
                SettingsLoader.Misplaced(other.Name) ?? Suggestion.For(other.Name, [.. _roles.Select(role => role.Name)], "Remove it.")
            );
        }

        return (
            Of(SettingsTable.MachinesOfManagers, all) ?? all,
            Of(SettingsTable.MachinesOfWorkers, all) ?? all,
            Of(SettingsTable.MachinesOfBastion, BastionReader.Smallest)
        );

        AwsMachineSettings? Of(Setting role, AwsMachineSettings other)
        {
            if (roles.FirstOrDefault(entry => entry.Name == role.Name) is not { Value.ValueKind: not JsonValueKind.Undefined } entry)
            {
                return null;
            }

            var where = $"{SettingsTable.Machines.Key}.{role.Name}";
            if (entry.Value.ValueKind != JsonValueKind.Object)
            {
                reader.Report(where, entry.Value.GetRawText(), role.Allowed, "For example {instanceType: t3.medium}.");
                return null;
            }

            var keys = new EntryReader(reader, entry.Value, where);
            keys.RejectUnknown(_keys);
            return new AwsMachineSettings(
                $"{where}.",
                keys.Text(SettingsTable.Pool.InstanceType, isRequired: false) ?? other.InstanceType,
                keys.Text(SettingsTable.Pool.Image, isRequired: false) ?? other.Image,
                keys.Number(SettingsTable.Pool.DiskGiB, isRequired: false) ?? other.DiskGiB,
                other.ZoneNames
            );
        }
    }
}
