using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>Turns the raw configuration into <see cref="SwarmSettings"/>, or into the list of all that is wrong with it.</summary>
public static partial class SettingsLoader
{
    private static readonly string[] Common =
        ["provider", "sshPrivateKeyFile", "dockerChannel", "dockerVersion", "overlayPool", "overlaySubnetSize", "networkMtu", "stackFiles"];

    private static readonly string[] AwsOnly =
        ["managers", "workers", "instanceType", "image", "diskGiB", "vpcCidr", "zones", "sshFrom", "publishedFrom"];

    private static readonly string[] HostsOnly = ["hosts"];

    // What a fresh Docker Engine gives to docker0 and docker_gwbridge.
    private static readonly Cidr[] DockerBridges = [Cidr.Parse("172.17.0.0/16"), Cidr.Parse("172.18.0.0/16")];

    /// <summary>Every setting's name, without the namespace <c>swarm:</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Common, .. AwsOnly, .. HostsOnly];

    /// <summary>Reads and checks everything; what is wrong is added to <paramref name="problems"/>, and then the result is of no use.</summary>
    /// <param name="values">Setting name without namespace → value; lists and objects as JSON.</param>
    /// <param name="projectDirectory">What relative paths are relative to.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static SwarmSettings Load(IReadOnlyDictionary<string, string> values, string projectDirectory, ICollection<Problem> problems)
    {
        var reader = new SettingsReader(values, problems);
        RejectUnknown(values.Keys, reader);
        var existing = reader.OneOf("provider", new Dictionary<string, bool> { ["aws"] = false, ["hosts"] = true });
        RejectForeign(reader, existing ? AwsOnly : HostsOnly, existing ? "aws" : "hosts");
        HostsSettings hosts = existing ? HostsReader.Read(reader, problems) : Aws(reader);
        var overlay = Overlay(reader, hosts);
        return new SwarmSettings(hosts, Key(reader, projectDirectory, existing), Docker(reader), overlay, reader.List("stackFiles"));
    }

