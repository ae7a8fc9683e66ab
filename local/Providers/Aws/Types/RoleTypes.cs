using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>A role; recorded, since nothing here can take one on.</summary>
internal sealed class RoleType : AwsType
{
    public override string Token => Tokens.Role;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "assumeRolePolicy", "name", "tags" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "assumeRolePolicy" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "name" };

    public override string NameInput => "name";

    public override string NewId(PropertyMap inputs) => inputs.Text("name")!;

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old) =>
        inputs.With("arn", $"arn:aws:iam::{AwsNames.Account}:role/{id}");

    public override string? InUse(AwsScene scene, CloudRecord record) =>
        scene
            .Store.All(Tokens.InstanceProfile)
            .Concat(scene.Store.All(Tokens.RolePolicy))
            .Concat(scene.Store.All(Tokens.RolePolicyAttachment))
            .Any(other => other.Outputs.Text("role") == record.Id)
            ? "DeleteConflict: Cannot delete entity, must remove its policies and remove it from its instance profiles first."
            : null;
}

/// <summary>What a role may do; recorded.</summary>
internal sealed class RolePolicyType : AwsType
{
    public override string Token => Tokens.RolePolicy;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "name", "policy", "role" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "policy", "role" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "name", "role" };

    public override string NameInput => "name";

    public override string NewId(PropertyMap inputs) => $"{inputs.Text("role")}:{inputs.Text("name")}";

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        scene.Need(Tokens.Role, inputs.Text("role"), Tokens.NoRole);
        return inputs;
    }
}

/// <summary>A policy of Amazon's that a role has; recorded. Of these, one is known.</summary>
internal sealed class RolePolicyAttachmentType : AwsType
{
    public override string Token => Tokens.RolePolicyAttachment;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "policyArn", "role" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "policyArn", "role" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "policyArn", "role" };

    public override string NewId(PropertyMap inputs) => AwsNames.NewId(inputs.Text("role")!);

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        scene.Need(Tokens.Role, inputs.Text("role"), Tokens.NoRole);
        return inputs.Text("policyArn") == $"arn:{AwsPartition.Of(scene.Region)}:iam::aws:policy/AmazonSSMManagedInstanceCore"
            ? inputs
            : throw new ProviderException(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, Tokens.NoPolicy, inputs.Text("policyArn"))
            );
    }
}

/// <summary>What gives a role to machines; recorded.</summary>
internal sealed class InstanceProfileType : AwsType
{
    public override string Token => Tokens.InstanceProfile;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "name", "role", "tags" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "name" };

    public override string NameInput => "name";

    public override string NewId(PropertyMap inputs) => inputs.Text("name")!;

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        if (inputs.Text("role") is { } role)
        {
            scene.Need(Tokens.Role, role, Tokens.NoRole);
        }

        return inputs.With("arn", $"arn:aws:iam::{AwsNames.Account}:instance-profile/{id}");
    }
}
