using Infra.Remote;
using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;

namespace Infra.Hosts;

/// <summary>A network load balancer in front of the published ports: each has a listener, and a target group with the chosen nodes.</summary>
internal sealed class AwsLoadBalancer : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:AwsLoadBalancer";

    /// <summary>Creates it.</summary>
    /// <param name="name">At most eleven letters: AWS takes names of 32, and Pulumi ends them in a number of its own.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="options">The options.</param>
    public AwsLoadBalancer(string name, AwsLoadBalancerArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var here = () => new CustomResourceOptions { Parent = this };
        var balancer = new LoadBalancer(
            name,
            new LoadBalancerArgs
            {
                LoadBalancerType = "network",
                Internal = args.IsInternal,
                Subnets = args.Network.LoadBalancerSubnets(args.IsInternal),
                // One that is made without a group can have none later.
                SecurityGroups = { args.GroupId },
                // A port that is healthy in one zone only would otherwise take the addresses of the others out of DNS, for all ports.
                EnableCrossZoneLoadBalancing = true,
                EnableDeletionProtection = false,
                Tags = args.Tags.Of("swarm-load-balancer"),
            },
            new CustomResourceOptions
            {
                Parent = this,
                // A target group serves one load balancer only, so another one can have its listeners when the old one is gone.
                DeleteBeforeReplace = true,
                // In a preview nobody knows the ids of subnets that are still to be made, and the provider tells of an update; when it knows them, it replaces, or
                // has AWS put more subnets in the place of others, which it refuses in the same zones.
                ReplacementTrigger = Output.Create<object>(args.Network.LoadBalancerPlace(args.IsInternal)),
                // AWS makes none with public addresses while no gateway is attached, and detaches none before it is gone.
                DependsOn = args.IsInternal ? [] : [.. args.Network.PublicRoutes],
            }
        );
        foreach (var port in args.Ports)
        {
            // A group with another protocol is another one: it is made first and gets its nodes, the listener then changes in place, and the old group goes last.
            var group = new TargetGroup($"{name}-{port.Number}", TargetsOf(port, args), here());
            var targets = args
                .Targets.Select(target =>
                    (
                        target.IsSpot,
                        Attachment: new TargetGroupAttachment(
                            $"{name}-{port.Number}-{target.Host.Name}",
                            new TargetGroupAttachmentArgs { TargetGroupArn = group.Arn, TargetId = target.Host.MachineId },
                            new CustomResourceOptions
                            {
                                Parent = this,
                                // A node that goes is deregistered before it leaves the swarm. AWS goes on giving it connections for a few minutes all the same,
                                // and nothing waits for that.
                                DependsOn = { target.Joined },
                            }
                        )
                    )
                )
                .ToArray();
            _ = new Listener(
                $"{name}-{port.Number}",
                new ListenerArgs
                {
                    LoadBalancerArn = balancer.Arn,
                    Port = port.Number,
                    Protocol = port.Protocol.ToUpperInvariant(),
                    DefaultActions =
                    {
                        new ListenerDefaultActionArgs { Type = "forward", TargetGroupArn = group.Arn },
                    },
                    Tags = args.Tags.Of($"swarm-{port.Number}"),
                },
                // AWS checks nodes only behind a listener, and a group that has none yet would keep the port silent for longer. A spot machine that AWS has taken back,
                // or does not give, must keep no port silent.
                new CustomResourceOptions
                {
                    Parent = this,
                    DependsOn = [.. targets.Where(one => !one.IsSpot).Select(one => one.Attachment)],
                }
            );
        }

        Arn = balancer.Arn;
        DnsName = balancer.DnsName.OrNone();
        RegisterOutputs();
    }

    /// <summary>Its name for AWS.</summary>
    public Output<string> Arn { get; }

    /// <summary>Its name in DNS.</summary>
    public Output<string> DnsName { get; }

    private static TargetGroupArgs TargetsOf(BalancedPort port, AwsLoadBalancerArgs args)
    {
        var arguments = new TargetGroupArgs
        {
            VpcId = args.Network.VpcId,
            TargetType = "instance",
            Port = port.Number,
            Protocol = port.Protocol.ToUpperInvariant(),
            // A node that dies is given nothing more after 20 to 30 seconds; by default it would be 90.
            HealthCheck = new TargetGroupHealthCheckArgs
            {
                Protocol = "TCP",
                Port = $"{port.HealthPort}",
                Interval = 10,
                HealthyThreshold = 2,
                UnhealthyThreshold = 2,
            },
            Tags = args.Tags.Of($"swarm-{port.Number}"),
        };
        if (port.Protocol == "tcp")
        {
            // The routing mesh hides the client's address from tasks in any case. A node that reaches itself by way of the load balancer gets an answer only
            // where its address is not kept. With udp, AWS always keeps it.
            arguments.PreserveClientIp = port.IsOfHost ? "true" : "false";
        }

        return arguments;
    }
}

/// <summary>The arguments of <see cref="AwsLoadBalancer"/>.</summary>
internal sealed class AwsLoadBalancerArgs : ResourceArgs
{
    /// <summary>Whether it has private addresses only.</summary>
    public required bool IsInternal { get; init; }

    /// <summary>Where it is.</summary>
    public required IMachineNetwork Network { get; init; }

    /// <summary>Its security group's id.</summary>
    public required Output<string> GroupId { get; init; }

    /// <summary>What it listens on.</summary>
    public required IReadOnlyList<BalancedPort> Ports { get; init; }

    /// <summary>The nodes that it sends to, each with what must be there before: its membership of the swarm.</summary>
    public required IReadOnlyList<(Host Host, bool IsSpot, Resource Joined)> Targets { get; init; }

    /// <summary>The tags of every resource.</summary>
    public required AwsTags Tags { get; init; }
}
