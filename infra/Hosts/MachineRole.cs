using System.Text.Json.Nodes;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Hosts;

/// <summary>
/// The role of the machines on AWS: they may pull from the registries of ECR that the configuration names, and be reached by Session Manager when it says so,
/// and nothing else.
/// </summary>
internal static class MachineRole
{
    /// <summary>Creates it, with the profile that gives it to machines; null when nothing needs it.</summary>
    /// <param name="name">What its names begin with.</param>
    /// <param name="addresses">The registries of ECR.</param>
    /// <param name="sessionManager">Whether Session Manager reaches the machines.</param>
    /// <param name="partition">The part of AWS that the machines are in.</param>
    /// <param name="tags">The tags of every resource.</param>
    /// <param name="parent">Whose part it is.</param>
    public static Output<string>? Profile(
        string name,
        IReadOnlyList<string> addresses,
        bool sessionManager,
        string partition,
        AwsTags tags,
        Resource parent
    )
    {
        var registries = addresses.Select(address => RegistrySettings.OnEcr(address)!.Value).ToArray();
        if (registries.Length == 0 && !sessionManager)
        {
            return null;
        }

        var options = () => new CustomResourceOptions { Parent = parent };
        // It is named after what it was made for at first: another name would be another role on running machines.
        var role = new Role(
            $"{name}-registry-role",
            new RoleArgs
            {
                AssumeRolePolicy = Document(
                    new JsonObject
                    {
                        ["Effect"] = "Allow",
                        ["Principal"] = new JsonObject
                        {
                            ["Service"] =
                                registries.Select(registry => registry.Partition).FirstOrDefault(partition) == "aws-cn"
                                    ? "ec2.amazonaws.com.cn"
                                    : "ec2.amazonaws.com",
                        },
                        ["Action"] = "sts:AssumeRole",
                    }
                ),
                Tags = tags.Of("registry-role"),
            },
            options()
        );
        var last = options();
        // A machine that has the role can use it at once.
        if (registries.Length > 0)
        {
            last.DependsOn.Add(Pulling(name, registries, role, options()));
        }

        if (sessionManager)
        {
            last.DependsOn.Add(
                new RolePolicyAttachment(
                    $"{name}-session-manager",
                    new RolePolicyAttachmentArgs
                    {
                        Role = role.Name,
                        PolicyArn = $"arn:{partition}:iam::aws:policy/AmazonSSMManagedInstanceCore",
                    },
                    options()
                )
            );
        }

        return new InstanceProfile(
            $"{name}-registry-profile",
            new InstanceProfileArgs { Role = role.Name, Tags = tags.Of("registry-profile") },
            last
        ).Name;
    }

    private static RolePolicy Pulling(
        string name,
        (string Account, string Region, string Partition)[] registries,
        Role role,
        CustomResourceOptions options
    ) =>
        new(
            $"{name}-registry-policy",
            new RolePolicyArgs
            {
                Role = role.Name,
                Policy = Document(
                    new JsonObject
                    {
                        ["Effect"] = "Allow",
                        ["Action"] = "ecr:GetAuthorizationToken",
                        ["Resource"] = "*",
                    },
                    new JsonObject
                    {
                        ["Effect"] = "Allow",
                        ["Action"] = new JsonArray("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                        ["Resource"] = new JsonArray([
                            .. registries.Select(registry =>
                                JsonValue.Create($"arn:{registry.Partition}:ecr:{registry.Region}:{registry.Account}:repository/*")
                            ),
                        ]),
                    }
                ),
            },
            options
        );

    private static string Document(params JsonObject[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString();
}
