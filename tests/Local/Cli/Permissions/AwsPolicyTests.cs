using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Cli.Permissions;
using Tests.Infra;

namespace Tests.Local.Cli.Permissions;

[Collection(ProgramRuns.Name)]
public sealed class AwsPolicyTests : IDisposable
{
    private readonly SwarmProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void Every_type_and_function_of_the_provider_that_the_program_uses_has_its_calls() =>
        Assert.Equal(
            ProgramUses.Tokens().Order(StringComparer.Ordinal),
            AwsCalls.All.Select(calls => calls.Token).Distinct().Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task The_policy_in_the_documentation_is_that_of_a_stack_without_further_settings()
    {
        await _program.RunAsync();

        var policy = Policy(_program).Deploy();

        Assert.Equal(Block(1), Text(policy));
        Assert.Equal(
            ["Look", "Make", "ChangeItsOwnMachines"],
            policy["Statement"]!.AsArray().Select(statement => (string?)statement!["Sid"])
        );
    }

    [Fact]
    public async Task A_load_balancer_needs_its_calls_and_the_role_that_comes_with_the_first_of_an_account()
    {
        _program.Configuration["swarm:loadBalancer"] = "{}";
        await _program.RunAsync();
        using var without = new SwarmProgram();
        await without.RunAsync();

        var policy = Policy(_program).Deploy();

        Assert.Equal(
            """
            {
              "Sid": "MakeTheRolesOfServices",
              "Effect": "Allow",
              "Action": [
                "iam:CreateServiceLinkedRole"
              ],
              "Resource": "arn:aws:iam::*:role/aws-service-role/*",
              "Condition": {
                "StringEquals": {
                  "iam:AWSServiceName": [
                    "elasticloadbalancing.amazonaws.com"
                  ]
                }
              }
            }
            """,
            Text(policy["Statement"]!.AsArray().Single(statement => (string?)statement!["Sid"] == "MakeTheRolesOfServices")!)
        );
        Assert.Equal(
            [
                "elasticloadbalancing:AddTags",
                "elasticloadbalancing:CreateListener",
                "elasticloadbalancing:CreateLoadBalancer",
                "elasticloadbalancing:CreateTargetGroup",
                "elasticloadbalancing:DeregisterTargets",
                "elasticloadbalancing:RegisterTargets",
                "elasticloadbalancing:RemoveTags",
            ],
            policy["Statement"]!.AsArray().Single(statement => (string?)statement!["Sid"] == "Make")!["Action"]!
                .AsArray()
                .Select(action => (string)action!)
                .Where(action => action.StartsWith("elasticloadbalancing:", StringComparison.Ordinal))
        );
        Assert.Equal(
            [
                "ec2:DescribeAccountAttributes",
                "ec2:GetSecurityGroupsForVpc",
                "elasticloadbalancing:AddTags",
                "elasticloadbalancing:CreateListener",
                "elasticloadbalancing:CreateLoadBalancer",
                "elasticloadbalancing:CreateTargetGroup",
                "elasticloadbalancing:DeleteListener",
                "elasticloadbalancing:DeleteLoadBalancer",
                "elasticloadbalancing:DeleteTargetGroup",
                "elasticloadbalancing:DeregisterTargets",
                "elasticloadbalancing:DescribeCapacityReservation",
                "elasticloadbalancing:DescribeListenerAttributes",
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeLoadBalancerAttributes",
                "elasticloadbalancing:DescribeLoadBalancers",
                "elasticloadbalancing:DescribeTags",
                "elasticloadbalancing:DescribeTargetGroupAttributes",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth",
                "elasticloadbalancing:ModifyListener",
                "elasticloadbalancing:ModifyListenerAttributes",
                "elasticloadbalancing:ModifyLoadBalancerAttributes",
                "elasticloadbalancing:ModifyTargetGroup",
                "elasticloadbalancing:ModifyTargetGroupAttributes",
                "elasticloadbalancing:RegisterTargets",
                "elasticloadbalancing:RemoveTags",
                "elasticloadbalancing:SetSecurityGroups",
                "elasticloadbalancing:SetSubnets",
                "iam:CreateServiceLinkedRole",
            ],
            Actions(policy).Except(Actions(Policy(without).Deploy())).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_load_balancer_before_nodes_without_Elastic_addresses_needs_to_see_addresses()
    {
        _program.Configuration["swarm:loadBalancer"] = "{}";
        _program.Configuration["swarm:elasticAddresses"] = "false";
        await _program.RunAsync();

        Assert.Contains("ec2:DescribeAddresses", Actions(Policy(_program).Deploy()));
    }

    [Fact]
    public async Task Spot_machines_need_the_role_that_comes_with_the_first_of_an_account()
    {
        _program.Configuration["swarm:pools"] = """[{"name": "batch", "count": 1, "spot": true}]""";
        await _program.RunAsync();
        using var without = new SwarmProgram();
        await without.RunAsync();

        var policy = Policy(_program).Deploy();

        Assert.Equal(
            ["ec2:CancelSpotInstanceRequests", "ec2:DescribeSpotInstanceRequests", "iam:CreateServiceLinkedRole"],
            Actions(policy).Except(Actions(Policy(without).Deploy())).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            """["spot.amazonaws.com"]""",
            policy["Statement"]!.AsArray().Single(statement => (string?)statement!["Sid"] == "MakeTheRolesOfServices")!["Condition"]![
                "StringEquals"
            ]!["iam:AWSServiceName"]!.ToJsonString()
        );
    }

    // 55 calls were seen in the whole life of a stack, nodes that were resized among them; one more takes back what another setting made of its subnets.
    [Fact]
    public async Task With_nodes_that_may_be_resized_the_calls_are_those_that_were_observed()
    {
        await _program.RunAsync();

        var still = Actions(Policy(_program).Deploy()).ToHashSet();
        var resizing = Actions(Policy(_program, "swarm:resize").Deploy());

        Assert.Equal(56, resizing.Count);
        Assert.Equal(
            ["ec2:DescribeVolumesModifications", "ec2:ModifyVolume", "ec2:StartInstances", "ec2:StopInstances"],
            resizing.Except(still).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_preview_reads_and_changes_nothing()
    {
        _program.Configuration["swarm:registries"] = """[{"address": "123456789012.dkr.ecr.eu-central-1.amazonaws.com"}]""";
        await _program.RunAsync();

        var actions = Actions(Policy(_program, "swarm:resize").Preview());

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches("^(ec2:Describe|iam:(Get|List))", action));
    }

    [Fact]
    public async Task Registries_of_ECR_need_roles_by_the_names_that_the_program_gives_them()
    {
        _program.Configuration["swarm:registries"] = """[{"address": "123456789012.dkr.ecr.eu-central-1.amazonaws.com"}]""";
        await _program.RunAsync();
        using var without = new SwarmProgram();
        await without.RunAsync();

        var policy = Policy(_program).Deploy();

        Assert.Equal(
            """
            {
              "Sid": "MakeItsOwnRoles",
              "Effect": "Allow",
              "Action": [
                "iam:AddRoleToInstanceProfile",
                "iam:CreateInstanceProfile",
                "iam:CreateRole",
                "iam:DeleteInstanceProfile",
                "iam:DeleteRole",
                "iam:DeleteRolePolicy",
                "iam:ListInstanceProfilesForRole",
                "iam:PutRolePolicy",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:TagInstanceProfile",
                "iam:TagRole",
                "iam:UntagInstanceProfile",
                "iam:UntagRole",
                "iam:UpdateAssumeRolePolicy"
              ],
              "Resource": [
                "arn:aws:iam::*:instance-profile/swarm-registry-profile-*",
                "arn:aws:iam::*:role/swarm-registry-role-*"
              ]
            }
            """,
            Text(policy["Statement"]!.AsArray().Single(statement => (string?)statement!["Sid"] == "MakeItsOwnRoles")!)
        );
        Assert.Equal(
            """
            {
              "Sid": "GiveARoleToMachines",
              "Effect": "Allow",
              "Action": [
                "iam:PassRole"
              ],
              "Resource": [
                "arn:aws:iam::*:role/swarm-registry-role-*"
              ],
              "Condition": {
                "StringEquals": {
                  "iam:PassedToService": "ec2.amazonaws.com"
                }
              }
            }
            """,
            Text(policy["Statement"]!.AsArray().Single(statement => (string?)statement!["Sid"] == "GiveARoleToMachines")!)
        );
        Assert.Equal(
            [
                "ec2:AssociateIamInstanceProfile",
                "ec2:DescribeIamInstanceProfileAssociations",
                "ec2:DisassociateIamInstanceProfile",
                "ec2:ReplaceIamInstanceProfileAssociation",
            ],
            Actions(policy)
                .Except(Actions(Policy(without).Deploy()))
                .Where(action => action.StartsWith("ec2:", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space does not count.
        Assert.InRange(Text(policy).Count(letter => !char.IsWhiteSpace(letter)), 1, 6144);
    }

    [Fact]
    public async Task An_instance_profile_that_exists_needs_its_role_to_be_given_and_further_groups_to_be_exchanged()
    {
        _program.Configuration["swarm:instanceProfile"] = "swarm-nodes";
        _program.Configuration["swarm:securityGroups"] = "sg-0123456789abcdef0";
        await _program.RunAsync();

        var policy = Policy(_program, "swarm:securityGroups").Deploy();

        Assert.Equal(
            ["Look", "Make", "ChangeItsOwnMachines", "GiveARoleToMachines"],
            policy["Statement"]!.AsArray().Select(statement => (string?)statement!["Sid"])
        );
        Assert.Equal("arn:aws:iam::*:role/*", (string?)policy["Statement"]![3]!["Resource"]!.AsArray().Single());
        Assert.Contains("ec2:ModifyNetworkInterfaceAttribute", Actions(policy));
    }

    [Fact]
    public async Task Session_Manager_needs_a_policy_to_be_attached()
    {
        _program.Configuration["swarm:sessionManager"] = "true";
        await _program.RunAsync();

        var actions = Actions(Policy(_program).Deploy());

        Assert.Contains("iam:AttachRolePolicy", actions);
        Assert.Contains("iam:DetachRolePolicy", actions);
        Assert.DoesNotContain("iam:PutRolePolicy", actions);
    }

    [Fact]
    public async Task Nodes_without_public_addresses_need_a_NAT_gateway_and_another_route_table()
    {
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        await _program.RunAsync();

        Assert.Subset(
            Actions(Policy(_program, "swarm:publicAddresses").Deploy()).ToHashSet(),
            new HashSet<string>
            {
                "ec2:CreateNatGateway",
                "ec2:DeleteNatGateway",
                "ec2:DescribeNatGateways",
                "ec2:ReplaceRouteTableAssociation",
                "ec2:StartInstances",
                "ec2:StopInstances",
            }
        );
        Assert.DoesNotContain("ec2:CreateNatGateway", Actions(Policy(_program, "swarm:publicAddresses").Preview()));
    }

    [Fact]
    public async Task A_VPC_that_exists_is_looked_at_and_nothing_of_it_is_made()
    {
        _program.Configuration["swarm:vpcId"] = "vpc-00000001";
        _program.Configuration["swarm:subnetIds"] = "subnet-00000001";
        _program.Mocks.Vpcs["vpc-00000001"] = ["172.31.0.0/16"];
        _program.Mocks.Subnets["subnet-00000001"] = ("vpc-00000001", "eu-central-1a", "172.31.0.0/20");
        await _program.RunAsync();

        var policy = Policy(_program);

        Assert.Superset(
            new HashSet<string> { "ec2:DescribeRouteTables", "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs" },
            Actions(policy.Preview()).ToHashSet()
        );
        Assert.DoesNotContain(Actions(policy.Deploy()), action =>
            new[] { "Vpc", "Subnet", "Route", "Gateway" }.Any(part => action.Contains(part, StringComparison.Ordinal))
            && !action.Contains("Describe", StringComparison.Ordinal)
        );
    }

    private static AwsPolicy Policy(SwarmProgram program, params string[] settings) =>
        new(ProgramUses.Of(program.Mocks), "eu-central-1", "swarm", settings);

    private static IReadOnlyList<string> Actions(JsonObject policy)
    {
        string[] actions =
        [
            .. policy["Statement"]!.AsArray().SelectMany(statement => statement!["Action"]!.AsArray().Select(action => (string)action!)),
        ];
        Assert.Equal(actions.Distinct(), actions);
        return actions;
    }

    internal static string Text(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>A block of JSON in docs/aws.md, the first one being number 1.</summary>
    internal static string Block(int number) =>
        File.ReadAllText(Path.Combine(SwarmProgram.Project, "docs", "aws.md")).Split("```json\n")[number].Split("\n```")[0];
}
