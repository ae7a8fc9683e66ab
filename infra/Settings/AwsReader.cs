using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>Reads what machines the program is to create on AWS.</summary>
internal static partial class AwsReader
{
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
                SettingsReader.Set("managers", $"{managers + 1}"));
        }

        var workers = reader.Integer("workers", 0, HostsSettings.MostNodes - managers);
        var sshFrom = reader.Sources("sshFrom", world: false);
        if (reader.Configured("sshFrom")?.Trim('[', ']', ',', ' ') is null or "")
        {
            reader.Report(
                "sshFrom",
                "nothing",
                SettingsReader.NarrowRanges,
                $"Say who may reach SSH: {SettingsReader.SetToThisAddress("sshFrom")}.");
        }

        var publishedFrom = reader.Sources("publishedFrom", world: true);
        var vpc = reader.Range("vpcCidr", 16, 28);
        Overlap.RejectDockerBridges(reader, "vpcCidr", vpc);
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

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
    private static partial Regex InstanceTypePattern();

    [GeneratedRegex("^ami-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex ImagePattern();
}
