using System.Text.RegularExpressions;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Turns the raw configuration into <see cref="SwarmSettings"/>, or into the list of all that is wrong with it.</summary>
public static partial class SettingsLoader
{
    private static readonly string[] _common =
    [
        "provider",
        "sshPrivateKeyFile",
        "dockerChannel",
        "dockerVersion",
        "overlayPool",
        "overlaySubnetSize",
        "networkMtu",
        "stackFiles",
        "variables",
        "secretVariables",
    ];

    private static readonly string[] _awsOnly =
    [
        "managers",
        "workers",
        "instanceType",
        "image",
        "diskGiB",
        "vpcCidr",
        "zones",
        "zoneNames",
        "resize",
        "sshFrom",
        "publishedFrom",
    ];

    private static readonly string[] _hostsOnly = ["hosts"];

    /// <summary>Every setting's name, without the namespace <c>swarm:</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _common, .. _awsOnly, .. _hostsOnly];

    /// <summary>Reads and checks everything; what is wrong is added to <paramref name="problems"/>, and then the result is of no use.</summary>
    /// <param name="values">Setting name without namespace → value; lists and objects as JSON.</param>
    /// <param name="projectDirectory">What relative paths are relative to.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static SwarmSettings Load(IReadOnlyDictionary<string, string> values, string projectDirectory, ICollection<Problem> problems)
    {
        var reader = new SettingsReader(values, problems);
        RejectUnknown(values.Keys, reader);
        var existing = reader.OneOf("provider", new Dictionary<string, bool> { ["aws"] = false, ["hosts"] = true });
        RejectForeign(reader, existing ? _awsOnly : _hostsOnly, existing ? "aws" : "hosts");
        HostsSettings hosts = existing ? HostsReader.Read(reader, problems) : AwsReader.Read(reader);
        var overlay = OverlayReader.Read(reader, hosts);
        return new SwarmSettings(
            hosts,
            Key(reader, projectDirectory, existing),
            Docker(reader),
            overlay,
            reader.List("stackFiles"),
            VariableSettings.Read(reader)
        );
    }

    private static void RejectUnknown(IEnumerable<string> names, SettingsReader reader)
    {
        foreach (var name in names.Except(Names).Order(StringComparer.Ordinal))
        {
            reader.Report(
                name,
                "an unknown setting",
                "one of " + string.Join(", ", Names.Order(StringComparer.Ordinal)),
                Suggestion.For(name, Names, $"Run `pulumi config rm swarm:{name}`.")
            );
        }
    }

    // A value equal to the default does no harm: the defaults in Pulumi.yaml arrive like configured values.
    private static void RejectForeign(SettingsReader reader, IEnumerable<string> foreign, string provider)
    {
        foreach (var name in foreign)
        {
            if (reader.Configured(name) is { } value && value != Defaults.All.GetValueOrDefault(name) && value != "[]")
            {
                reader.Report(
                    name,
                    name == "hosts" ? "a list of hosts" : SettingsReader.Quoted(value),
                    $"nothing, unless swarm:provider is {provider}",
                    $"Run `pulumi config rm swarm:{name}`, or `pulumi config set swarm:provider {provider}`."
                );
            }
        }
    }

    private static DockerSettings Docker(SettingsReader reader)
    {
        var channel = reader.OneOf(
            "dockerChannel",
            new Dictionary<string, DockerChannel> { ["docker"] = DockerChannel.Docker, ["distro"] = DockerChannel.Distro }
        );
        var version = reader.Configured("dockerVersion");
        if (version is not null && !VersionPattern().IsMatch(version))
        {
            reader.Report(
                "dockerVersion",
                SettingsReader.Quoted(version),
                "an engine version or its beginning, such as 28.5.2 or 28.5",
                "Run `pulumi config rm swarm:dockerVersion` to have the newest of the channel."
            );
        }

        return new DockerSettings(channel, version);
    }

    private static OperatorKey? Key(SettingsReader reader, string projectDirectory, bool required)
    {
        var path = reader.Configured("sshPrivateKeyFile");
        if (path is not null)
        {
            return OperatorKey.Read(reader, path, projectDirectory);
        }

        if (required)
        {
            reader.Report(
                "sshPrivateKeyFile",
                "nothing",
                "the file of a private SSH key that the hosts accept",
                SettingsReader.Set("sshPrivateKeyFile", "~/.ssh/id_ed25519")
            );
        }

        return null;
    }

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){0,2}$")]
    private static partial Regex VersionPattern();
}
