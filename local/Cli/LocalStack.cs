using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Machines;
using Local.Providers.Command;
using Local.Providers.Contract;
using Local.Providers.Tls;
using Local.Runner;

namespace Local.Cli;

/// <summary>A stack and the local cloud that serves it: the one place that puts runner, providers and machines together.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private LocalStack(Project project, EngineOptions options, IEndpointResolver resolver)
    {
        Project = project;
        Options = options;
        Resolver = resolver;
    }

    /// <summary>The state of a machine that runs.</summary>
    public const string Running = "running";

    public Project Project { get; }
    public EngineOptions Options { get; }
    public IEndpointResolver Resolver { get; }

    public static LocalStack Open(string stack)
    {
        var project = Project.Find(Environment.CurrentDirectory);
        var resolver = new Unmapped();
        return new LocalStack(
            project,
            new EngineOptions
            {
                Stack = stack,
                ProjectDirectory = project.Directory,
                ProgramAssembly = project.ProgramAssembly,
                Providers = [new TlsProviderFactory(), new CommandProviderFactory(resolver, Path.GetDirectoryName(project.ProgramAssembly)!)],
                // Nobody but this computer can reach the machines' addresses.
                ConfigDefaults = new Dictionary<string, string> { ["swarm:sshFrom"] = """["127.0.0.0/8"]""" },
            },
            resolver);
    }

    /// <summary>What the state holds; null when the stack was never brought up.</summary>
    public StackView? TryReadStack() => new Engine(Options, new Observers()).ReadStack();

    /// <summary>The nodes that the state knows. Refuses when there are none.</summary>
    public IReadOnlyList<Node> Nodes()
        => TryReadStack() is { } state && Node.In(state.Outputs) is { Count: > 0 } nodes
            ? nodes
            : throw new RefusedException($"the stack {Options.Stack} is not up: ./swarm up brings it up");

    /// <summary>The nodes in the outputs, each with the state of its machine.</summary>
    public IReadOnlyList<NodeRow> Rows(PropertyMap outputs)
        => [.. Node.In(outputs).Select(node => new NodeRow(
            node.Name, node.Role, Running, node.PrivateAddress, node.PublicAddress, Resolver.Resolve(node.Ssh.Host, node.Ssh.Port)))];

    /// <summary>Removes what a destroyed stack leaves: its directory.</summary>
    public void RemoveFiles()
    {
        if (Directory.Exists(Options.StateDirectory))
        {
            Directory.Delete(Options.StateDirectory, recursive: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Unmapped : IEndpointResolver
    {
        public int Resolve(string host, int port) => port;
    }
}
