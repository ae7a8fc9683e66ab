using System.Text.Json;
using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>The swarm under proof as one look saw it, and the ways to it. What a node that does not answer would be asked, nobody is asked.</summary>
internal sealed class RunningSwarm
{
    // Docker's own client takes seconds to start on a slow node.
    private const string ListContainers =
        "curl --silent --show-error --max-time 60 --unix-socket /var/run/docker.sock http://localhost/containers/json";

    private const string BetweenAnswers = "-- next answer --";

    // The engine's own bound, and what ssh takes on a slow node.
    private static readonly TimeSpan _lookTimeout = TimeSpan.FromMinutes(2);

    private readonly INodeShell _shell;
    private SwarmView? _view;

    private RunningSwarm(INodeShell shell, IOutside outside, Declared declared, Remedies remedies)
    {
        _shell = shell;
        Outside = outside;
        Declared = declared;
        Remedies = remedies;
    }

    /// <summary>The nodes that answer, in the stack's order.</summary>
    public IReadOnlyList<Node> Nodes { get; private set; } = [];

    /// <summary>The nodes that do not, and why not.</summary>
    public IReadOnlyList<(Node Node, string Reason)> Silent { get; private set; } = [];

    /// <summary>The containers that run on the nodes.</summary>
    public IReadOnlyList<RunningContainer> Containers { get; private set; } = [];

    public IOutside Outside { get; }
    public Declared Declared { get; }
    public Remedies Remedies { get; }

    /// <summary>A manager that answers; without one the check is not made.</summary>
    public Node Manager => Nodes.FirstOrDefault(node => node.Role == "manager") ?? throw new NotMadeException("no manager answers");

    /// <summary>The swarm as a manager lists it; where it does not, the check is not made.</summary>
    public SwarmView View =>
        _view ?? throw new NotMadeException(Refusal is null ? "no manager answers" : "the manager does not report what the swarm holds");

    /// <summary>Why the manager does not list it; null where it does, and where no manager answers.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether every node takes part as it should, and all runs that the stack declares.</summary>
    public bool IsWhole => Silent.Count == 0 && _view is not null && Drift.OfNodes(this).Count == 0 && Drift.OfWorkloads(this).Count == 0;

    /// <summary>Looks at all nodes at once.</summary>
    public static async Task<RunningSwarm> LookAsync(
        IReadOnlyList<Node> nodes,
        INodeShell shell,
        IOutside outside,
        Declared declared,
        Remedies remedies,
        CancellationToken cancellation
    )
    {
        var swarm = new RunningSwarm(shell, outside, declared, remedies);
        var answers = await Task.WhenAll(nodes.Select(node => swarm.ListAsync(node, cancellation)));
        swarm.Nodes = [.. answers.Where(answer => answer.Reason is null).Select(answer => answer.Node)];
        swarm.Silent = [.. answers.Where(answer => answer.Reason is not null).Select(answer => (answer.Node, answer.Reason!))];
        swarm.Containers = [.. answers.SelectMany(answer => answer.Containers)];
        if (swarm.Nodes.FirstOrDefault(node => node.Role == "manager") is { } manager)
        {
            await swarm.ReadViewAsync(manager, cancellation);
        }

        return swarm;
    }

    /// <summary>Runs a script on a node and answers what it printed; an exit code other than 0 fails the check.</summary>
    public async Task<string> RunAsync(Node node, string script, CancellationToken cancellation)
    {
        var answer = await TryAsync(node, script, cancellation);
        return answer.ExitCode == 0 ? answer.Output : throw new CheckFailedException($"on {node.Name}: {WordOf(answer)}");
    }

    /// <summary>Runs a script on a node, whatever its exit code.</summary>
    public Task<ShellAnswer> TryAsync(Node node, string script, CancellationToken cancellation) =>
        _shell.RunAsync(node, script, cancellation);

    /// <summary>Runs a script on every node at once and answers what each printed, in the nodes' order.</summary>
    public async Task<IReadOnlyList<(Node Node, string Output)>> RunOnAllAsync(Func<Node, string> script, CancellationToken cancellation) =>
        await Task.WhenAll(Nodes.Select(async node => (node, await RunAsync(node, script(node), cancellation))));

