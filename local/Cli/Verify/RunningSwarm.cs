using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>The swarm under proof, and the ways to it.</summary>
internal sealed class RunningSwarm(IReadOnlyList<Node> nodes, INodeShell shell, IOutside outside)
{
    private readonly SemaphoreSlim _once = new(1);
    private IReadOnlyList<RunningContainer>? _containers;

    public IReadOnlyList<Node> Nodes => nodes;
    public Node Manager => nodes.First(node => node.Role == "manager");
    public IOutside Outside => outside;

    /// <summary>Runs a script on a node and answers what it printed; an exit code other than 0 fails the check.</summary>
    public async Task<string> RunAsync(Node node, string script, CancellationToken cancellation)
    {
        var answer = await TryAsync(node, script, cancellation);
        return answer.ExitCode == 0
            ? answer.Output
            : throw new CheckFailedException($"on {node.Name}: {FirstOf(answer.Error, answer.Output, $"exit code {answer.ExitCode}")}");
    }

    /// <summary>Runs a script on a node, whatever its exit code.</summary>
    public Task<ShellAnswer> TryAsync(Node node, string script, CancellationToken cancellation) => shell.RunAsync(node, script, cancellation);

    /// <summary>Runs a script on every node at once and answers what each printed, in the nodes' order.</summary>
    public async Task<IReadOnlyList<(Node Node, string Output)>> RunOnAllAsync(Func<Node, string> script, CancellationToken cancellation)
        => await Task.WhenAll(nodes.Select(async node => (node, await RunAsync(node, script(node), cancellation))));

    /// <summary>The containers that run on the nodes; asked once.</summary>
    public async Task<IReadOnlyList<RunningContainer>> ContainersAsync(CancellationToken cancellation)
    {
        await _once.WaitAsync(cancellation);
        try
        {
            return _containers ??= await ListContainersAsync(cancellation);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The containers of a service; none fails the check.</summary>
    public async Task<IReadOnlyList<RunningContainer>> TasksOfAsync(string service, CancellationToken cancellation)
    {
        var tasks = (await ContainersAsync(cancellation)).Where(container => container.Service == service).ToList();
        return tasks.Count > 0 ? tasks : throw new CheckFailedException($"no task of {service} runs on any node");
    }

    /// <summary>The container with this name; none fails the check.</summary>
    public async Task<RunningContainer> ContainerAsync(string name, CancellationToken cancellation)
        => (await ContainersAsync(cancellation)).FirstOrDefault(container => container.Name == name)
            ?? throw new CheckFailedException($"the container {name} runs on no node");

    private async Task<IReadOnlyList<RunningContainer>> ListContainersAsync(CancellationToken cancellation)
    {
        const string list = """docker ps --filter status=running --format '{{.ID}} {{.Names}} {{.Label "com.docker.swarm.service.name"}} {{.Label "com.docker.stack.namespace"}}'""";
        var answers = await RunOnAllAsync(_ => list, cancellation);
        return
        [
            .. from answer in answers
               from line in answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
               let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
               select new RunningContainer(answer.Node, words[0], words[1], words.ElementAtOrDefault(2), words.ElementAtOrDefault(3)),
        ];
    }

    private static string FirstOf(params string[] texts) => texts.First(text => text.Length > 0);
}

/// <summary>A running container: the node that it runs on, its short id, its name, and, when it is a task, its service's name on the swarm and that of its stack.</summary>
internal sealed record RunningContainer(Node Node, string Id, string Name, string? ServiceOnSwarm, string? Stack)
{
    /// <summary>The service's name in the stack file: on the swarm the stack's name comes before it.</summary>
    public string? Service => Stack is not null && ServiceOnSwarm is not null && ServiceOnSwarm.StartsWith($"{Stack}_", StringComparison.Ordinal)
        ? ServiceOnSwarm[(Stack.Length + 1)..]
        : ServiceOnSwarm;
}
