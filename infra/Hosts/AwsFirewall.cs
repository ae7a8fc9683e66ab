using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace Infra.Hosts;

/// <summary>One security group for all nodes: swarm ports among themselves, SSH and published ports for the configured ranges.</summary>
internal sealed class AwsFirewall : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:AwsFirewall";

    /// <summary>Creates the group and its rules.</summary>
    public AwsFirewall(string name, AwsFirewallArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var here = new CustomResourceOptions { Parent = this };

        // Never change the description: it replaces the group, and the old one cannot go while machines use it.
        var group = new SecurityGroup(
            $"{name}-nodes",
            new SecurityGroupArgs
            {
                VpcId = args.VpcId,
                Description = "Nodes of the swarm",
                Tags = args.Tags.Of("swarm-nodes"),
            },
            here
        );
        GroupId = group.Id;

        foreach (var rule in FirewallRule.Of(args.Settings, args.Published, args.Encrypted))
        {
            _ = new SecurityGroupIngressRule(
                $"{name}-{rule.Name}",
                Arguments(rule, rule.IsForBastion ? args.BastionGroup! : group.Id, group, args.Tags.Of($"swarm-{rule.Name}")),
                here
            );
        }

        _ = new SecurityGroupEgressRule(
            $"{name}-outward",
            new SecurityGroupEgressRuleArgs
            {
                SecurityGroupId = group.Id,
                IpProtocol = "-1",
                CidrIpv4 = "0.0.0.0/0",
                Description = "Package repositories, registries, and the other nodes",
                Tags = args.Tags.Of("swarm-outward"),
            },
            here
        );
        RegisterOutputs();
    }

    /// <summary>The security group's id.</summary>
    public Output<string> GroupId { get; }

    private static SecurityGroupIngressRuleArgs Arguments(
        FirewallRule rule,
        Input<string> members,
        SecurityGroup group,
        InputMap<string> tags
    )
    {
        var arguments = new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = group.Id,
            IpProtocol = rule.Protocol,
            Description = rule.Purpose,
            Tags = tags,
        };
        if (rule is { From: { } from, To: { } to })
        {
            arguments.FromPort = from;
            arguments.ToPort = to;
        }

        if (rule.Source is { } source)
        {
            arguments.CidrIpv4 = source.ToString();
        }
        else
        {
            arguments.ReferencedSecurityGroupId = members;
        }

        return arguments;
    }
}

/// <summary>The arguments of <see cref="AwsFirewall"/>.</summary>
internal sealed class AwsFirewallArgs : ResourceArgs
{
    /// <summary>The VPC's id.</summary>
    public required Input<string> VpcId { get; init; }

    /// <summary>Who may reach what.</summary>
    public required AwsSettings Settings { get; init; }

    /// <summary>The ports that services publish.</summary>
    public required IReadOnlyList<PublishedPort> Published { get; init; }

    /// <summary>True when any overlay network is encrypted.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>The security group of the bastion, which alone reaches SSH; null: there is none.</summary>
    public Output<string>? BastionGroup { get; init; }

    /// <summary>The tags of every resource.</summary>
    public required AwsTags Tags { get; init; }
}