    private static void RejectUnknown(IEnumerable<string> names, SettingsReader reader)
    {
        foreach (var name in names.Except(Names).Order(StringComparer.Ordinal))
        {
            reader.Report(
                name,
                "an unknown setting",
                "one of " + string.Join(", ", Names.Order(StringComparer.Ordinal)),
                Suggestion.For(name, Names, $"Run `pulumi config rm swarm:{name}`."));
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
                    $"Run `pulumi config rm swarm:{name}`, or `pulumi config set swarm:provider {provider}`.");
            }
        }
    }

    private static AwsSettings Aws(SettingsReader reader)
    {
        var managers = reader.Integer("managers", 1, 7);
        if (managers % 2 == 0)
        {
            reader.Report(
                "managers",
                SettingsReader.Quoted(reader.Text("managers")),
                "an odd number from 1 to 7, since managers decide by majority",
                SettingsReader.Set("managers", $"{managers + 1}"));
        }

        var workers = reader.Integer("workers", 0, HostsSettings.MostNodes - managers);
        var sshFrom = reader.Sources("sshFrom", world: false);
        if (reader.Configured("sshFrom") is null)
        {
            reader.Report(
                "sshFrom",
                "nothing",
                SettingsReader.NarrowRanges,
                $"Say who may reach SSH: {SettingsReader.SetToThisAddress("sshFrom")}.");
        }

        var publishedFrom = reader.Sources("publishedFrom", world: true);
        var vpc = reader.Range("vpcCidr", 16, 28);
        RejectDockerBridges(reader, "vpcCidr", vpc);
        var zones = reader.Integer("zones", 1, 3);
        return new AwsSettings(
            InstanceType(reader),
            Image(reader),
            reader.Integer("diskGiB", 8, 16384),
            vpc,
            Subnets(vpc, zones),
            sshFrom,
            publishedFrom.Count > 0 ? publishedFrom : sshFrom,
            Nodes(reader, managers, managers + workers, Subnets(vpc, zones)));
    }

    private static string InstanceType(SettingsReader reader)
    {
        var type = reader.Text("instanceType");
        if (!InstanceTypePattern().IsMatch(type))
        {
            reader.Report("instanceType", SettingsReader.Quoted(type), "an EC2 instance type such as t3.small", SettingsReader.Set("instanceType", "t3.small"));
        }

        return type;
    }

    private static string? Image(SettingsReader reader)
    {
        var image = reader.Configured("image");
        if (image is not null && !ImagePattern().IsMatch(image))
        {
            reader.Report("image", SettingsReader.Quoted(image), "the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0", "Run `pulumi config rm swarm:image` to have the newest Debian 13.");
        }

        return image;
    }

    private static Cidr[] Subnets(Cidr vpc, int zones)
    {
        var bits = zones - 1; // 1, 2 or 4 parts for 1, 2 or 3 zones
        return vpc.PrefixLength + bits > 28 ? [] : [.. Enumerable.Range(0, zones).Select(zone => vpc.Subnet(bits, zone))];
    }

    private static AwsNodeSettings[] Nodes(SettingsReader reader, int managers, int count, Cidr[] subnets)
    {
        // AWS keeps the first four addresses of a subnet and the last; the numbers up to ten stay free for other machines.
        const int first = 11;
        if (subnets.Length == 0 || first + count - 1 > subnets[0].Size - 2)
        {
            var room = subnets.Length == 0 ? 0 : Math.Max(0, subnets[0].Size - 1 - first);
            reader.Report(
                "vpcCidr",
                SettingsReader.Quoted(reader.Text("vpcCidr")),
                $"a range with room for {count} nodes in {reader.Text("zones")} subnets of /28 or larger (this one: {room})",
                "Use a wider range, fewer zones or fewer nodes.");
            return [];
        }

        return
        [
            .. Enumerable.Range(0, count).Select(index => new AwsNodeSettings(
                $"node{index + 1}",
                index < managers ? NodeRole.Manager : NodeRole.Worker,
                subnets[index % subnets.Length].Address(first + index),
                index % subnets.Length)),
        ];
    }

    private static OverlaySettings Overlay(SettingsReader reader, HostsSettings hosts)
    {
        var pool = reader.Range("overlayPool", 8, 24);
        RejectDockerBridges(reader, "overlayPool", pool);
        if (hosts is AwsSettings aws && pool.Overlaps(aws.Vpc))
        {
            ReportOverlap(reader, "overlayPool", pool, $"swarm:vpcCidr {aws.Vpc}");
        }

        foreach (var host in hosts.Nodes.OfType<ExistingHostSettings>().Where(host => Cidr.IsAddress(host.PrivateAddress)))
        {
            if (pool.Overlaps(Cidr.OfAddress(host.PrivateAddress)))
            {
                ReportOverlap(reader, "overlayPool", pool, $"the private address {host.PrivateAddress} of {host.Name}");
            }
        }

        var size = reader.Integer("overlaySubnetSize", 9, 29);
        if (size <= pool.PrefixLength)
        {
            reader.Report("overlaySubnetSize", SettingsReader.Quoted($"{size}"), $"a prefix length longer than that of swarm:overlayPool {pool}", SettingsReader.Set("overlaySubnetSize", "24"));
        }

        return new OverlaySettings(pool, size, reader.Integer("networkMtu", 576, 9216));
    }

    private static void RejectDockerBridges(SettingsReader reader, string name, Cidr range)
    {
        if (DockerBridges.Any(range.Overlaps))
        {
            ReportOverlap(reader, name, range, string.Join(" and ", DockerBridges) + ", which Docker uses on every node");
        }
    }

    private static void ReportOverlap(SettingsReader reader, string name, Cidr range, string with) =>
        reader.Report(
            name,
            SettingsReader.Quoted($"{range}"),
            $"a range that does not overlap {with}",
            $"Choose another private range, such as {(name == "vpcCidr" ? "10.20.0.0/16 or 10.30.0.0/16" : "10.64.0.0/12 or 10.128.0.0/12")}.");

    private static DockerSettings Docker(SettingsReader reader)
    {
        var channel = reader.OneOf(
            "dockerChannel", new Dictionary<string, DockerChannel> { ["docker"] = DockerChannel.Docker, ["distro"] = DockerChannel.Distro });
        var version = reader.Configured("dockerVersion");
        if (version is not null && !VersionPattern().IsMatch(version))
        {
            reader.Report("dockerVersion", SettingsReader.Quoted(version), "an engine version or its beginning, such as 28.5.2 or 28.5", "Run `pulumi config rm swarm:dockerVersion` to have the newest of the channel.");
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
            reader.Report("sshPrivateKeyFile", "nothing", "the file of a private SSH key that the hosts accept", SettingsReader.Set("sshPrivateKeyFile", "~/.ssh/id_ed25519"));
        }

        return null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
    private static partial Regex InstanceTypePattern();

    [GeneratedRegex("^ami-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex ImagePattern();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){0,2}$")]
    private static partial Regex VersionPattern();
}
