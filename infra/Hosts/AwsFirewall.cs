using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace Infra.Hosts;

/// <summary>
/// One security group for all nodes: swarm ports among themselves, SSH and published ports for the configured ranges. Where there is a load balancer, it has
/// a group of its own, which is open to these ranges instead; the nodes' published ports are open to that group alone.
/// </summary>
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
            new CustomResourceOptions
            {
                Parent = this,
                // A group cannot move, nor the machines that are in it: another VPC is refused (MachineChanges).
                IgnoreChanges = { "vpcId" },
            }
        );
        GroupId = group.Id;
        VpcId = group.VpcId;

        var balancer = args.Settings.LoadBalancer is null ? null : CreateLoadBalancerGroup(name, args, group, here);
        LoadBalancerGroupId = balancer?.Id;
        foreach (var rule in FirewallRule.Of(args.Settings, args.Published, args.Encrypted))
        {
            _ = new SecurityGroupIngressRule(
                $"{name}-{rule.Name}",
                Ingress(
                    rule,
                    rule.IsForBastion ? args.BastionGroup!
                        : rule.IsForLoadBalancer ? balancer!.Id
                        : group.Id,
                    group,
                    args.Tags.Of($"swarm-{rule.Name}")
                ),
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

    /// <summary>The id of the nodes' security group.</summary>
    public Output<string> GroupId { get; }

    /// <summary>The VPC that the group was made in.</summary>
    public Output<string> VpcId { get; }

    /// <summary>The id of the load balancer's; null: there is none.</summary>
    public Output<string>? LoadBalancerGroupId { get; }

    private static SecurityGroup CreateLoadBalancerGroup(string name, AwsFirewallArgs args, SecurityGroup nodes, CustomResourceOptions here)
    {
        var group = new SecurityGroup(
            $"{name}-load-balancer",
            new SecurityGroupArgs
            {
                VpcId = args.VpcId,
                Description = "Load balancer of the swarm",
                Tags = args.Tags.Of("swarm-load-balancer"),
            },
            here
        );
        foreach (var rule in FirewallRule.ForClients(args.Settings, args.Published))
        {
            _ = new SecurityGroupIngressRule(
                $"{name}-load-balancer-{rule.Name}",
                Ingress(rule, group.Id, group, args.Tags.Of($"swarm-load-balancer-{rule.Name}")),
                here
            );
        }

        _ = new SecurityGroupEgressRule(
            $"{name}-load-balancer-outward",
            new SecurityGroupEgressRuleArgs
            {
                SecurityGroupId = group.Id,
                IpProtocol = "-1",
                ReferencedSecurityGroupId = nodes.Id,
                Description = "The nodes",
                Tags = args.Tags.Of("swarm-load-balancer-outward"),
            },
            here
        );
        return group;
    }

    /// <summary>A rule as AWS takes it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="members">The id of the group whose members may reach it, where it names no source.</param>
    /// <param name="group">The group that it belongs to.</param>
    /// <param name="tags">Its tags.</param>
    public static SecurityGroupIngressRuleArgs Ingress(FirewallRule rule, Input<string> members, SecurityGroup group, InputMap<string> tags)
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
