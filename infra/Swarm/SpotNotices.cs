using System.Text;
using Infra.Remote;
using Pulumi;

namespace Infra.Swarm;

/// <summary>
/// Has spot machines drained that AWS takes back: each waits for the notice, and then asks a manager with its own host key, which can have this done there and
/// nothing else. A worker cannot drain itself.
/// </summary>
internal sealed class SpotNotices : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:swarm:SpotNotices";

    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(2);

    /// <summary>Registers a step on every manager, and one on every spot machine.</summary>
    public SpotNotices(string name, SpotNoticesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var workers = Lines(args.Workers, worker => worker.Ssh.KnownHost);
        foreach (var manager in args.Managers)
        {
            new RemoteStep
            {
                Host = manager,
                Create = Drainer(manager, "all"),
                Delete = Drainer(manager, "none"),
                Stdin = Output.Format($"{manager.MachineId}\n{Program("drain")}\n{workers}"),
                // In place: what undoes it would reach the new machine by the old one's address.
                ReplaceWithMachine = false,
            }.Register(
                $"{manager.Name}-drainer",
                new CustomResourceOptions
                {
                    Parent = this,
                    // Who drains is in the group of those who may use the engine.
                    DependsOn = { args.Engine(manager) },
                    DeletedWith = manager.Machine,
                }
            );
        }

        var managers = Lines(args.Managers, manager =>
            Output.Tuple(manager.PrivateAddress, manager.Ssh.HostKey).Apply(known => $"{manager.Name} {known.Item1} {known.Item2}")
        );
        foreach (var worker in args.Workers)
        {
            new RemoteStep
            {
                Host = worker,
                Create = Script.Render("spot", _timeout, ("NODE", worker.Name)).After("write"),
                Stdin = Output.Format($"{Program("notice")}\n{managers}"),
                WhyNoDelete = "It goes with the machine, which stays a spot instance for as long as it exists.",
            }.Register($"{worker.Name}-spot", new CustomResourceOptions { Parent = this, DependsOn = { args.Engine(worker) } });
        }

        RegisterOutputs();
    }

    private static Script Drainer(Host manager, string whom) =>
        Script.Render("drainer", _timeout, ("NODE", manager.Name), ("DRAINER", whom)).After("write");

    // What stays on the machine, with the functions that every script begins with.
    private static string Program(string script) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Script.Embedded("common") + Script.Embedded(script)));

    private static Output<string> Lines(IEnumerable<Host> hosts, Func<Host, Output<string>> line) =>
        Output.All(hosts.Select(line)).Apply(lines => string.Concat(lines.Select(one => one + "\n")));
}

/// <summary>The arguments of <see cref="SpotNotices"/>.</summary>
internal sealed class SpotNoticesArgs : ResourceArgs
{
    /// <summary>Those that drain.</summary>
    public required IReadOnlyList<Host> Managers { get; init; }

    /// <summary>The spot machines.</summary>
    public required IReadOnlyList<Host> Workers { get; init; }

    /// <summary>The engine of a node, which is there first.</summary>
    public required Func<Host, Resource> Engine { get; init; }
}
