namespace Pulumi.Aws.Vpc;

/// <summary>Allows one kind of traffic inwards through a security group.</summary>
public class SecurityGroupIngressRule : CustomResource
{
    private const string Token = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    public SecurityGroupIngressRule(string name, SecurityGroupIngressRuleArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new SecurityGroupIngressRuleArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="SecurityGroupIngressRule"/>.</summary>
public sealed class SecurityGroupIngressRuleArgs : ResourceArgs
{
    /// <summary>The IPv4 range that it may come from.</summary>
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

    /// <summary>The group whose members it may come from.</summary>
    [Input("referencedSecurityGroupId")]
    public Input<string>? ReferencedSecurityGroupId { get; set; }

    /// <summary>The group that it is a rule of.</summary>
    [Input("securityGroupId", required: true)]
    public Input<string> SecurityGroupId { get; set; } = null!;

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }

    /// <summary>The last port.</summary>
    [Input("toPort")]
    public Input<int>? ToPort { get; set; }
}
