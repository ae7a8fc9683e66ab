namespace Pulumi.Aws.Ec2;

/// <summary>A public address that stays the same.</summary>
public class Eip : CustomResource
{
    private const string Token = "aws:ec2/eip:Eip";

    public Eip(string name, EipArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new EipArgs(), Package.Options(options)) { }

    /// <summary>The address.</summary>
    [Output("publicIp")]
    public Output<string> PublicIp { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Eip"/>.</summary>
public sealed class EipArgs : ResourceArgs
{
    /// <summary>"vpc", the only kind that AWS still gives out.</summary>
    [Input("domain")]
    public Input<string>? Domain { get; set; }

    /// <summary>The machine that it leads to.</summary>
    [Input("instance")]
    public Input<string>? Instance { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
