using System.Text.Json.Nodes;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Hosts;

/// <summary>The role of the machines on AWS: they may pull from the registries of ECR that the configuration names, and nothing else.</summary>
internal static class RegistryRole
{
    /// <summary>Creates it, with the profile that gives it to machines; null when no registry needs it.</summary>
    public static Output<string>? Profile(string name, IReadOnlyList<string> addresses, AwsTags tags, Resource parent)
    {
        var registries = addresses.Select(address => RegistrySettings.OnEcr(address)!.Value).ToArray();
        if (registries.Length == 0)
        {
            return null;
        }

        var options = () => new CustomResourceOptions { Parent = parent };
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
                            ["Service"] = registries[0].Partition == "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com",
                        },
                        ["Action"] = "sts:AssumeRole",
                    }
                ),
                Tags = tags.Of("registry-role"),
            },
            options()
        );
        var policy = new RolePolicy(
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
            options()
        );
        var last = options();
        // A machine that has the role can use it at once.
        last.DependsOn.Add(policy);
        return new InstanceProfile(
            $"{name}-registry-profile",
            new InstanceProfileArgs { Role = role.Name, Tags = tags.Of("registry-profile") },
            last
        ).Name;
    }

    private static string Document(params JsonObject[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString();
}
