using Infra.Remote;
using Infra.Settings;
using Pulumi;

namespace Infra.Swarm;

/// <summary>Any node but the first manager: joins the swarm, and is drained and removed when it goes.</summary>
internal sealed class SwarmMember : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:swarm:SwarmMember";

    // The script's own bounds add up to about five minutes; the manager waits as long as the node may try.
    private static readonly TimeSpan _joinTimeout = TimeSpan.FromMinutes(6);

    private static readonly TimeSpan _readyTimeout = _joinTimeout;

    // Tasks stop within their grace period (10 s unless the stack file says otherwise); what takes longer ends with the node.
    private static readonly TimeSpan _drainTimeout = TimeSpan.FromMinutes(2);

    // What a script may take beside its patience: waiting for its turn, for a new leader, and for entries that go.
    private static readonly TimeSpan _extraTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Has the host join as soon as its engine and the swarm are there.</summary>
    public SwarmMember(string name, SwarmMemberArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var host = args.Host;
        var departure = Departure.Register(host, args.Engine.Installed, this);
        var joined = new RemoteStep
        {
            Host = host,
            Create = Script.Render(
                "join",
                _joinTimeout,
                ("NODE", host.Name),
                ("MANAGER_NAME", args.Manager.Host.Name),
                ("FIREWALL", args.Firewall)
            ),
            Addresses = [("ADDRESS", host.PrivateAddress), ("MANAGER", args.Manager.Host.PrivateAddress)],
            Stdin = args.Manager.Invitation(host.Role),
            WhyNoDelete = "The node's departure leaves the swarm, also when the host is dead.",
        }.Register(
            $"{name}-join",
            new CustomResourceOptions
            {
                Parent = this,
                // The engine joins; the token, its other condition, comes with the standard input.
                DependsOn = { args.Engine.Installed, departure },
            }
        );

        Joined = joined;
        var member = new[] { ("NODE", args.Manager.Host.Name), ("MEMBER", host.Name) };
        Confirmed = new RemoteStep
        {
            Host = args.Manager.Host,
            Create = Script.Render(
                "member",
                _readyTimeout + _extraTimeout,
                [.. member, ("PATIENCE", $"{_readyTimeout.TotalSeconds}"), ("ROLE", host.Role == NodeRole.Manager ? "manager" : "worker")]
            ),
            Delete = Script.Render("remove", _drainTimeout + _extraTimeout, [.. member, ("PATIENCE", $"{_drainTimeout.TotalSeconds}")]),
            Addresses = [("ADDRESS", host.PrivateAddress)],
            // Another machine under this name makes the manager look again, in place: a replacement would remove the node after it has joined. With
            // another address it is another entry, and the old one goes with the old machine.
            Stdin = host.MachineId.Apply(id => id + "\n"),
            ReplaceWithMachine = false,
            ReplacedWith = host.HasFixedAddress ? null : host.MachineId,
        }.Register(
            $"{name}-member",
            new CustomResourceOptions
            {
                Parent = this,
                // It watches for the node while that joins, so it begins when the node can; a node is removed by the manager before it leaves by itself.
                // Where many join, those that watch could take all the places of what runs at once, and nobody would be left to join.
                DependsOn =
                [
                    args.Manager.Initialised,
                    args.Engine.Installed,
                    departure,
                    .. args.IsOneOfMany ? [Joined] : Array.Empty<Resource>(),
                ],
                // A swarm whose manager is deleted goes as a whole: no node need be drained.
                DeletedWith = args.Manager.Host.Machine,
            }
        );
        NodeAttributes.Register(
            args.Node,
            host,
            args.Manager.Host,
            // Another swarm, or another machine. A node that is confirmed once more is active again.
            Output.Format($"{args.Manager.Initialised.Id} {joined.Id} {Digest.Of(Script.Embedded("member"), 16)}"),
            new CustomResourceOptions
            {
                Parent = this,
                DependsOn = { Confirmed },
                // With its entry in the swarm go its labels; and a node that is removed must not become active before.
                DeletedWith = Confirmed,
            }
        );
        RegisterOutputs();
    }

    /// <summary>The node has joined.</summary>
    public Resource Joined { get; }

    /// <summary>The manager has seen the node ready.</summary>
    public Resource Confirmed { get; }
}

/// <summary>The arguments of <see cref="SwarmMember"/>.</summary>
internal sealed class SwarmMemberArgs : ResourceArgs
{
    /// <summary>The host that joins.</summary>
    public required Host Host { get; init; }

    /// <summary>What the configuration says of the node.</summary>
    public required NodeSettings Node { get; init; }

    /// <summary>The host's engine.</summary>
    public required DockerEngine Engine { get; init; }

    /// <summary>The first manager.</summary>
    public required SwarmManager Manager { get; init; }

    /// <summary>True when so many nodes join that Pulumi may not run all their steps at once (four for each processor, unless --parallel says otherwise).</summary>
    public required bool IsOneOfMany { get; init; }

    /// <summary>What to open when the host cannot reach the manager, for the error: "the security group", "the firewall of node1".</summary>
    public required string Firewall { get; init; }
}
