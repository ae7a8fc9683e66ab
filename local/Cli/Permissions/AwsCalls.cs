namespace Local.Cli.Permissions;

/// <summary>The calls to AWS that a resource type or a function of the provider makes, over the whole life of a stack.</summary>
/// <param name="Token">The type's or the function's token.</param>
/// <param name="Look">What only looks.</param>
internal sealed record AwsCalls(string Token, params string[] Look)
{
    // Some versions of the provider name the tags of a rule when they create it, others in a call of its own.
    private static readonly string[] _creating = ["Allocate", "Authorize", "Create", "Run"];

    // In few letters: the policy of a stack that uses everything is nearly as long as AWS takes.
    private static readonly string[] _ofRules = ["ec2:AuthorizeSecurityGroup*", "ec2:ModifySecurityGroupRules"];

    /// <summary>The input without which they are not made; null: they always are.</summary>
    public string? With { get; init; }

    /// <summary>What creates, and what names something that bears no tag of the project's, or for which AWS may not look at tags.</summary>
    public string[] Make { get; init; } = [];

    /// <summary>
    /// What names nothing but what bears the project's tag since it was created: it changes, deletes and fills such things. The service authorization reference
    /// of AWS says what a call names, and that it looks at the tags of each: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html.
    /// </summary>
    public string[] Own { get; init; } = [];

    /// <summary>What only looks, at something that bears the project's tag since it was created.</summary>
    public string[] LookAtOwn { get; init; } = [];

    /// <summary>Those of <see cref="Own"/> that name a rule beside its group: it may bear no tag.</summary>
    public string[] OfRules { get; init; } = [];

    /// <summary>What gives a role the managed policy that the resource names, and takes it away.</summary>
    public string[] Attach { get; init; } = [];

    /// <summary>What bears its tags only after it was created, in a call of its own, as ARNs name it; null: all bear them from the beginning.</summary>
    public string? TaggedLater { get; init; }

    /// <summary>The services of AWS whose role in the account comes with the first of these resources, as their addresses.</summary>
    public string[] Roles { get; init; } = [];

    /// <summary>Whether it has a name of its own, so that the policy can name it: <c>role</c> or <c>instance-profile</c>; null: it has none.</summary>
    public string? Kind { get; init; }

    /// <summary>The value that a setting must have; null: any.</summary>
    public string? When { get; init; }

    /// <summary>What a setting needs beside the resources that there are without it, by its name.</summary>
    public static IReadOnlyDictionary<string, AwsCalls> OfSettings { get; } =
        new Dictionary<string, AwsCalls>
        {
            ["swarm:resize"] = new("aws:ec2/instance:Instance", "ec2:DescribeVolumesModifications")
            {
                Own = ["ec2:ModifyVolume", "ec2:StartInstances", "ec2:StopInstances"],
            },
            // The bastion gets another type.
            ["swarm:publicAddresses"] = new("aws:ec2/instance:Instance")
            {
                When = "bastion",
                Own = ["ec2:StartInstances", "ec2:StopInstances"],
            },
            // Interfaces bear no tags of the project's.
            ["swarm:securityGroups"] = new("aws:ec2/instance:Instance") { Make = ["ec2:ModifyNetworkInterfaceAttribute"] },
        };

