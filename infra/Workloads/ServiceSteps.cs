using Infra.Compose;
using Infra.Compose.Format;
using Infra.Remote;
using Pulumi;

namespace Infra.Workloads;

/// <summary>
/// What the provider leaves to the program, on the first manager: after a service is created or updated, to wait for its tasks and tell why they do not
/// run; before it is deleted, to stop them. The provider deletes a service at once, and fails where a container on the manager takes as long as it may;
/// networks and volumes cannot be deleted while a task still stops on any node.
/// </summary>
internal sealed class ServiceSteps(Host manager, int nodes, EngineNames names, EngineObjects objects, RegistrySteps registries)
{
    // Without any task coming further: a long update has its time.
    private static readonly TimeSpan _taskTimeout = TimeSpan.FromMinutes(5);

    // Beyond the grace period: the time that a slow machine needs to take containers and their networks down.
    private static readonly TimeSpan _teardownTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _extraTimeout = TimeSpan.FromMinutes(3);

    public void Register(Service service, CustomResource created, Func<CustomResourceOptions> options)
    {
        // By id: another service of that name is none of their business.
        new RemoteStep
        {
            Host = manager,
            Delete = Script("stop", service.StopGracePeriod + _teardownTimeout, _extraTimeout, service),
            Stdin = created.Id.Apply(id => id + "\n"),
            // It goes with the service also when that is replaced, and before it.
            ReplacedWith = created.Id,
        }.Register($"{service.Name}-stop", options());

        var deploy = service.Deploy;
        var each =
            _taskTimeout
            + service.StopGracePeriod
            + (service.Healthcheck?.StartPeriod ?? TimeSpan.Zero)
            + deploy.UpdateConfig.Delay
            + deploy.UpdateConfig.Monitor;
        var waiting = options();
        waiting.DeleteBeforeReplace = true;
        var tasks = new RemoteStep
        {
            Host = manager,
            // An update takes the tasks in batches; each may take as long, and one more time for those that are started again.
            Create = Script("tasks", each, each * Batches(deploy), service),
            WhyNoDelete = "It only looks; the step beside it stops the tasks.",
            Stdin = Output.Format($"{created.Id}\n{(deploy.Global ? "global" : $"{deploy.Replicas}")}\n"),
            // Replaced instead of updated: of an update that fails the state keeps what was before, and a file that is put back would be no change to wait for.
            ReplacedWith = ServiceDigest.Of(service, objects),
        }.Register($"{service.Name}-tasks", waiting);
        if (registries.IsOpenedByRole(service.Image))
        {
            var given = options();
            // A credential is a change of the service, too: in the midst of another one it could not be rolled back any more.
            given.DependsOn.Add(tasks);
            new RemoteStep
            {
                Host = manager,
                Create = Remote.Script.Render(
                    "give",
                    _extraTimeout,
                    ("NODE", manager.Name),
                    ("WHAT", "give"),
                    ("NAMES", names.Of(service))
                ),
                WhyNoDelete = "A credential goes with its service.",
                // Another service of that name has none yet.
                Stdin = created.Id.Apply(id => id + "\n"),
                ReplacedWith = ServiceDigest.Of(service, objects),
            }.Register($"{service.Name}-credential", given);
        }
    }

    private int Batches(Deploy deploy)
    {
        var tasks = Math.Max(1, deploy.Global ? nodes : deploy.Replicas);
        return deploy.UpdateConfig.Parallelism > 0 ? (tasks + deploy.UpdateConfig.Parallelism - 1) / deploy.UpdateConfig.Parallelism : 1;
    }

    private Script Script(string name, TimeSpan timeout, TimeSpan extraTimeout, Service service) =>
        Remote.Script.Render(
            name,
            timeout + extraTimeout,
            ("NODE", manager.Name),
            ("SERVICE", names.Of(service)),
            ("PATIENCE", $"{Math.Ceiling(timeout.TotalSeconds)}")
        );
}
