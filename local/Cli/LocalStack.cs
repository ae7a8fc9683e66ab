using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Cli.Verbs;
using Local.Machines;
using Local.Providers.Aws;
using Local.Providers.Command;
using Local.Providers.Contract;
using Local.Providers.Docker;
using Local.Providers.Tls;
using Local.Runner;

namespace Local.Cli;

/// <summary>A stack and the local cloud that serves it: the one place that puts runner, providers and machines together.</summary>
internal sealed class LocalStack
{
    private readonly LocalCloud _cloud;

    private LocalStack(EngineOptions options, LocalCloud cloud)
    {
        Options = options;
        _cloud = cloud;
    }

    public EngineOptions Options { get; }
    public IEndpointResolver Resolver => _cloud;

    /// <param name="stack">The stack's name.</param>
    /// <param name="overrides">Configuration that goes before what the stack says.</param>
    public static LocalStack Open(string stack, IReadOnlyDictionary<string, string>? overrides = null)
    {
        var project = Project.Find(Environment.CurrentDirectory);
        var cloud = new LocalCloud(project.StateDirectory(stack));
        return new LocalStack(
            new EngineOptions
            {
                Stack = stack,
                ProjectDirectory = project.Directory,
                ProgramAssembly = project.ProgramAssembly,
                Providers =
                [
                    new AwsProviderFactory(cloud),
                    new CommandProviderFactory(cloud, Path.Combine(project.Directory, "infra")),
                    new DockerProviderFactory(cloud, new ImageDepots(cloud, new LocalCloud(project.StateDirectory(VmsVerb.Stack)))),
                    new TlsProviderFactory(),
                ],
                ConfigOverrides = overrides ?? new Dictionary<string, string>(),
                ConfigDefaults = DefaultsWhere,
            },
            cloud);
    }

    /// <summary>What holds where the stack says nothing.</summary>
    internal static IReadOnlyDictionary<string, string> DefaultsWhere(IReadOnlyDictionary<string, string> set)
        => set.GetValueOrDefault("swarm:provider") == "hosts"
            ? new Dictionary<string, string>()
            // Nobody but this computer can reach the virtual machines' addresses.
            : new Dictionary<string, string> { ["swarm:sshFrom"] = """["127.0.0.0/8"]""" };

    /// <summary>What the state holds; null when the stack was never brought up.</summary>
    public StackView? TryReadStack() => new Engine(Options, new Observers()).ReadStack();

    /// <summary>The nodes that the state knows. Refuses when there are none.</summary>
    public IReadOnlyList<Node> Nodes()
        => TryReadStack() is { } state && Node.In(state.Outputs) is { Count: > 0 } nodes
            ? nodes
            : throw new RefusedException($"the stack {Options.Stack} is not up: ./swarm up brings it up");

    /// <summary>The nodes in the outputs, each with how it is doing.</summary>
    public async Task<IReadOnlyList<NodeRow>> RowsAsync(PropertyMap outputs)
    {
        var launched = TryReadStack()?.Resources.Any(resource => resource.Type == "aws:ec2/instance:Instance") ?? false;
        var machines = _cloud.List();
        return await Task.WhenAll(Node.In(outputs).Select(async node =>
        {
            var port = Resolver.Resolve(node.Ssh.Host, node.Ssh.Port);
            var state = launched
                ? NodeState.Of(machines.FirstOrDefault(machine => machine.PrivateAddress.ToString() == node.PrivateAddress))
                : await NodeState.OfHostAsync(node.Ssh.Host, port);
            return new NodeRow(node.Name, node.Role, state, node.PrivateAddress, node.PublicAddress, port);
        }));
    }

    /// <summary>The nodes whose machine was up and whose process has ended since: this computer was switched off, or somebody ended it.</summary>
    public IReadOnlyList<StoppedNode> StoppedNodes()
    {
        var stopped = _cloud.List().Where(machine => machine is { IsUp: true, IsRunning: false }).Select(machine => machine.Id).ToHashSet();
        return stopped.Count == 0
            ? []
            : [.. TryReadStack()?.Resources.Where(resource => stopped.Contains(resource.Id)).Select(resource => new StoppedNode(resource.Name, resource.Id)) ?? []];
    }

    /// <summary>Starts them again, all at once, from the disks that they had.</summary>
    public Task RestartAsync(Action<string> say, CancellationToken cancellation) => Task.WhenAll(StoppedNodes().Select(async node =>
    {
        say($"{node.Name}: its virtual machine had stopped and is started again, which takes a minute or two.");
        try
        {
            await _cloud.RestartAsync(node.MachineId, new Machines.Progress(_ => { }, say), cancellation);
            say($"{node.Name}: its virtual machine is up.");
        }
        catch (MachineException failed)
        {
            // What reads the state next finds it gone.
            say($"{node.Name}: its virtual machine cannot be started again and is made anew: {failed.Message}");
        }
    }));

    /// <summary>Goes on telling the machines what a run that was killed did not get to tell them; they have it before the next run ends.</summary>
    public void Resume(Action<string> note) => _cloud.Resume(new Machines.Progress(_ => { }, note));

    /// <summary>Removes what a destroyed stack leaves: its directory, and machines that no state knows. The last one takes <c>.swarm</c> along.</summary>
    public async Task RemoveRestAsync(CancellationToken cancellation)
    {
        await _cloud.RemoveAllAsync(cancellation);
        new Project(Options.ProjectDirectory).RemoveEmptyState();
    }
}
