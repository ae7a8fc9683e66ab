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
            ["Look", "Make", "TagWhatItMakes", "TagWhatHasNoTagsYet", "ChangeItsOwn", "ChangeRulesOfItsGroups"],
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
            Text(Statement(policy, "MakeTheRolesOfServices"))
        );
        Assert.Equal(
            ["elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
            ActionsOf(policy, "Make").Where(action => action.StartsWith("elasticloadbalancing:", StringComparison.Ordinal))
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
            Statement(policy, "MakeTheRolesOfServices")["Condition"]!["StringEquals"]!["iam:AWSServiceName"]!.ToJsonString()
        );
    }

    // 55 calls were seen in the whole life of a stack, nodes that were resized among them; one more takes back what another setting made of its subnets, and one
    // sends what went through a gateway through the one that replaces it.
    [Fact]
    public async Task With_nodes_that_may_be_resized_the_calls_are_those_that_were_observed()
    {
        await _program.RunAsync();

        var still = Actions(Policy(_program).Deploy()).ToHashSet();
        _program.Configuration["swarm:resize"] = "node2";
        var resizing = Actions(Policy(_program).Deploy());

        Assert.Equal(57, resizing.Count);
        Assert.Equal(
            ["ec2:DescribeVolumesModifications", "ec2:ModifyVolume", "ec2:StartInstances", "ec2:StopInstances"],
            resizing.Except(still).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_preview_reads_and_changes_nothing()
    {
        _program.Configuration["swarm:registries"] = """[{"address": "123456789012.dkr.ecr.eu-central-1.amazonaws.com"}]""";
        _program.Configuration["swarm:resize"] = "node2";
        await _program.RunAsync();

        var actions = Actions(Policy(_program).Preview());

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
            Text(Statement(policy, "MakeItsOwnRoles"))
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
            Text(Statement(policy, "GiveARoleToMachines"))
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

        var policy = Policy(_program).Deploy();

        Assert.Equal(
            ["Look", "Make", "TagWhatItMakes", "TagWhatHasNoTagsYet", "ChangeItsOwn", "ChangeRulesOfItsGroups", "GiveARoleToMachines"],
            policy["Statement"]!.AsArray().Select(statement => (string?)statement!["Sid"])
        );
        Assert.Equal("arn:aws:iam::*:role/*", (string?)Statement(policy, "GiveARoleToMachines")["Resource"]!.AsArray().Single());
        Assert.Contains("ec2:ModifyNetworkInterfaceAttribute", Actions(policy));
    }

    [Fact]
    public async Task Session_Manager_needs_its_own_policy_to_be_attached_and_no_other()
    {
        _program.Configuration["swarm:sessionManager"] = "true";
        await _program.RunAsync();

        var policy = Policy(_program).Deploy();

        Assert.Equal(
            """
            {
              "Sid": "GivePoliciesToItsOwnRoles",
              "Effect": "Allow",
              "Action": [
                "iam:AttachRolePolicy",
                "iam:DetachRolePolicy"
              ],
              "Resource": [
                "arn:aws:iam::*:role/swarm-registry-role-*"
              ],
              "Condition": {
                "ArnEquals": {
                  "iam:PolicyARN": [
                    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
                  ]
                }
              }
            }
            """,
            Text(Statement(policy, "GivePoliciesToItsOwnRoles"))
        );
        Assert.DoesNotContain("iam:PutRolePolicy", Actions(policy));
        Assert.Equal(
            "ec2.amazonaws.com",
            (string?)Statement(policy, "GiveARoleToMachines")["Condition"]!["StringEquals"]!["iam:PassedToService"]
        );
    }

    [Fact]
    public async Task In_China_the_policy_of_Session_Manager_has_the_name_of_that_partition()
    {
        _program.Configuration["swarm:sessionManager"] = "true";
        _program.Configuration["aws:region"] = "cn-north-1";
        await _program.RunAsync();

        Assert.Equal(
            """["arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore"]""",
            Statement(Policy(_program).Deploy(), "GivePoliciesToItsOwnRoles")["Condition"]!["ArnEquals"]!["iam:PolicyARN"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Nothing_of_others_may_be_tagged()
    {
        _program.Configuration["swarm:loadBalancer"] = "{}";
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        await _program.RunAsync();

        var policy = Policy(_program).Deploy();

        Assert.Equal(
            [
                "TagWhatItMakes ec2:CreateTags",
                "TagLoadBalancersThatItMakes elasticloadbalancing:AddTags",
                "TagWhatHasNoTagsYet ec2:CreateTags",
                .. new[] { "ec2:CreateTags", "ec2:DeleteTags", "elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags" }.Select(
                    action => $"ChangeItsOwn {action}"
                ),
            ],
            policy["Statement"]!
                .AsArray()
                .SelectMany(statement => statement!["Action"]!.AsArray().Select(action => $"{statement["Sid"]} {action}"))
                .Where(line => line.EndsWith("Tags", StringComparison.Ordinal) && !line.Contains("Describe", StringComparison.Ordinal))
        );
        Assert.Equal(
            """
            {
              "StringEquals": {
                "aws:RequestedRegion": "eu-central-1",
                "ec2:CreateAction": [
                  "AllocateAddress",
                  "AuthorizeSecurityGroupEgress",
                  "AuthorizeSecurityGroupIngress",
                  "CreateInternetGateway",
                  "CreateNatGateway",
                  "CreateRouteTable",
                  "CreateSecurityGroup",
                  "CreateSubnet",
                  "CreateVpc",
                  "RunInstances"
                ]
              }
            }
            """,
            Text(Statement(policy, "TagWhatItMakes")["Condition"]!)
        );
        Assert.Equal(
            """
            {
              "StringEquals": {
                "aws:RequestedRegion": "eu-central-1",
                "elasticloadbalancing:CreateAction": [
                  "CreateListener",
                  "CreateLoadBalancer",
                  "CreateTargetGroup"
                ]
              }
            }
            """,
            Text(Statement(policy, "TagLoadBalancersThatItMakes")["Condition"]!)
        );
        // The provider gives disks, and in some versions rules, their tags after they were created: without any, they are not the project's own yet.
        Assert.Equal(
            """
            {
              "Sid": "TagWhatHasNoTagsYet",
              "Effect": "Allow",
              "Action": [
                "ec2:CreateTags"
              ],
              "Resource": [
                "arn:aws:ec2:eu-central-1:*:security-group-rule/*",
                "arn:aws:ec2:eu-central-1:*:volume/*"
              ],
              "Condition": {
                "StringEquals": {
                  "aws:RequestTag/Project": "swarm"
                },
                "Null": {
                  "aws:ResourceTag/Project": "true"
                }
              }
            }
            """,
            Text(Statement(policy, "TagWhatHasNoTagsYet"))
        );
        Assert.Equal(
            """
            {
              "StringEquals": {
                "aws:RequestedRegion": "eu-central-1",
                "aws:ResourceTag/Project": "swarm"
              }
            }
            """,
            Text(Statement(policy, "ChangeItsOwn")["Condition"]!)
        );
    }

    [Fact]
    public async Task What_bears_the_tag_may_be_changed_by_it_alone()
    {
        Configure(_everything);
        await _program.RunAsync();

        var policy = Policy(_program).Deploy();

        // What creates; and what names something else too.
        Assert.Equal(
            [
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:CancelSpotInstanceRequests",
                "ec2:CreateInternetGateway",
                "ec2:CreateNatGateway",
                "ec2:CreateRouteTable",
                "ec2:CreateSecurityGroup",
                "ec2:CreateSubnet",
                "ec2:CreateVpc",
                "ec2:DisassociateAddress",
                "ec2:GetSecurityGroupsForVpc",
                "ec2:ModifyNetworkInterfaceAttribute",
                "ec2:RunInstances",
                "elasticloadbalancing:CreateListener",
                "elasticloadbalancing:CreateLoadBalancer",
                "elasticloadbalancing:CreateTargetGroup",
            ],
            ActionsOf(policy, "Make")
        );
        Assert.Equal(
            [
                "ec2:AssociateIamInstanceProfile",
                "ec2:AssociateRouteTable",
                "ec2:AttachInternetGateway",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateRoute",
                "ec2:CreateTags",
                "ec2:DeleteInternetGateway",
                "ec2:DeleteNatGateway",
                "ec2:DeleteRoute",
                "ec2:DeleteRouteTable",
                "ec2:DeleteSecurityGroup",
                "ec2:DeleteSubnet",
                "ec2:DeleteTags",
                "ec2:DeleteVpc",
                "ec2:DescribeInstanceAttribute",
                "ec2:DetachInternetGateway",
                "ec2:DisassociateIamInstanceProfile",
                "ec2:DisassociateRouteTable",
                "ec2:ModifyInstanceAttribute",
                "ec2:ModifyInstanceMetadataOptions",
                "ec2:ModifySecurityGroupRules",
                "ec2:ModifySubnetAttribute",
                "ec2:ModifyVolume",
                "ec2:ModifyVpcAttribute",
                "ec2:ReleaseAddress",
                "ec2:ReplaceIamInstanceProfileAssociation",
                "ec2:ReplaceRoute",
                "ec2:ReplaceRouteTableAssociation",
                "ec2:RevokeSecurityGroup*",
                "ec2:StartInstances",
                "ec2:StopInstances",
                "ec2:TerminateInstances",
                "elasticloadbalancing:AddTags",
                "elasticloadbalancing:DeleteListener",
                "elasticloadbalancing:DeleteLoadBalancer",
                "elasticloadbalancing:DeleteTargetGroup",
                "elasticloadbalancing:DeregisterTargets",
                "elasticloadbalancing:ModifyListener",
                "elasticloadbalancing:ModifyListenerAttributes",
                "elasticloadbalancing:ModifyLoadBalancerAttributes",
                "elasticloadbalancing:ModifyTargetGroup",
                "elasticloadbalancing:ModifyTargetGroupAttributes",
                "elasticloadbalancing:RegisterTargets",
                "elasticloadbalancing:RemoveTags",
                "elasticloadbalancing:SetSecurityGroups",
                "elasticloadbalancing:SetSubnets",
            ],
            ActionsOf(policy, "ChangeItsOwn")
        );
        // A rule of a group that is the project's own may bear no tag.
        Assert.Equal(
            """
            {
              "Sid": "ChangeRulesOfItsGroups",
              "Effect": "Allow",
              "Action": [
                "ec2:AuthorizeSecurityGroup*",
                "ec2:ModifySecurityGroupRules"
              ],
              "Resource": "arn:aws:ec2:eu-central-1:*:security-group-rule/*"
            }
            """,
            Text(Statement(policy, "ChangeRulesOfItsGroups"))
        );
    }

    // Whoever reads user data reads the host keys in it.
    [Fact]
    public async Task Whoever_looks_looks_at_one_region_and_at_the_user_data_of_the_project_s_own_machines_only()
    {
        await _program.RunAsync();

        var policy = Policy(_program).Preview();

        Assert.Equal(
            """
            {
              "StringEquals": {
                "aws:RequestedRegion": "eu-central-1"
              }
            }
            """,
            Text(Statement(policy, "Look")["Condition"]!)
        );
        Assert.DoesNotContain("ec2:DescribeInstanceAttribute", ActionsOf(policy, "Look"));
        Assert.Equal(
            """
            {
              "Sid": "LookAtItsOwn",
              "Effect": "Allow",
              "Action": [
                "ec2:DescribeInstanceAttribute"
              ],
              "Resource": "*",
              "Condition": {
                "StringEquals": {
                  "aws:RequestedRegion": "eu-central-1",
                  "aws:ResourceTag/Project": "swarm"
                }
              }
            }
            """,
            Text(Statement(policy, "LookAtItsOwn"))
        );
    }

    // IAM is in no region.
    [Fact]
    public async Task Roles_are_looked_at_without_a_region()
    {
        _program.Configuration["swarm:sessionManager"] = "true";
        await _program.RunAsync();

        Assert.Null(Statement(Policy(_program).Preview(), "LookAtItsOwnRoles")["Condition"]);
    }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: a managed policy, and all that a role has of its own. White space does not count.
    [Theory]
    [InlineData("swarm", "eu-central-1", 6144)]
    [InlineData("a-project-with-a-name-as-long-as-hardly-any-other-has-in-earnest", "us-gov-east-1", 10240)]
    public async Task Whatever_a_stack_uses_the_policy_is_not_longer_than_AWS_takes(string project, string region, int most)
    {
        Configure(_everything);
        await _program.RunAsync();

        var policy = new AwsPolicy(ProgramUses.Of(_program.Mocks), region, project, _program.Configuration).Deploy();

        Assert.InRange(Text(policy).Count(letter => !char.IsWhiteSpace(letter)), 1, most);
    }

    [Fact]
    public async Task Nodes_without_public_addresses_need_a_NAT_gateway_and_another_route_table()
    {
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        await _program.RunAsync();

        Assert.Subset(
            Actions(Policy(_program).Deploy()).ToHashSet(),
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
        Assert.DoesNotContain("ec2:CreateNatGateway", Actions(Policy(_program).Preview()));
    }

    [Fact]
    public async Task That_all_nodes_have_public_addresses_needs_nothing_more()
    {
        await _program.RunAsync();
        var without = Text(Policy(_program).Deploy());
        _program.Configuration["swarm:publicAddresses"] = "all";

        Assert.Equal(without, Text(Policy(_program).Deploy()));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("bastion")]
    public async Task A_VPC_that_exists_is_looked_at_and_nothing_of_it_is_made(string addresses)
    {
        _program.Configuration["swarm:publicAddresses"] = addresses;
        if (addresses == "bastion")
        {
            _program.Configuration["swarm:publicSubnetIds"] = "subnet-00000002";
            _program.Mocks.Subnets["subnet-00000002"] = ("vpc-00000001", "eu-central-1a", "172.31.16.0/20");
        }

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

    // Every setting that needs something of AWS.
    private static readonly (string Key, string Value)[] _everything =
    [
        ("swarm:loadBalancer", "{}"),
        ("swarm:pools", """[{"name": "batch", "count": 1, "spot": true}]"""),
        ("swarm:publicAddresses", "bastion"),
        ("swarm:registries", """[{"address": "123456789012.dkr.ecr.eu-central-1.amazonaws.com"}]"""),
        ("swarm:resize", "node2"),
        ("swarm:securityGroups", "sg-0123456789abcdef0"),
        ("swarm:sessionManager", "true"),
    ];

    private void Configure(IEnumerable<(string Key, string Value)> settings)
    {
        foreach (var (key, value) in settings)
        {
            _program.Configuration[key] = value;
        }

        _program.Mocks.Offers["t3.nano"] = ["eu-central-1a", "eu-central-1b"];
    }

    private static AwsPolicy Policy(SwarmProgram program) =>
        new(
            ProgramUses.Of(program.Mocks),
            program.Configuration.GetValueOrDefault("aws:region", "eu-central-1"),
            "swarm",
            program.Configuration
        );

    private static JsonNode Statement(JsonObject policy, string name) =>
        policy["Statement"]!.AsArray().Single(statement => (string?)statement!["Sid"] == name)!;

    private static IEnumerable<string> ActionsOf(JsonObject policy, string name) =>
        Statement(policy, name)["Action"]!.AsArray().Select(action => (string)action!);

    // Each is allowed once, but for tags: what is new bears them in other circumstances than what is there. The rules of groups are allowed for beside their groups.
    private static IReadOnlyList<string> Actions(JsonObject policy)
    {
        string[] actions =
        [
            .. policy["Statement"]!
                .AsArray()
                .Where(statement => (string?)statement!["Sid"] != "ChangeRulesOfItsGroups")
                .SelectMany(statement => statement!["Action"]!.AsArray().Select(action => (string)action!))
                .Order(StringComparer.Ordinal),
        ];
        string[] tagging = ["ec2:CreateTags", "elasticloadbalancing:AddTags"];
        Assert.Equal(actions.Except(tagging), actions.Where(action => !tagging.Contains(action)));
        return [.. actions.Distinct()];
    }

    internal static string Text(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>A block of JSON in docs/aws.md, the first one being number 1.</summary>
    internal static string Block(int number) =>
        File.ReadAllText(Path.Combine(SwarmProgram.Project, "docs", "aws.md")).Split("```json\n")[number].Split("\n```")[0];
}
