using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>How the swarm differs from what the stack declares: each difference with its cause's remedy.</summary>
internal static class Drift
{
    /// <summary>The nodes that answer and do not take part as they should, and entries that are no node's.</summary>
    public static IReadOnlyList<Finding> OfNodes(RunningSwarm swarm)
    {
        var view = swarm.View;
        var known = swarm
            .Nodes.Concat(swarm.Silent.Select(silent => silent.Node))
            .SelectMany(view.EntriesOf)
            .Select(entry => entry.Id)
            .ToHashSet();
        return
        [
            .. swarm.Nodes.SelectMany(node => Of(swarm, view, node)),
            .. view
                .Nodes.Where(entry => !known.Contains(entry.Id))
                .Select(entry => new Finding(
                    entry.Name,
                    $"{NameOf(entry)} is a node of the swarm, but not one of this stack's",
                    $"once it has left: {swarm.Remedies.RemoveEntry(swarm.Manager, entry.Id)}"
                )),
        ];
    }

    /// <summary>Services and containers that are gone, were changed, or do not run.</summary>
    public static IReadOnlyList<Finding> OfWorkloads(RunningSwarm swarm)
    {
        var view = swarm.View;
        return
        [
            .. swarm.Declared.Services.SelectMany(service => Of(swarm, view, service)),
            .. swarm.Declared.Containers.SelectMany(container => Of(swarm, container)),
        ];
    }

    private static IEnumerable<Finding> Of(RunningSwarm swarm, SwarmView view, Node node)
    {
        var entries = view.EntriesOf(node);
        var entry = entries.FirstOrDefault(entry => entry.IsReady) ?? (entries.Count > 0 ? entries[0] : null);
        if (entry is null)
        {
            yield return new(
                node.Name,
                $"{node.Name} is not a node of the swarm",
                $"{swarm.Remedies.On(node, "docker swarm leave --force")}, then there what {swarm.Remedies.On(swarm.Manager, $"docker swarm join-token {node.Role}")} prints"
            );
            yield break;
        }

        foreach (var left in entries.Where(other => other != entry))
        {
            yield return new(
                node.Name,
                $"{node.Name} has a second entry, which is {left.State}",
                swarm.Remedies.RemoveEntry(swarm.Manager, left.Id)
            );
        }

        if (!entry.IsReady)
        {
            yield return new(node.Name, $"{node.Name} is {entry.State}", swarm.Remedies.RestartEngine(node));
        }

        if (entry.Availability != entry.WantedAvailability)
        {
            yield return new(
                node.Name,
                $"{node.Name} is {Availability.InWords(entry.Availability)}"
                    + (
                        entry.WantedAvailability == "active"
                            ? ""
                            : $", the configuration has it {Availability.InWords(entry.WantedAvailability)}"
                    ),
                swarm.Remedies.SetAvailability(swarm.Manager, entry.Id, entry.WantedAvailability)
            );
        }

        if (entry.Role != node.Role)
        {
            yield return new(
                node.Name,
                $"{node.Name} is a {entry.Role}, but the stack declares a {node.Role}",
                swarm.Remedies.On(swarm.Manager, $"docker node {(node.Role == "manager" ? "promote" : "demote")} {entry.Id}")
            );
        }
    }

    private static IEnumerable<Finding> Of(RunningSwarm swarm, SwarmView view, DeclaredService declared)
    {
        if (view.Services.FirstOrDefault(service => service.Name == declared.NameOnSwarm) is not { } service)
        {
            yield return new(declared.Name, $"the service {declared.Name} is gone", swarm.Remedies.Restore);
            yield break;
        }

        if (declared.Replicas is { } replicas && service.Replicas is { } wanted && wanted != replicas)
        {
            yield return new(
                declared.Name,
                $"{declared.Name} has {Count(wanted, "replica")}, but the stack declares {replicas}",
                swarm.Remedies.Restore
            );
        }

        if (declared.Image is { } image && Tagged(service.Image) != Tagged(image))
        {
            yield return new(
                declared.Name,
                $"{declared.Name} has the image {Tagged(service.Image)}, but the stack declares {Tagged(image)}",
                swarm.Remedies.Restore
            );
        }

        if (service.UpdateState is "paused" or "rollback_paused")
        {
            yield return new(declared.Name, $"an update of {declared.Name} has stopped half-way", swarm.Remedies.Update);
        }

        var tasks = view.Tasks.Where(task => task.Service == service.Id).ToList();
        var more = $"{swarm.Remedies.Tasks(swarm.Manager, service.Name)} says more";
        if (service.IsGlobal)
        {
            var without = view.Fitting(service)
                .Where(node => !tasks.Any(task => task.Node == node.Id && IsWell(task)))
                .Select(node => node.Name)
                .ToList();
            if (without.Count > 0)
            {
                yield return new(
                    declared.Name,
                    $"{declared.Name} has no task that runs on {string.Join(", ", without)}: {WhyNotOf(view, tasks)}",
                    more
                );
            }
        }
        else if (service.Replicas is { } number)
        {
            var well = tasks
                .GroupBy(task => task.Slot)
                .Count(slot => slot.Any(task => task.Runs) || IsWell(slot.MaxBy(task => task.Created)!));
            if (well < number)
            {
                yield return new(declared.Name, $"{well} of {Count(number, "task")} of {declared.Name} run: {WhyNotOf(view, tasks)}", more);
            }
        }
    }

    private static IEnumerable<Finding> Of(RunningSwarm swarm, DeclaredContainer declared)
    {
        // With its node it is named already.
        if (
            swarm.Silent.Any(silent => silent.Node == declared.Node)
            || swarm.Containers.Any(container =>
                container.Name == declared.Name && (declared.Node is null || container.Node == declared.Node)
            )
        )
        {
            yield break;
        }

        yield return new(
            declared.Name,
            $"the container {declared.Name} does not run{(declared.Node is { } node ? $" on {node.Name}" : "")}",
            swarm.Remedies.Restore
        );
    }

    // A task that ran to its end is as it should be.
    private static bool IsWell(SwarmTask task) => task.Runs || task.State == "complete";

    private static string WhyNotOf(SwarmView view, IReadOnlyList<SwarmTask> tasks)
    {
        if (
            tasks
                .Where(task => !IsWell(task) && task.Word.Length > 0 && task.State is not ("shutdown" or "remove" or "orphaned"))
                .MaxBy(task => task.Created)
            is not { } last
        )
        {
            return "no task gives a reason";
        }

        var node = view.Nodes.FirstOrDefault(node => node.Id == last.Node);
        return $"{last.Word}{(node is null ? "" : $" (on {NameOf(node)})")}";
    }

    private static string NameOf(NodeEntry entry) => entry.Name.Length > 0 ? entry.Name : entry.Id;

    // Where a registry answered, the provider has added the digest.
    private static string Tagged(string image) => image.Split('@')[0];

    private static string Count(long number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