    /// <summary>
    /// What every type and function makes, as it was observed with the provider and a mock of EC2, and, for IAM and load balancers, as the provider's source has it.
    /// </summary>
    public static IReadOnlyList<AwsCalls> All { get; } =
    [
        new("aws:ec2/getAmi:getAmi", "ec2:DescribeImages"),
        new("aws:ec2/getInstanceType:getInstanceType", "ec2:DescribeInstanceTypes"),
        new("aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings", "ec2:DescribeInstanceTypeOfferings"),
        // As the provider's source has it, like IAM's.
        new("aws:ec2/getSubnet:getSubnet", "ec2:DescribeSubnets"),
        new("aws:ec2/getVpc:getVpc", "ec2:DescribeRouteTables", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs"),
        new("aws:index/getAvailabilityZones:getAvailabilityZones", "ec2:DescribeAvailabilityZones"),
        new(
            "aws:ec2/vpc:Vpc",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeVpcAttribute",
            "ec2:DescribeVpcs"
        )
        {
            Make = ["ec2:CreateVpc"],
            Own = ["ec2:DeleteVpc", "ec2:ModifyVpcAttribute"],
        },
        new("aws:ec2/subnet:Subnet", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets")
        {
            Make = ["ec2:CreateSubnet"],
            // Whether machines get public addresses of theirs is set, and taken back when the setting goes.
            Own = ["ec2:DeleteSubnet", "ec2:ModifySubnetAttribute"],
        },
        new("aws:ec2/internetGateway:InternetGateway", "ec2:DescribeInternetGateways")
        {
            Make = ["ec2:CreateInternetGateway"],
            Own = ["ec2:AttachInternetGateway", "ec2:DeleteInternetGateway", "ec2:DetachInternetGateway"],
        },
        new("aws:ec2/natGateway:NatGateway", "ec2:DescribeAddresses", "ec2:DescribeNatGateways")
        {
            Make = ["ec2:CreateNatGateway"],
            // The nodes' subnets get its route table instead of another, and back.
            Own = ["ec2:DeleteNatGateway", "ec2:ReplaceRouteTableAssociation"],
        },
        new("aws:ec2/routeTable:RouteTable", "ec2:DescribeRouteTables") { Make = ["ec2:CreateRouteTable"], Own = ["ec2:DeleteRouteTable"] },
        new("aws:ec2/route:Route", "ec2:DescribeRouteTables")
        {
            // A gateway that is replaced is another target of the same route. As the provider's source has it.
            Own = ["ec2:CreateRoute", "ec2:DeleteRoute", "ec2:ReplaceRoute"],
        },
        new("aws:ec2/routeTableAssociation:RouteTableAssociation", "ec2:DescribeRouteTables")
        {
            Own = ["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"],
        },
        new("aws:ec2/securityGroup:SecurityGroup", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups")
        {
            Make = ["ec2:CreateSecurityGroup"],
            Own = ["ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroup*"],
        },
        new("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ec2:DescribeSecurityGroupRules")
        {
            TaggedLater = "security-group-rule",
            // The groups that a rule lets in are the project's own too; AWS looks at these when the rule changes (pulumi/pulumi-aws#6373).
            Own = ["ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroup*"],
            OfRules = _ofRules,
        },
        new("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "ec2:DescribeSecurityGroupRules")
        {
            TaggedLater = "security-group-rule",
            Own = ["ec2:AuthorizeSecurityGroupEgress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroup*"],
            OfRules = _ofRules,
        },
        new(
            "aws:ec2/instance:Instance",
            "ec2:DescribeInstanceCreditSpecifications",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeVolumes"
        )
        {
            // Its disk.
            TaggedLater = "volume",
            Make = ["ec2:RunInstances"],
            // The options of the metadata service are set back where somebody has changed them.
            Own = ["ec2:ModifyInstanceAttribute", "ec2:ModifyInstanceMetadataOptions", "ec2:TerminateInstances"],
            // It tells user data.
            LookAtOwn = ["ec2:DescribeInstanceAttribute"],
        },
        new("aws:ec2/instance:Instance", "ec2:DescribeIamInstanceProfileAssociations")
        {
            With = "iamInstanceProfile",
            Own = ["ec2:AssociateIamInstanceProfile", "ec2:DisassociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"],
        },
        new("aws:ec2/instance:Instance", "ec2:DescribeSpotInstanceRequests")
        {
            With = "instanceMarketOptions",
            Make = ["ec2:CancelSpotInstanceRequests"],
            Roles = ["spot.amazonaws.com"],
        },
        new("aws:ec2/eip:Eip", "ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute")
        {
            // Whoever gives an address to a machine may be asked about its interface, which bears no tag.
            Make = ["ec2:AllocateAddress", "ec2:AssociateAddress", "ec2:DisassociateAddress"],
            Own = ["ec2:ReleaseAddress"],
        },
        new("aws:iam/role:Role", "iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies")
        {
            Kind = "role",
            Make =
            [
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:ListInstanceProfilesForRole",
                "iam:TagRole",
                "iam:UntagRole",
                "iam:UpdateAssumeRolePolicy",
            ],
        },
        new("aws:iam/rolePolicy:RolePolicy", "iam:GetRolePolicy") { Make = ["iam:DeleteRolePolicy", "iam:PutRolePolicy"] },
        new("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "iam:ListAttachedRolePolicies")
        {
            Attach = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        },
        new("aws:iam/instanceProfile:InstanceProfile", "iam:GetInstanceProfile")
        {
            Kind = "instance-profile",
            Make =
            [
                "iam:AddRoleToInstanceProfile",
                "iam:CreateInstanceProfile",
                "iam:DeleteInstanceProfile",
                "iam:RemoveRoleFromInstanceProfile",
                "iam:TagInstanceProfile",
                "iam:UntagInstanceProfile",
            ],
        },
        new(
            "aws:lb/loadBalancer:LoadBalancer",
            // All of EC2 but the interfaces, which are waited for, is what AWS wants of whoever creates a load balancer:
            // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html.
            "ec2:DescribeAccountAttributes",
            "ec2:DescribeAddresses",
            "ec2:DescribeInternetGateways",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "elasticloadbalancing:DescribeCapacityReservation",
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTags"
        )
        {
            Make =
            [
                // In some accounts AWS asks it of whoever names security groups (kubernetes-sigs/aws-load-balancer-controller#3917).
                "ec2:GetSecurityGroupsForVpc",
                "elasticloadbalancing:CreateLoadBalancer",
            ],
            Own =
            [
                "elasticloadbalancing:AddTags",
                "elasticloadbalancing:DeleteLoadBalancer",
                "elasticloadbalancing:ModifyLoadBalancerAttributes",
                "elasticloadbalancing:RemoveTags",
                "elasticloadbalancing:SetSecurityGroups",
                "elasticloadbalancing:SetSubnets",
            ],
            Roles = ["elasticloadbalancing.amazonaws.com"],
        },
        new(
            "aws:lb/targetGroup:TargetGroup",
            "elasticloadbalancing:DescribeTags",
            "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeTargetGroups"
        )
        {
            Make = ["elasticloadbalancing:CreateTargetGroup"],
            Own =
            [
                "elasticloadbalancing:AddTags",
                "elasticloadbalancing:DeleteTargetGroup",
                "elasticloadbalancing:ModifyTargetGroup",
                "elasticloadbalancing:ModifyTargetGroupAttributes",
                "elasticloadbalancing:RemoveTags",
            ],
        },
        new(
            "aws:lb/listener:Listener",
            "elasticloadbalancing:DescribeListenerAttributes",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeTags"
        )
        {
            // It names the load balancer. AWS's own policies look at the tags that it sets, and at none of the load balancer's.
            Make = ["elasticloadbalancing:CreateListener"],
            Own =
            [
                "elasticloadbalancing:AddTags",
                "elasticloadbalancing:DeleteListener",
                "elasticloadbalancing:ModifyListener",
                "elasticloadbalancing:ModifyListenerAttributes",
                "elasticloadbalancing:RemoveTags",
            ],
        },
        new("aws:lb/targetGroupAttachment:TargetGroupAttachment", "elasticloadbalancing:DescribeTargetHealth")
        {
            Own = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
        },
    ];

    /// <summary>The types and functions that the program may use.</summary>
    public static IReadOnlySet<string> Types { get; } = All.Select(calls => calls.Token).ToHashSet(StringComparer.Ordinal);

    /// <summary>What whatever bears tags needs.</summary>
    public static AwsCalls Tags { get; } = new("", "ec2:DescribeTags") { Own = ["ec2:CreateTags", "ec2:DeleteTags"] };

    /// <summary>Those of its calls that create something with tags, in services that ask for the tags once more, by a name of their own.</summary>
    /// <param name="service">The service, such as ec2.</param>
    public IEnumerable<string> CreatingIn(string service) =>
        Make.Concat(Own)
            .Where(call => call.StartsWith($"{service}:", StringComparison.Ordinal))
            .Select(call => call[(service.Length + 1)..])
            .Where(call => _creating.Any(word => call.StartsWith(word, StringComparison.Ordinal)));
}
