using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What belongs to nothing that has a name in a swarm.</summary>
public sealed class OtherEffectsTests
{
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Role = "aws:iam/role:Role";
    private const string Attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private const string Policy = "aws:iam/rolePolicy:RolePolicy";
    private const string Admin = """{"role": "swarm-role", "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}""";
    private const string Pull = """{"role": "swarm-role", "policy": "{\"Action\": \"ecr:BatchGetImage\"}"}""";
    private const string All = """{"role": "swarm-role", "policy": "{\"Action\": \"*\"}"}""";

    [Theory]
    [InlineData(
        Attachment,
        "create",
        null,
        Admin,
        "rights: whatever has the role swarm-role may do in the cloud what AdministratorAccess allows",
        Care.LookTwice
    )]
    [InlineData(
        Policy,
        "update",
        Pull,
        All,
        "rights: whatever has the role swarm-role may do in the cloud what the policy says from now on",
        Care.LookTwice
    )]
    [InlineData(
        Role,
        "update",
        """{"name": "swarm-role", "assumeRolePolicy": "{\"Service\": \"ec2.amazonaws.com\"}"}""",
        """{"name": "swarm-role", "assumeRolePolicy": "{\"AWS\": \"*\"}"}""",
        "rights: whoever its trust policy names from now on may take the role swarm-role",
        Care.LookTwice
    )]
    [InlineData(
        Role,
        "update",
        """{"name": "swarm-role", "managedPolicyArns": []}""",
        """{"name": "swarm-role", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}""",
        "rights: whatever has the role swarm-role may do in the cloud what AdministratorAccess allows",
        Care.LookTwice
    )]
    [InlineData(
        Role,
        "update",
        """{"name": "swarm-role", "managedPolicyArns": ["x/A"], "assumeRolePolicy": "a"}""",
        """{"name": "swarm-role", "managedPolicyArns": ["x/A", "x/B", "x/C"], "assumeRolePolicy": "b"}""",
        "rights: whatever has the role swarm-role may do in the cloud what B, C allow, and whoever its trust policy names from now on may take the role swarm-role",
        Care.LookTwice
    )]
    [InlineData(
        Role,
        "update",
        """{"managedPolicyArns": ["x/A"]}""",
        """{"managedPolicyArns": ["x/B"]}""",
        "rights: whatever has the role rights may do in the cloud what its policies say from now on",
        Care.LookTwice
    )]
    [InlineData(
        Role,
        "update",
        """{"name": "swarm-role", "permissionsBoundary": "x/A"}""",
        """{"name": "swarm-role"}""",
        "rights: whatever has the role swarm-role may do in the cloud what its policies say from now on",
        Care.LookTwice
    )]
    [InlineData(
        Role,
        "update",
        """{"name": "swarm-role"}""",
        """{"name": "swarm-role", "tags": {"a": "b"}}""",
        "rights: Role, changed",
        Care.Routine
    )]
    [InlineData(
        "aws:iam/policy:Policy",
        "update",
        """{"name": "all", "policy": "a"}""",
        """{"name": "all", "policy": "b"}""",
        "rights: whatever has this policy may do in the cloud what it says from now on",
        Care.LookTwice
    )]
    [InlineData(
        "aws:iam/policy:Policy",
        "update",
        """{"name": "all", "policy": "a"}""",
        """{"name": "all", "policy": "a", "tags": {"a": "b"}}""",
        "rights: Policy, changed",
        Care.Routine
    )]
    [InlineData(
        "aws:iam/policyAttachment:PolicyAttachment",
        "update",
        """{"roles": ["swarm-role"], "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}""",
        """{"roles": ["swarm-role", "ci-role"], "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}""",
        "rights: whatever has the role ci-role may do in the cloud what AdministratorAccess allows",
        Care.LookTwice
    )]
    [InlineData(
        "aws:iam/instanceProfile:InstanceProfile",
        "update",
        """{"role": "swarm-ro"}""",
        """{"role": "swarm-admin"}""",
        "rights: machines with this profile have the role swarm-admin from now on, and no longer swarm-ro",
        Care.LookTwice
    )]
    [InlineData(
        "aws:iam/instanceProfile:InstanceProfile",
        "update",
        """{"role": "swarm-ro"}""",
        """{"role": "swarm-ro", "tags": {"a": "b"}}""",
        "rights: InstanceProfile, changed",
        Care.Routine
    )]
    [InlineData(Attachment, "delete", Admin, null, "rights: RolePolicyAttachment, deleted", Care.LookTwice)]
    [InlineData(
        Attachment,
        "create",
        null,
        """{"role": "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}""",
        "rights: RolePolicyAttachment, created",
        Care.Routine
    )]
    [InlineData("aws:ec2/eip:Eip", "create", null, """{"role": "swarm-role"}""", "rights: Eip, created", Care.Routine)]
    public void A_role_that_gets_other_rights_gives_them_to_the_machines(
        string type,
        string operation,
        string? old,
        string? next,
        string told,
        Care care
    )
    {
        var plan = new PlanText().Nodes("node1 manager").Step(operation, Hosts, type, "rights", old, next);

        Assert.Equal([told], Told.Of(plan, Area.Other));
        Assert.Equal(care, SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Single(effect => effect.Area == Area.Other).Care);
    }

    [Fact]
    public void A_new_role_nobody_has_yet() =>
        Assert.Equal(
            ["rights: RolePolicyAttachment, created", "role: Role, created"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("create", Hosts, Role, "role", next: """{"name": "swarm-role"}""")
                    .Step("create", Hosts, Attachment, "rights", next: Admin),
                Area.Other
            )
        );

    [Theory]
    [InlineData("false", "true", "; it can be reached from within the network only")]
    [InlineData("true", "false", "; it can be reached from outside the network")]
    [InlineData("false", "false", "")]
    public void A_load_balancer_that_is_replaced_answers_nothing_for_a_while(string before, string after, string told) =>
        Assert.Equal(
            [
                $"swarm-load-balancer: the load balancer, replaced: nothing answers on the published ports for some minutes, and the new one has another name in DNS{told}",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "replace",
                        Hosts,
                        "aws:lb/loadBalancer:LoadBalancer",
                        "swarm-load-balancer",
                        $$"""{"internal": {{before}}, "subnets": ["a"]}""",
                        $$"""{"internal": {{after}}, "subnets": ["b"]}"""
                    ),
                Area.Other
            )
        );
}
