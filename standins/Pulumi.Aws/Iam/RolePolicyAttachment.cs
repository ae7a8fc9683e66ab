namespace Pulumi.Aws.Iam;

/// <summary>A policy that a role has beside its own.</summary>
public class RolePolicyAttachment : CustomResource
{
    private const string Token = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

    public RolePolicyAttachment(string name, RolePolicyAttachmentArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RolePolicyAttachmentArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="RolePolicyAttachment"/>.</summary>
public sealed class RolePolicyAttachmentArgs : ResourceArgs
{
    /// <summary>The policy.</summary>
    [Input("policyArn", required: true)]
    public Input<string> PolicyArn { get; set; } = null!;

    /// <summary>The name of the role.</summary>
    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;
}
