namespace Pulumi.Aws.Iam;

/// <summary>What gives a role to machines.</summary>
public class InstanceProfile : CustomResource
{
    private const string Token = "aws:iam/instanceProfile:InstanceProfile";

    public InstanceProfile(string name, InstanceProfileArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new InstanceProfileArgs(), Package.Options(options)) { }

    /// <summary>Its name in the account.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="InstanceProfile"/>.</summary>
public sealed class InstanceProfileArgs : ResourceArgs
{
    /// <summary>The name of the role.</summary>
    [Input("role")]
    public Input<string>? Role { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
