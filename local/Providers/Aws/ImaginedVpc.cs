using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>
/// A VPC of somebody's, answered as it may be: there is none on this computer, and a plan wants to know. Subnets are asked for after the VPC that they are in.
/// </summary>
internal sealed class ImaginedVpc
{
    public const string GetVpc = "aws:ec2/getVpc:getVpc";
    public const string GetSubnet = "aws:ec2/getSubnet:getSubnet";

    private readonly Lock _guard = new();
    private readonly List<string> _subnets = [];
    private string _vpc = "";

    /// <summary>The VPC with the id that is asked for; its range is one that no network of anybody's should have.</summary>
    public PropertyMap Vpc(PropertyMap arguments)
    {
        lock (_guard)
        {
            _vpc = arguments.Text("id") ?? "";
        }

        return arguments
            .With("cidrBlock", "198.18.0.0/16")
            .With(
                "cidrBlockAssociations",
                PropertyValue.Of([
                    PropertyMap
                        .Empty.With("associationId", AwsNames.IdOf("vpc-cidr-assoc", _vpc))
                        .With("cidrBlock", "198.18.0.0/16")
                        .With("state", "associated"),
                ])
            )
            .With("state", "available");
    }

    // As many as most regions have: three public subnets after three others are in the same zones.
    private const int MostZones = 3;

    /// <summary>A subnet with the id that is asked for, each in the next of three zones.</summary>
    public PropertyMap Subnet(IReadOnlyList<string> zones, PropertyMap arguments)
    {
        lock (_guard)
        {
            var id = arguments.Text("id") ?? "";
            if (!_subnets.Contains(id))
            {
                _subnets.Add(id);
            }

            var index = _subnets.IndexOf(id);
            return arguments
                .With("availabilityZone", zones[index % Math.Min(zones.Count, MostZones)])
                .With("cidrBlock", $"198.18.{index % 16 * 16}.0/20")
                .With("vpcId", _vpc);
        }
    }
}
