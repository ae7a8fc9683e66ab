using System.Text;
using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Command.Local;

namespace Infra.Swarm;

/// <summary>
/// Changes the engines of nodes that are in the swarm already, one node after another. Pulumi runs the steps of all nodes at once, so those leave such an engine as
/// it is and say so; this one step, on this computer, then goes from node to node. Where no engine waits it does nothing, and opens no connection.
/// </summary>
internal sealed class EngineTurns : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:swarm:EngineTurns";

    // How long what ran on a node may take to run elsewhere, images included, and a node to come back.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>Waits for all nodes, and for the engines' own steps.</summary>
    public EngineTurns(string name, EngineTurnsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        // One way leads to all of them.
        var hop = args.Engines[0].Host.Ssh.Hop;
        var turns = Script.Here("turns").Through(hop);
        var turn = Script.Render("turn", 3 * _patience);
        var docker = DockerEngine.Script(args.Docker, ("TURN", "yes"));
        var nodes = Output.All(args.Engines.Select(Of)).Apply(all => all.OfType<TurnNode>().ToArray());
        Done = new Command(
            $"{name}-turns",
            new CommandArgs
            {
                Create = turns.OnThisComputer(ScriptPart.Create),
                // No secret, but nothing that a preview could show to anybody: the steps of the nodes show what changes.
                Stdin = Output.CreateSecret(
                    Output
                        .Tuple(nodes, DockerEngine.Lines(args.Docker))
                        .Apply(known =>
                            Script.StandardInput(
                                turns,
                                null,
                                OneLine(Script.StandardInput(turn, null))
                                    + OneLine(Script.StandardInput(docker, null, known.Item2))
                                    + string.Concat(known.Item1.Select(node => node.Line))
                            )
                        )
                ),
                Environment = new InputMap<string>
                {
                    ["NODE"] = "swarm",
                    ["TURN_COMMAND"] = turn.OnMachine(ScriptPart.Create),
                    ["DOCKER_COMMAND"] = docker.OnMachine(ScriptPart.Create),
                    // Apart from what else is said of the nodes: whoever runs the program may have to map the ports, and looks for them here.
                    ["ENDPOINTS"] = nodes.Apply(known => string.Join(' ', known.Select(node => node.Endpoint))),
                    ["PATIENCE"] = $"{_patience.TotalSeconds}",
                    ["PRIVATE_KEY"] = args.Engines[0].Host.Ssh.Key.PrivateKey,
                }.Through(hop),
                AddPreviousOutputInEnv = false,
                Logging = Logging.Stderr,
            },
            new CustomResourceOptions
            {
                Parent = this,
                CustomTimeouts = new CustomTimeouts
                {
                    Create = args.Engines.Count * TimeSpan.FromHours(1),
                    Update = args.Engines.Count * TimeSpan.FromHours(1),
                },
            }
        );
        RegisterOutputs();
    }

    /// <summary>Every engine is as it should be.</summary>
    public Resource Done { get; }

    // Nodes that neither wait nor can be asked are no part of it: a new worker changes nothing here.
    private static Output<TurnNode?> Of(DockerEngine engine)
    {
        var host = engine.Host;
        return Output
            .Tuple(host.Ssh.Address, host.PrivateAddress, host.Ssh.KnownHost, engine.WaitsSince)
            .Apply(known =>
            {
                var (address, own, key, since) = known;
                var role = host.Role == NodeRole.Manager ? "manager" : "worker";
                return since.Length == 0 && host.Role == NodeRole.Worker
                    ? null
                    : new TurnNode(
                        $"{address}:{host.Ssh.Port}",
                        $"{host.Name} {role} {host.Ssh.User} {own} {(since.Length == 0 ? "-" : since)} {key[(host.Name.Length + 1)..]}\n"
                    );
            });
    }

    // What the script is told of a node.
    private sealed record TurnNode(string Endpoint, string Line);

    private static string OneLine(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + "\n";
}

/// <summary>The arguments of <see cref="EngineTurns"/>.</summary>
internal sealed class EngineTurnsArgs : ResourceArgs
{
    /// <summary>The engine of every node.</summary>
    public required IReadOnlyList<DockerEngine> Engines { get; init; }

    /// <summary>What they are to be.</summary>
    public required DockerSettings Docker { get; init; }
}