    /// <summary>
    /// What a published port of a node answers to some requests, one after another: from this computer, or, where no address leads there from outside, on the
    /// node itself.
    /// </summary>
    public async Task<IReadOnlyList<string>> GetAsync(Node node, int port, int times, CancellationToken cancellation)
    {
        if (node.PublicAddress.Length == 0)
        {
            // One login for all: each takes a second on a slow node.
            var printed = await RunAsync(
                node,
                $"for request in $(seq {times}); do curl --silent --show-error --fail --max-time 20 http://{node.PrivateAddress}:{port}/ || exit; echo '{BetweenAnswers}'; done",
                cancellation
            );
            return [.. printed.Split(BetweenAnswers)[..^1].Select(answer => answer.TrimStart())];
        }

        List<string> answers = [];
        while (answers.Count < times)
        {
            answers.Add(await Outside.GetAsync(node, port, cancellation));
        }

        return answers;
    }

    /// <summary>The containers of a service.</summary>
    public IReadOnlyList<RunningContainer> TasksOf(string service)
    {
        var tasks = Containers.Where(container => container.Service == service).ToList();
        return tasks.Count > 0
            ? tasks
            : throw NothingRuns(
                service,
                Declared.Services.Any(declared => declared.Name == service),
                $"no task of {service} runs on any node"
            );
    }

    /// <summary>The container with this name.</summary>
    public RunningContainer Container(string name) =>
        Containers.FirstOrDefault(container => container.Name == name)
        ?? throw NothingRuns(name, Declared.Containers.Any(declared => declared.Name == name), $"the container {name} runs on no node");

    private Exception NothingRuns(string name, bool isDeclared, string seen) =>
        this switch
        {
            _ when !isDeclared => new NotMadeException($"this stack declares no {name}, as stacks/demo.yaml does"),
            // Named there, with what fixes it.
            { IsWhole: false } => new NotMadeException($"{name} does not run"),
            _ => new CheckFailedException(seen),
        };

    private async Task ReadViewAsync(Node manager, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_lookTimeout);
        try
        {
            _view = SwarmView.Parse(await RunAsync(manager, SwarmView.Script, bound.Token));
        }
        catch (CheckFailedException failed)
        {
            Refusal = failed.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Refusal = $"{manager.Name} did not list the swarm within {_lookTimeout.TotalMinutes:0} minutes";
        }
    }

    private async Task<(Node Node, string? Reason, IReadOnlyList<RunningContainer> Containers)> ListAsync(
        Node node,
        CancellationToken cancellation
    )
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_lookTimeout);
        try
        {
            var answer = await TryAsync(node, ListContainers, bound.Token);
            return answer.ExitCode == 0
                ? (
                    node,
                    null,
                    [
                        .. JsonDocument
                            .Parse(answer.Output)
                            .RootElement.EnumerateArray()
                            .Where(container => container.GetProperty("State").GetString() == "running")
                            .Select(container => Container(node, container)),
                    ]
                )
                : (node, $"Docker on {node.Name} does not answer: {WordOf(answer)}", []);
        }
        catch (Exception strange) when (strange is JsonException or InvalidOperationException)
        {
            // An error of the engine is an object.
            return (node, $"Docker on {node.Name} does not list its containers", []);
        }
        catch (CheckFailedException failed)
        {
            return (node, failed.Message, []);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (node, $"{node.Name} did not answer within {_lookTimeout.TotalMinutes:0} minutes", []);
        }
    }

    private static RunningContainer Container(Node node, JsonElement container)
    {
        var labels = container.GetProperty("Labels");
        return new(
            node,
            container.GetProperty("Id").GetString()![..12],
            container.GetProperty("Names").EnumerateArray().First().GetString()!.TrimStart('/'),
            Label("com.docker.swarm.service.name"),
            Label("com.docker.stack.namespace")
        );

        string? Label(string name) => labels.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static string WordOf(ShellAnswer answer) =>
        new[] { answer.Error, answer.Output, $"exit code {answer.ExitCode}" }.First(text => text.Length > 0);
}

/// <summary>A running container: the node that it runs on, its short id, its name, and, when it is a task, its service's name on the swarm and that of its stack.</summary>
internal sealed record RunningContainer(Node Node, string Id, string Name, string? ServiceOnSwarm, string? Stack)
{
    /// <summary>The service's name in the stack file: on the swarm the stack's name comes before it.</summary>
    public string? Service =>
        Stack is not null && ServiceOnSwarm is not null && ServiceOnSwarm.StartsWith($"{Stack}_", StringComparison.Ordinal)
            ? ServiceOnSwarm[(Stack.Length + 1)..]
            : ServiceOnSwarm;
}
