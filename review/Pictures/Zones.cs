using System.Net;
using Review.Plans;

namespace Review.Pictures;

/// <summary>In which availability zone each machine is: as the cloud reports it, or by the subnet that it is put into.</summary>
internal sealed class Zones
{
    private const string Machine = "aws:ec2/instance:Instance";
    private const string Subnet = "aws:ec2/subnet:Subnet";

    private readonly Dictionary<string, string> _byMachine = [];
    private readonly Dictionary<string, string> _bySubnet = [];
    private readonly List<(IPNetwork Range, string Zone)> _byRange = [];

    public Zones(IEnumerable<Change> changes)
    {
        var all = changes.ToList();
        foreach (var subnet in all.Where(change => change.Type == Subnet))
        {
            var zone = Text(subnet, "availabilityZone") ?? subnet.Name;
            _bySubnet[subnet.Urn] = zone;
            if (Id(subnet) is { Length: > 0 } id)
            {
                _bySubnet[id] = zone;
            }

            if (IPNetwork.TryParse(Text(subnet, "cidrBlock"), out var range))
            {
                _byRange.Add((range, zone));
            }
        }

        foreach (var machine in all.Where(change => change.Type == Machine))
        {
            if (ZoneOf(machine) is { } zone)
            {
                _byMachine[machine.Name] = zone;
            }
        }
    }

    /// <summary>The zone of a node; empty where the plan does not tell.</summary>
    public string Of(string node, string? privateAddress) => _byMachine.GetValueOrDefault(node) ?? InRange(privateAddress) ?? "";

    private string? ZoneOf(Change machine) =>
        Text(machine, "availabilityZone")
        ?? (Text(machine, "subnetId") is { } id ? _bySubnet.GetValueOrDefault(id) : null)
        ?? (machine.New ?? machine.Old)?.Needs.Select(urn => _bySubnet.GetValueOrDefault(urn)).FirstOrDefault(zone => zone is not null)
        ?? InRange(Text(machine, "privateIp"));

    private string? InRange(string? address) =>
        IPAddress.TryParse(address, out var parsed)
            ? _byRange.Where(one => one.Range.Contains(parsed)).Select(one => one.Zone).FirstOrDefault()
            : null;

    private static string Id(Change change) => change.Old?.Id is { Length: > 0 } id ? id : change.New?.Id ?? "";

    private static string? Text(Change change, string name) =>
        new[] { change.Old?.Outputs, change.New?.Outputs, change.New?.Inputs, change.Old?.Inputs }
            .Select(values => values?[name].Text)
            .FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
