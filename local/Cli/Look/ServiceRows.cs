using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>The services, with what their tasks say.</summary>
internal static class ServiceRows
{
    // A task that ran this long has got over what ended those before it.
    private static readonly TimeSpan _recovered = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _recent = TimeSpan.FromMinutes(10);

    // One failure is anybody's; a node that starts again has one of each task.
    private const int LeastFailures = 2;

    public static IReadOnlyList<ServiceRow> Of(SwarmObjects swarm) =>
        [.. swarm.View.Services.OrderBy(service => service.Name, StringComparer.Ordinal).Select(service => Of(swarm, service))];

    private static ServiceRow Of(SwarmObjects swarm, SwarmService service)
    {
        var view = swarm.View;
        var down = view.Nodes.Where(node => !node.IsReady).Select(node => node.Id).ToHashSet();
        // What ended in a version before says nothing of this one.
        var tasks = view.Tasks.Where(task => task.Service == service.Id && !(task.HasEnded && task.Created < service.Changed)).ToList();
        var running = tasks.Where(task => task.Runs && !down.Contains(task.Node)).ToList();
        var wanted = Wanted(view, service, tasks);
        var failures = Failures(swarm, tasks);
        return new(
            service.Name,
            service.IsGlobal ? "global"
                : service.Replicas is null ? "job"
                : "replicated",
            running.Count,
            wanted,
            service.Image.Split('@')[0],
            service.UpdateState.Length > 0 ? service.UpdateState : null,
            failures > 0 || running.Count < wanted || service.UpdateState is not ("" or "completed") ? Reason(view, tasks) : null,
            failures
        )
        {
            UpdateMessage = service.UpdateMessage.Length > 0 ? service.UpdateMessage : null,
            Constraints = service.Constraints,
        };
    }

    private static long Wanted(SwarmView view, SwarmService service, IReadOnlyList<SwarmTask> tasks) =>
        service.Replicas
        ?? service.Desired
        ?? (service.IsGlobal ? view.Fitting(service).Count : tasks.Count(task => task.DesiredState == "running"));

    // Of the slot, or the node, whose tasks failed most: a service that crashes runs at times, and Docker then says that all is well.
    private static int Failures(SwarmObjects swarm, IReadOnlyList<SwarmTask> tasks) =>
        swarm.Now is not { } now
            ? 0
            : tasks
                .GroupBy(task => (task.Slot, Node: task.Slot == 0 ? task.Node : ""))
                .Select(slot =>
                    slot.Any(task => task.Runs && now - task.Since > _recovered)
                        ? 0
                        : slot.Count(task => task.State is "failed" or "rejected" && now - task.Since < _recent)
                )
                .Where(count => count >= LeastFailures)
                .DefaultIfEmpty()
                .Max();

    private static string? Reason(SwarmView view, IReadOnlyList<SwarmTask> tasks)
    {
        // A task that waits says what for, one that ended why; what was told to go says nothing that matters.
        var last = tasks
            .Where(task => !task.Runs && task.Error.Length > 0 && task.State is not ("complete" or "shutdown" or "remove" or "orphaned"))
            .MaxBy(task => task.Created);
        var node = view.Nodes.FirstOrDefault(node => node.Id == last?.Node);
        return last is null ? null : $"{last.Error}{(node is null ? "" : $" (on {node.Name})")}";
    }
}
