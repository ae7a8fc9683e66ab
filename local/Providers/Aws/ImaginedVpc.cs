using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>
/// A VPC of somebody's: there is none on this computer, and a plan wants to know. It says no more than it must, so that a plan is never refused for something
/// that was made up here: which zones the subnets are in, and the ranges of the VPC. Subnets are asked for after the VPC that they are in.
/// </summary>
internal sealed class ImaginedVpc
{
    public const string GetVpc = "aws:ec2/getVpc:getVpc";
    public const string GetSubnet = "aws:ec2/getSubnet:getSubnet";

    private readonly Lock _guard = new();
    private readonly List<string> _subnets = [];
    private string _vpc = "";

    /// <summary>The VPC with the id that is asked for.</summary>
    public PropertyMap Vpc(PropertyMap arguments)
    {
        lock (_guard)
        {
            _vpc = arguments.Text("id") ?? "";
        }

        return arguments
            .With("cidrBlockAssociations", PropertyValue.Of(Array.Empty<PropertyValue>()))
            .With("enableDnsSupport", true)
            .With("state", "available");
    }

    /// <summary>A subnet with the id that is asked for, with room for 4,091 machines.</summary>
    public PropertyMap Subnet(PropertyMap arguments)
    {
        lock (_guard)
        {
            var id = arguments.Text("id") ?? "";
            if (!_subnets.Contains(id))
            {
                _subnets.Add(id);
            }

            return arguments
                .With("assignIpv6AddressOnCreation", false)
                .With("availabilityZone", "")
                .With("availableIpAddressCount", 4091)
                .With("cidrBlock", $"198.18.{_subnets.IndexOf(id) % 16 * 16}.0/20")
                .With("vpcId", _vpc);
        }
    }
}
