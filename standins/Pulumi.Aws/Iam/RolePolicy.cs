namespace Pulumi.Aws.Iam;

/// <summary>What a role may do.</summary>
public class RolePolicy : CustomResource
{
    private const string Token = "aws:iam/rolePolicy:RolePolicy";

    public RolePolicy(string name, RolePolicyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RolePolicyArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="RolePolicy"/>.</summary>
public sealed class RolePolicyArgs : ResourceArgs
{
    /// <summary>The policy in JSON.</summary>
    [Input("policy", required: true)]
    public InputUnion<string, Inputs.PolicyDocumentArgs> Policy { get; set; } = null!;

    /// <summary>The name of the role.</summary>
    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;
}
