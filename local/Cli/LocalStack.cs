using System.Diagnostics;
using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Machines;
using Local.Providers.Aws;
using Local.Providers.Command;
using Local.Providers.Contract;
using Local.Providers.Docker;
using Local.Providers.Tls;
using Local.Runner;
using Local.Runner.State;

namespace Local.Cli;

/// <summary>A stack and the local cloud that serves it: the one place that puts runner, providers and machines together.</summary>
internal sealed class LocalStack
{
    private const string Instance = "aws:ec2/instance:Instance";

    // What is part of it is no node.
    private const string Bastion = "swarm:hosts:Bastion::";

    private static readonly TimeSpan _noticeInterval = TimeSpan.FromSeconds(10);

    private readonly LocalCloud _cloud;

    private LocalStack(RunOptions options, LocalCloud cloud)
    {
        Options = options;
        _cloud = cloud;
    }

    public RunOptions Options { get; }
    public IEndpointResolver Resolver => _cloud;

    /// <param name="stack">The stack's name.</param>
    /// <param name="overrides">Configuration that goes before what the stack says.</param>
    public static LocalStack Open(string stack, IReadOnlyDictionary<string, string>? overrides = null)
    {
        var project = Project.Find(Environment.CurrentDirectory);
        var cloud = new LocalCloud(project.StateDirectory(stack));
        return new LocalStack(
            new RunOptions
            {
                Stack = stack,
                ProjectDirectory = project.Directory,
                ProgramAssembly = project.ProgramAssembly,
                Providers =
                [
                    new AwsProviderFactory(cloud),
                    new CommandProviderFactory(cloud, Path.Combine(project.Directory, "infra")),
                    new DockerProviderFactory(cloud, new ImageDepots(cloud, new LocalCloud(project.StateDirectory(Project.BareMachines)))),
                    new TlsProviderFactory(),
                ],
                ConfigOverrides = overrides ?? new Dictionary<string, string>(),
                ConfigurationOfThisComputer = ThisComputersConfiguration.Of,
                RefuseConfiguration = OnlyOnAws.Refuse,
            },
            cloud
        );
    }

    /// <summary>Which run holds the stack now; null: none.</summary>
    public string? Holder() => StackLock.HolderIn(Options.StateDirectory);

    /// <summary>What the state holds; null when the stack was never brought up.</summary>
    public StackView? TryReadStack() => new StackRunner(Options, new Observers()).ReadStack();

    /// <summary>The nodes that the state knows. Refuses when there are none.</summary>
    public IReadOnlyList<Node> Nodes() =>
        TryReadStack() is { } state && Node.In(state.Outputs) is { Count: > 0 } nodes
            ? nodes
            : throw new RefusedCommandException($"the stack {Options.Stack} is not up: ./swarm up brings it up");

    /// <summary>The nodes in the outputs, each with how it is doing.</summary>
    public async Task<IReadOnlyList<NodeRow>> RowsAsync(PropertyMap outputs) =>
        await Task.WhenAll(
            Node.In(outputs)
                .Zip(Rows(outputs))
                .Select(async node =>
                    node.Second.State == NodeState.Unasked
                        ? node.Second with
                        {
                            State = await NodeState.OfHostAsync(node.First.Ssh.Host, node.Second.SshPort),
                        }
                        : node.Second
                )
        );

    /// <summary>The same as far as it is known without asking a host that somebody else made.</summary>
    public IReadOnlyList<NodeRow> Rows(PropertyMap outputs)
    {
        var machines = _cloud.List();
        // Asked only where a node has no machine here.
        var launched = new Lazy<bool>(() => TryReadStack()?.Resources.Any(resource => resource.Type == Instance) ?? false);
        return
        [
            .. Node.In(outputs)
                .Select(node =>
                {
                    var machine = machines.FirstOrDefault(machine => machine.PrivateAddress.ToString() == node.PrivateAddress);
                    return new NodeRow(
                        node.Name,
                        node.Role,
                        machine is null && !launched.Value ? NodeState.Unasked : NodeState.Of(machine),
                        node.PrivateAddress,
                        node.PublicAddress,
                        Resolver.Resolve(node.Ssh.Host, node.Ssh.Port)
                    );
                }),
        ];
    }

    /// <summary>The machines that are recorded, also those that no run has told as nodes yet.</summary>
    public IReadOnlyList<NodeRow> Machines(StackView state)
    {
        var machines = _cloud.List().ToDictionary(machine => machine.Id);
        return
        [
            .. state
                .Resources.Where(resource => resource.Type == Instance && !resource.Parent.Contains(Bastion, StringComparison.Ordinal))
                .Select(resource => new NodeRow(
                    resource.Name,
                    "?",
                    NodeState.Of(machines.GetValueOrDefault(resource.Id)),
                    machines.GetValueOrDefault(resource.Id)?.PrivateAddress.ToString() ?? "",
                    "",
                    0
                )),
        ];
    }

    /// <summary>The nodes whose machine was up and whose process has ended since: this computer was switched off, or somebody ended it.</summary>
    public IReadOnlyList<StoppedNode> StoppedNodes() => NodesWhere(machine => !machine.IsRunning);

    /// <summary>Those, and the ones that were started again by a run that did not get to read what came back with them.</summary>
    public IReadOnlyList<StoppedNode> NodesToRestart() => NodesWhere(machine => !machine.IsRunning || machine.MustBeRead);

    /// <summary>Whether a machine with this id is one of this computer's.</summary>
    public bool HasMachine(string id) => _cloud.List().Any(machine => machine.Id == id);

    /// <summary>Starts them again, all at once, from the disks that they had, and says now and then how far they are.</summary>
    public Task RestartAsync(Action<string> say, CancellationToken cancellation) =>
        Task.WhenAll(
            NodesToRestart()
                .Select(async node =>
                {
                    say($"{node.Name}: its virtual machine had stopped and is being started again, which takes a minute or two.");
                    var last = Stopwatch.StartNew();
                    var progress = new MachineProgress(
                        word =>
                        {
                            if (last.Elapsed > _noticeInterval)
                            {
                                last.Restart();
                                say($"{node.Name}: {word}");
                            }
                        },
                        say
                    );
                    await _cloud.RestartAsync(node.MachineId, progress, cancellation);
                    say($"{node.Name}: its virtual machine is up.");
                })
        );

    /// <summary>What came back with the restart is in the state now.</summary>
    public void MarkRestartsAsRead() => NodesToRestart().ToList().ForEach(node => _cloud.HasBeenRead(node.MachineId));

    /// <summary>Goes on telling the machines what a run that was killed did not get to tell them; they have it before the next run ends.</summary>
    public void Resume(Action<string> note) => _cloud.Resume(new MachineProgress(_ => { }, note));

    /// <summary>Removes what a destroyed stack leaves: its directory, and machines that no state knows. The last one takes <c>.swarm</c> along.</summary>
    public async Task RemoveRestAsync(CancellationToken cancellation)
    {
        await _cloud.RemoveAllAsync(cancellation);
        new Project(Options.ProjectDirectory).RemoveEmptyState();
    }

    private IReadOnlyList<StoppedNode> NodesWhere(Func<Machine, bool> condition)
    {
        var machines = _cloud.List().Where(machine => machine.IsUp && condition(machine)).Select(machine => machine.Id).ToHashSet();
        return machines.Count == 0
            ? []
            :
            [
                .. TryReadStack()
                    ?.Resources.Where(resource => machines.Contains(resource.Id))
                    .Select(resource => new StoppedNode(resource.Name, resource.Id))
                    ?? [],
            ];
    }
}
