using System.Collections.Immutable;

namespace Pulumi.Aws.Vpc;

/// <summary>Allows one kind of traffic outwards through a security group.</summary>
public class SecurityGroupEgressRule : CustomResource
{
    private const string Token = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

    public SecurityGroupEgressRule(string name, SecurityGroupEgressRuleArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new SecurityGroupEgressRuleArgs(), Package.Options(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("cidrIpv4")]
    public Output<string?> CidrIpv4 { get; private set; } = null!;

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("fromPort")]
    public Output<int?> FromPort { get; private set; } = null!;

    [Output("ipProtocol")]
    public Output<string> IpProtocol { get; private set; } = null!;

    [Output("referencedSecurityGroupId")]
    public Output<string?> ReferencedSecurityGroupId { get; private set; } = null!;

    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; } = null!;

    [Output("securityGroupRuleId")]
    public Output<string> SecurityGroupRuleId { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("toPort")]
    public Output<int?> ToPort { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="SecurityGroupEgressRule"/>.</summary>
public sealed class SecurityGroupEgressRuleArgs : ResourceArgs
{
    /// <summary>The IPv4 range that it may go to.</summary>
    [Input("cidrIpv4")]
    public Input<string>? CidrIpv4 { get; set; }

    /// <summary>What it is for.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    /// <summary>The first port; none for protocols without ports.</summary>
    [Input("fromPort")]
    public Input<int>? FromPort { get; set; }

    /// <summary>tcp, udp, icmp, a protocol's number, or -1 for all.</summary>
    [Input("ipProtocol", required: true)]
    public Input<string> IpProtocol { get; set; } = null!;

    /// <summary>The group whose members it may go to.</summary>
    [Input("referencedSecurityGroupId")]
    public Input<string>? ReferencedSecurityGroupId { get; set; }

    /// <summary>The group that it is a rule of.</summary>
    [Input("securityGroupId", required: true)]
    public Input<string> SecurityGroupId { get; set; } = null!;

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    /// <summary>The last port.</summary>
    [Input("toPort")]
    public Input<int>? ToPort { get; set; }
}
