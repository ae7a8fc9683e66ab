using Infra.Remote;
using Infra.Settings;
using Pulumi;

namespace Infra.Swarm;

/// <summary>The first manager: initialises the swarm, and hands out what others need to join it.</summary>
internal sealed class SwarmManager : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:swarm:SwarmManager";

    /// <summary>Initialises the swarm on a host with an engine.</summary>
    public SwarmManager(string name, SwarmManagerArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        Host = args.Host;
        var departure = Departure.Register(args.Host, args.Engine.Installed, this);
        var init = new RemoteStep
        {
            Host = args.Host,
            Create = Script.Render(
                "init",
                TimeSpan.FromMinutes(5),
                ("NODE", args.Host.Name),
                ("POOL", args.Overlay.Pool.ToString()),
                ("SUBNET_SIZE", $"{args.Overlay.SubnetSize}")
            ),
            Addresses =
            [
                ("ADDRESS", args.Host.PrivateAddress),
                (
                    "PEERS",
                    Output
                        .All(args.Peers.Select(peer => peer.PrivateAddress.Apply(address => $"{peer.Name}={address}")))
                        .Apply(peers => string.Join(' ', peers))
                ),
            ],
            WhyNoDelete = "The node's departure leaves the swarm, also when the host is dead.",
            SecretOutput = true,
        }.Register(
            $"{name}-init",
            new CustomResourceOptions
            {
                Parent = this,
                // The swarm is a matter of the engine.
                DependsOn = { args.Engine.Installed, departure },
            }
        );

        NodeAttributes.Register(
            args.Node,
            args.Host,
            args.Host,
            init.Id,
            new CustomResourceOptions
            {
                Parent = this,
                DependsOn = { init },
                DeletedWith = args.Host.Machine,
            }
        );

        Initialised = init;
        var lines = init.Stdout.OrNone().Apply(output => output.Split('\n'));
        _joinTokens = new Dictionary<NodeRole, Output<string>>
        {
            [NodeRole.Worker] = Invite(lines, 0),
            [NodeRole.Manager] = Invite(lines, 1),
        };
        RegisterOutputs();
    }

    private readonly Dictionary<NodeRole, Output<string>> _joinTokens;

    private static Output<string> Invite(Output<string[]> lines, int token) =>
        lines.Apply(found => found.Length < 3 ? "" : $"{found[token]}\n{found[2]}\n");

    /// <summary>The manager's host.</summary>
    public Host Host { get; }

    /// <summary>The swarm exists.</summary>
    public CustomResource Initialised { get; }

    /// <summary>What a node of that role needs in order to join, for the script's standard input: the token and the cluster's id. Secret.</summary>
    public Output<string> Invitation(NodeRole role) => _joinTokens[role];
}

/// <summary>The arguments of <see cref="SwarmManager"/>.</summary>
internal sealed class SwarmManagerArgs : ResourceArgs
{
    /// <summary>Where.</summary>
    public required Host Host { get; init; }

    /// <summary>What the configuration says of the node.</summary>
    public required NodeSettings Node { get; init; }

    /// <summary>The host's engine.</summary>
    public required DockerEngine Engine { get; init; }

    /// <summary>The other managers, which join later: where one of them manages a swarm already, no second one is made.</summary>
    public required IReadOnlyList<Host> Peers { get; init; }

    /// <summary>Where overlay networks take their addresses from.</summary>
    public required OverlaySettings Overlay { get; init; }
}
