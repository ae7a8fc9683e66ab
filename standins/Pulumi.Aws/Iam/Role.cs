namespace Pulumi.Aws.Iam;

/// <summary>Who something acts as in an account.</summary>
public class Role : CustomResource
{
    private const string Token = "aws:iam/role:Role";

    public Role(string name, RoleArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RoleArgs(), Package.Options(options)) { }

    /// <summary>Its name in the account.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Role"/>.</summary>
public sealed class RoleArgs : ResourceArgs
{
    /// <summary>Who may take it on, as a policy in JSON.</summary>
    [Input("assumeRolePolicy", required: true)]
    public InputUnion<string, Inputs.PolicyDocumentArgs> AssumeRolePolicy { get; set; } = null!;

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
