using System.Text.RegularExpressions;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads what machines the program is to create on AWS.</summary>
internal static partial class AwsReader
{
    private const int MostZones = 3;

    /// <summary>The settings; what is wrong with them is reported.</summary>
    public static AwsSettings Read(SettingsReader reader)
    {
        var managers = reader.Integer("managers", 1, 7);
        if (managers % 2 == 0)
        {
            reader.Report(
                "managers",
                SettingsReader.Quoted(reader.Text("managers")),
                "an odd number from 1 to 7, since managers decide by majority",
                SettingsReader.Set("managers", $"{managers + 1}")
            );
        }

        var workers = reader.Integer("workers", 0, HostsSettings.MostNodes - managers);
        var sshFrom = reader.Sources("sshFrom", world: false);
        if (reader.Configured("sshFrom")?.Trim('[', ']', ',', ' ') is null or "")
        {
            reader.Report(
                "sshFrom",
                "nothing",
                SettingsReader.NarrowRanges,
                $"Say who may reach SSH: {SettingsReader.SetToThisAddress("sshFrom")}."
            );
        }

        var publishedFrom = reader.Sources("publishedFrom", world: true);
        var vpc = reader.Range("vpcCidr", 16, 28);
        Overlap.RejectImpossible(reader, "vpcCidr", vpc);
        Overlap.RejectDockerBridges(reader, "vpcCidr", vpc);
        var zoneNames = ZoneNames(reader);
        var zones = zoneNames.Count > 0 ? zoneNames.Count : reader.Integer("zones", 1, MostZones);
        var nodes = Nodes(reader, managers, managers + workers, zones, Subnets(vpc, zones));
        return new AwsSettings(
            InstanceType(reader),
            Image(reader),
            reader.Integer("diskGiB", 8, 16384),
            vpc,
            Subnets(vpc, zones),
            zoneNames,
            sshFrom,
            publishedFrom.Count > 0 ? publishedFrom : sshFrom,
            Resize(reader, nodes, managers),
            nodes
        );
    }

    private static string InstanceType(SettingsReader reader)
    {
        var type = reader.Text("instanceType");
        if (!InstanceTypePattern().IsMatch(type))
        {
            reader.Report(
                "instanceType",
                SettingsReader.Quoted(type),
                "an EC2 instance type such as t3.small",
                SettingsReader.Set("instanceType", "t3.small")
            );
        }

        return type;
    }

    private static string? Image(SettingsReader reader)
    {
        var image = reader.Configured("image");
        if (image is not null && !ImagePattern().IsMatch(image))
        {
            reader.Report(
                "image",
                SettingsReader.Quoted(image),
                "the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0",
                "Run `pulumi config rm swarm:image` to have the newest Debian 13."
            );
        }

        return image;
    }

    private static IReadOnlyList<string> ZoneNames(SettingsReader reader)
    {
        var names = reader.List("zoneNames");
        foreach (var name in names.Where(name => !ZonePattern().IsMatch(name)))
        {
            reader.Report(
                "zoneNames",
                SettingsReader.Quoted(name),
                "names of availability zones such as eu-central-1a, with commas between them",
                "Use the names that `aws ec2 describe-availability-zones` shows."
            );
        }

        if (names.Count > MostZones || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            reader.Report(
                "zoneNames",
                SettingsReader.Quoted(string.Join(',', names)),
                $"1 to {MostZones} zones, each once",
                "Remove what is too much."
            );
            return [.. names.Distinct(StringComparer.Ordinal).Take(MostZones)];
        }

        // The default in Pulumi.yaml arrives like a configured value.
        if (names.Count > 0 && reader.Text("zones") is var number && number != Defaults.All["zones"] && number != $"{names.Count}")
        {
            reader.Report(
                "zones",
                SettingsReader.Quoted(number),
                $"nothing beside swarm:zoneNames, which names {names.Count}",
                "Run `pulumi config rm swarm:zones`."
            );
        }

        return names;
    }

    // The size of the parts depends on the network alone: one zone more or fewer moves no other. There is no subnet smaller than /28.
    private static Cidr[] Subnets(Cidr vpc, int zones)
    {
        var bits = Math.Min(28 - vpc.PrefixLength, 2);
        return zones > 1 << bits ? [] : [.. Enumerable.Range(0, zones).Select(zone => vpc.Subnet(bits, zone))];
    }

    private static AwsNodeSettings[] Nodes(SettingsReader reader, int managers, int count, int zones, Cidr[] subnets)
    {
        // AWS keeps the first four addresses of a subnet and the last; the numbers up to ten stay free for other machines.
        const int first = 11;
        if (subnets.Length == 0 || first + count - 1 > subnets[0].Size - 2)
        {
            var room = subnets.Length == 0 ? 0 : Math.Max(0, subnets[0].Size - 1 - first);
            reader.Report(
                "vpcCidr",
                SettingsReader.Quoted(reader.Text("vpcCidr")),
                $"a range with room for {count} nodes in {zones} of its four quarters, each a subnet of /28 or larger (this one: {room})",
                "Use a wider range or fewer nodes."
            );
            return [];
        }

        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => new AwsNodeSettings(
                    $"node{index + 1}",
                    index < managers ? NodeRole.Manager : NodeRole.Worker,
                    index % subnets.Length,
                    first + index
                )),
        ];
    }

    private static IReadOnlyList<string> Resize(SettingsReader reader, AwsNodeSettings[] nodes, int managers)
    {
        var names = reader.List("resize");
        var known = nodes.Select(node => node.Name).ToArray();
        foreach (var name in names.Except(known).Where(_ => known.Length > 0))
        {
            reader.Report(
                "resize",
                SettingsReader.Quoted(name),
                $"nodes of the swarm, {known[0]} to {known[^1]}, with commas between them",
                Suggestion.For(name, known, "Remove it.")
            );
        }

        var stopping = nodes.Count(node => node.Role == NodeRole.Manager && names.Contains(node.Name));
        var most = Math.Max(1, (managers - 1) / 2);
        if (stopping > most)
        {
            reader.Report(
                "resize",
                $"{stopping} managers",
                $"at most {most} of {managers} at once, since the others must be the majority",
                "Name the other managers in a later run."
            );
        }

        return names;
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)+-[0-9]+[a-z]$")]
    private static partial Regex ZonePattern();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
    private static partial Regex InstanceTypePattern();

    [GeneratedRegex("^ami-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex ImagePattern();
}
