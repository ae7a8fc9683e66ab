using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Turns the raw configuration into <see cref="SwarmSettings"/>, or into the list of all that is wrong with it.</summary>
internal static class SettingsLoader
{
    /// <summary>Reads and checks everything; what is wrong is added to <paramref name="problems"/>, and then the result is of no use.</summary>
    /// <param name="values">Setting name without namespace → value; lists and objects as JSON.</param>
    /// <param name="projectDirectory">What relative paths are relative to.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="warnings">Receives what is dangerous.</param>
    /// <param name="secretKeys">The settings that Pulumi keeps encrypted.</param>
    public static SwarmSettings Load(
        IReadOnlyDictionary<string, string> values,
        string projectDirectory,
        ICollection<Problem> problems,
        ICollection<Warning>? warnings = null,
        IReadOnlyCollection<string>? secretKeys = null
    )
    {
        var reader = new SettingsReader(values, problems);
        RejectUnknown(values.Keys, reader);
        var provider = reader.Word(SettingsTable.Provider);
        RejectForeign(reader, provider);
        HostsSettings machines =
            provider == HostsProvider.Hosts ? HostsReader.Read(reader, problems) : AwsReader.Read(reader, warnings ?? []);
        var hosts = NodeAttributesReader.Read(reader, machines);
        var overlay = OverlayReader.Read(reader, hosts);
        ReviewReader.Check(reader, secretKeys ?? []);
        var settings = new SwarmSettings(
            hosts,
            Key(reader, projectDirectory, required: provider == HostsProvider.Hosts),
            new DockerSettings(
                reader.Word(SettingsTable.DockerChannel),
                reader.Text(SettingsTable.DockerVersion),
                DaemonReader.Read(reader, hosts, overlay, warnings ?? [], secretKeys ?? []),
                NetworkReader.Read(reader, hosts, overlay, projectDirectory, secretKeys ?? []),
                UnusedImages(reader, provider)
            ),
            overlay,
            reader.List(SettingsTable.StackFiles),
            VariableSettings.Read(reader),
            RegistriesReader.Read(reader, provider)
        );
        // `pulumi new` asks for sshFrom, and leaves it empty for those who need none.
        reader.RejectEmpty(SettingsTable.All.Where(setting => setting.Provider is null || setting.Provider == provider));
        return settings;
    }

    private static void RejectUnknown(IEnumerable<string> names, SettingsReader reader)
    {
        var known = SettingsTable.All.Select(setting => setting.Name).ToArray();
        foreach (var name in names.Except(known).Order(StringComparer.Ordinal))
        {
            reader.Report(
                $"swarm:{name}",
                "an unknown setting",
                "one of " + string.Join(", ", known.Order(StringComparer.Ordinal)),
                Misplaced(name) ?? Suggestion.For(name, known, $"Run `pulumi config rm swarm:{name}`.")
            );
        }
    }

    /// <summary>Where a key belongs that is known, and stands in a wrong place; null: it is unknown.</summary>
    internal static string? Misplaced(string key) =>
        key == SettingsTable.Pool.Spot.Name
            ? $"Write {key}: true in an entry of {SettingsTable.Pools.Key}: only workers in pools can be spot instances (docs/aws.md)."
            : null;

    // A value equal to the default does no harm: the defaults in Pulumi.yaml arrive like configured values.
    private static void RejectForeign(SettingsReader reader, HostsProvider chosen)
    {
        foreach (var setting in SettingsTable.All.Where(setting => setting.Provider is not null && setting.Provider != chosen))
        {
            var provider = SettingsTable.Provider.WordFor(setting.Provider!.Value);
            if (reader.Configured(setting) is { } value && value != setting.Default && value != "[]")
            {
                reader.Report(
                    setting,
                    setting == SettingsTable.Hosts ? "a list of hosts" : SettingsReader.Quoted(value),
                    $"nothing, unless {SettingsTable.Provider.Key} is {provider}",
                    $"Run `pulumi config rm {setting.Key}`, or `pulumi config set {SettingsTable.Provider.Key} {provider}`."
                );
            }
        }
    }

    // On hosts that exist, others may count on images that they have put there.
    private static bool? UnusedImages(SettingsReader reader, HostsProvider provider) =>
        provider == HostsProvider.Hosts && reader.Configured(SettingsTable.UnusedImages) is null
            ? null
            : reader.Word(SettingsTable.UnusedImages with { Default = "remove" });

    private static OperatorKey? Key(SettingsReader reader, string projectDirectory, bool required)
    {
        var path = reader.Configured(SettingsTable.SshPrivateKeyFile);
        if (path is not null)
        {
            return OperatorKey.Read(reader, path, projectDirectory);
        }

        if (required)
        {
            reader.Report(
                SettingsTable.SshPrivateKeyFile,
                "nothing",
                "the file of a private SSH key that the hosts accept",
                SettingsTable.SshPrivateKeyFile.Set(SettingsTable.SshPrivateKeyFile.Example!)
            );
        }

        return null;
    }
}
