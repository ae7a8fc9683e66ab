using Local.Cli.Nodes;

namespace Local.Cli.Look;

/// <summary>Where the log of a service or container is.</summary>
internal static class LogSource
{
    /// <summary>The node to ask, and the command there. Refuses a name that is nothing's, or several things'.</summary>
    public static (Node Node, string Command) Find(Sight sight, string name, bool follow, int? tail)
    {
        var services = sight.Swarm?.View.Services.Select(service => service.Name).ToList() ?? [];
        var containers = sight.Answers.SelectMany(answer => answer.Containers).ToList();
        var options = $"{(follow ? " --follow" : "")}{(tail is { } lines ? $" --tail {lines}" : "")}";

        // On the swarm the stack's name comes before that in the stack file.
        var called = services.Contains(name)
            ? [name]
            : services.Where(service => service.EndsWith($"_{name}", StringComparison.Ordinal)).ToList();
        var named = containers.Where(container => container.Name == name).ToList();
        return (called, named) switch
        {
            ([var service], []) => (
                sight.Answers.First(answer => answer.Swarm is not null).Node,
                $"docker service logs{options} {service}"
            ),
            ([], [var container]) => (sight.Of(container.Node)!.Node, $"docker logs{options} {container.Name}"),
            ([], []) when sight.Swarm is null => throw new RefusedCommandException(
                $"no manager lists the services, so \"{name}\" cannot be found; ./swarm status says why"
            ),
            ([], []) => throw new RefusedCommandException(
                $"there is no service or container \"{name}\"; there are {string.Join(", ", services.Concat(containers.Select(container => container.Name)).Order(StringComparer.Ordinal))}"
            ),
            _ => throw new RefusedCommandException(
                $"\"{name}\" may be {string.Join(", ", called.Concat(named.Select(container => $"{container.Name} on {container.Node}")))}: name one of them whole"
            ),
        };
    }
}
