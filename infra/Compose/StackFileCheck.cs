using System.Net;
using Infra.Compose.Format;
using Infra.Diagnostics;

namespace Infra.Compose;

/// <summary>Checks what no single value can know: references, ports of all services, and the nodes of the swarm.</summary>
internal static class StackFileCheck
{
    // What a published port must not take from the swarm itself.
    private static readonly (int, string)[] _swarm = [(2377, "tcp"), (7946, "tcp"), (7946, "udp"), (4789, "udp")];

    /// <summary>Adds to <paramref name="problems"/> what is wrong with the stack as a whole.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="nodes">The names of the swarm's nodes.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="sshPorts">Where SSH answers, which a published port must not take from the operator; default: 22.</param>
    public static void Check(
        StackFile stack,
        IEnumerable<string> nodes,
        ICollection<Problem> problems,
        IReadOnlyCollection<int>? sshPorts = null
    )
    {
        var networks = stack.Networks.Select(network => network.Name).ToArray();
        foreach (var service in stack.Services)
        {
            var path = $"services.{service.Name}";
            foreach (var attachment in service.Networks)
            {
                Find(attachment.Network, $"{path}.networks", "network", networks, problems);
            }

            foreach (var mount in service.Mounts.Where(mount => mount is { Type: "volume", Source: not null }))
            {
                Find(
                    new Reference(mount.At, mount.Source!),
                    $"{path}.volumes",
                    "volume",
                    [.. stack.Volumes.Select(volume => volume.Name)],
                    problems
                );
            }

            CheckTargets(service, problems);
            CheckFiles(service.Configs, $"{path}.configs", "config", stack.Configs, problems);
            CheckFiles(service.Secrets, $"{path}.secrets", "secret", stack.Secrets, problems);
        }

        foreach (
            var (reference, path) in stack.Containers.SelectMany(container =>
                container.Networks.Select(network => (network, $"x-containers.{container.Name}.networks"))
            )
        )
        {
            Find(reference, path, "network", networks, problems);
            if (stack.Networks.FirstOrDefault(network => network.Name == reference.Name) is { Attachable: false })
            {
                problems.Add(
                    new Problem(
                        $"{reference.At} {path}",
                        $"\"{reference.Name}\", to which only services can be attached",
                        "an attachable network",
                        $"Set networks.{reference.Name}.attachable: true."
                    )
                );
            }
        }

        CheckNames(stack, problems);
        CheckRanges(stack.Networks, problems);
        string[] members = [.. nodes];
        CheckNodes(
            stack
                .Containers.Where(container => container.Node.Name.Length > 0)
                .Select(container => (container.Node, $"x-containers.{container.Name}.node"))
                .Concat(stack.Volumes.SelectMany(volume => volume.Nodes.Select(node => (node, $"volumes.{volume.Name}.x-nodes")))),
            members,
            problems
        );
        CheckPorts(stack.Services, sshPorts is { Count: > 0 } ? sshPorts : [22], problems);
    }

    /// <summary>Whether there is anything to run: files without it are a mistake, and would remove all that runs.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="files">The files that it was read from.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static void CheckContent(StackFile stack, IReadOnlyList<string> files, ICollection<Problem> problems)
    {
        if (stack.Services.Count == 0 && stack.Containers.Count == 0 && files.Count > 0)
        {
            problems.Add(
                new Problem(
                    "swarm:stackFiles",
                    $"no service in {string.Join(", ", files)}",
                    "at least one service",
                    "Add a service to the file. To remove everything that runs, use `pulumi destroy` or `./swarm down`."
                )
            );
        }
    }

    // The engine refuses the same target twice, and no task starts when a slash at the end is all the difference.
    private static void CheckTargets(Service service, ICollection<Problem> problems)
    {
        foreach (
            var twins in service
                .Mounts.GroupBy(mount => mount.Target.Length > 1 ? mount.Target.TrimEnd('/') : mount.Target)
                .Where(group => group.Count() > 1)
        )
        {
            problems.Add(
                new Problem(
                    $"{twins.Last().At} services.{service.Name}.volumes",
                    $"the target \"{twins.Key}\" twice",
                    "every target once in a service, that of a tmpfs among them",
                    "Give one of them another target."
                )
            );
        }
    }

    private static void CheckFiles(
        IEnumerable<FileReference> references,
        string path,
        string kind,
        IReadOnlyList<StoredFile> defined,
        ICollection<Problem> problems
    )
    {
        var names = defined.Select(file => file.Name).ToArray();
        foreach (var reference in references)
        {
            Find(reference.Source, path, kind, names, problems);
        }

        foreach (var twins in references.GroupBy(reference => reference.Target).Where(group => group.Count() > 1))
        {
            problems.Add(
                new Problem(
                    $"{twins.Last().Source.At} {path}",
                    $"the target \"{twins.Key}\" twice",
                    $"every target of a {kind} once in a service",
                    "Give one of them another target."
                )
            );
        }
    }

    private static void Find(Reference reference, string path, string kind, string[] names, ICollection<Problem> problems)
    {
        if (kind == "network" && reference.Name == "ingress")
        {
            problems.Add(
                new Problem(
                    $"{reference.At} {path}",
                    "\"ingress\"",
                    "a network of your own: nothing can be attached to ingress",
                    "Remove it; published ports use ingress by themselves."
                )
            );
        }
        else if (!names.Contains(reference.Name))
        {
            problems.Add(
                new Problem(
                    $"{reference.At} {path}",
                    $"\"{reference.Name}\"",
                    names.Length == 0
                        ? $"a {kind} that the file defines (it defines none)"
                        : $"a {kind} that the file defines: " + string.Join(", ", names),
                    Suggestion.For(
                        reference.Name,
                        names,
                        $"Define it: {kind}s: {{{reference.Name}: {(kind is "network" or "volume" ? "{}" : "…")}}}."
                    )
                )
            );
        }
    }

    // The engine would take both networks, and leave the tasks of one waiting for addresses for ever.
    private static void CheckRanges(IReadOnlyList<OverlayNetwork> networks, ICollection<Problem> problems)
    {
        var ranges = networks
            .Where(network => network is { External: false, EngineGivesAddresses: true })
            .SelectMany(network => network.Ranges.Select(range => (Network: network, Text: range.Subnet)))
            .Select(one => (one.Network, one.Text, IsRange: IPNetwork.TryParse(one.Text, out var range), Range: range))
            .Where(one => one.IsRange)
            .ToArray();
        foreach (var (network, text, _, range) in ranges)
        {
            var other = ranges
                .TakeWhile(one => one.Network != network)
                .FirstOrDefault(one => one.Range.Contains(range.BaseAddress) || range.Contains(one.Range.BaseAddress));
            if (other.Network is not null)
            {
                problems.Add(
                    new Problem(
                        $"{network.At} networks.{network.Name}.ipam.config",
                        text,
                        $"a range that does not overlap {other.Text} of the network {other.Network.Name}",
                        "Choose another range."
                    )
                );
            }
        }
    }

    // The stack's name comes before them, which may make them too long, or bring in a dot.
    private static void CheckNames(StackFile stack, ICollection<Problem> problems)
    {
        const string fix = "Choose a shorter or plainer name, or say a shorter or plainer one for the stack with name: at the top.";
        var names = new EngineNames(stack.Name);
        foreach (var service in stack.Services.Where(service => !Names.IsService(names.Of(service))))
        {
            problems.Add(
                new Problem(
                    $"{service.At} services.{service.Name}",
                    $"\"{names.Of(service)}\", its name on the swarm",
                    Names.ServiceAllowed,
                    fix
                )
            );
        }

        foreach (
            var (kind, stored) in stack
                .Configs.Select(config => ("configs", config))
                .Concat(stack.Secrets.Select(secret => ("secrets", secret)))
                .Where(pair => !pair.Item2.External)
        )
        {
            // Every hash is as long as another, and that of a secret takes its time.
            if (!Names.IsStored(names.Of(stored with { IsSecret = false })))
            {
                problems.Add(
                    new Problem(
                        $"{stored.At} {kind}.{stored.Name}",
                        $"\"{names.Of(stored)}\", its name on the swarm",
                        Names.StoredAllowed,
                        fix
                    )
                );
            }
        }

        CheckTwice(
            "networks",
            stack.Networks.Where(network => !network.External).Select(network => (network.At, network.Name, names.Of(network))),
            problems
        );
        CheckTwice(
            "volumes",
            stack.Volumes.Where(volume => !volume.External).Select(volume => (volume.At, volume.Name, names.Of(volume))),
            problems
        );
        CheckTwice(
            "configs",
            stack
                .Configs.Where(config => !config.External)
                .Select(config => (config.At, config.Name, names.Of(config with { IsSecret = false }))),
            problems
        );
        CheckTwice(
            "secrets",
            stack
                .Secrets.Where(secret => !secret.External)
                .Select(secret => (secret.At, secret.Name, names.Of(secret with { IsSecret = false }))),
            problems
        );
    }

    private static void CheckTwice(
        string kind,
        IEnumerable<(Position At, string Name, string EngineName)> made,
        ICollection<Problem> problems
    )
    {
        foreach (var twins in made.GroupBy(one => one.EngineName).Where(group => group.Count() > 1))
        {
            var (at, name, engineName) = twins.Last();
            problems.Add(
                new Problem(
                    $"{at} {kind}.{name}.name",
                    $"\"{engineName}\", which {kind}.{twins.First().Name} is called too",
                    "every name on the swarm once",
                    "Use one of them in both places, or choose another name."
                )
            );
        }
    }

    private static void CheckNodes(
        IEnumerable<(Reference Node, string Path)> named,
        IReadOnlyList<string> nodes,
        ICollection<Problem> problems
    )
    {
        // Where the nodes themselves are wrong, nothing is known of their names.
        foreach (var (node, path) in named.Where(one => nodes.Count > 0 && !nodes.Contains(one.Node.Name)))
        {
            problems.Add(
                new Problem(
                    $"{node.At} {path}",
                    $"\"{node.Name}\"",
                    "a node of the swarm: " + Few(nodes),
                    Suggestion.For(node.Name, nodes, "Choose one of them.")
                )
            );
        }
    }

    private static void CheckPorts(IEnumerable<Service> services, IReadOnlyCollection<int> sshPorts, ICollection<Problem> problems)
    {
        (int, string)[] reserved = [.. sshPorts.Order().Distinct().Select(port => (port, "tcp")), .. _swarm];
        var ports = services.SelectMany(service => service.Ports.Select(port => (service, port))).ToArray();
        foreach (var (service, port) in ports.Where(item => reserved.Contains((item.port.Published, item.port.Protocol))))
        {
            problems.Add(
                new Problem(
                    $"{port.At} services.{service.Name}.ports",
                    $"published port {port.Published}/{port.Protocol}",
                    $"a port that neither SSH ({string.Join(", ", sshPorts.Order().Distinct().Select(ssh => $"{ssh}/tcp"))}) nor the swarm itself uses ({string.Join(", ", _swarm.Select(own => $"{own.Item1}/{own.Item2}"))})",
                    "Publish another port."
                )
            );
        }

        foreach (
            var twins in ports
                .Where(item => item.port.Published > 0)
                .GroupBy(item => (item.port.Published, item.port.Protocol))
                .Where(Collide)
        )
        {
            var (service, port) = twins.Last();
            problems.Add(
                new Problem(
                    $"{port.At} services.{service.Name}.ports",
                    $"published port {port.Published}/{port.Protocol}, which {twins.First().service.Name} publishes already ({twins.First().port.At})",
                    "every published port once",
                    "Publish another port."
                )
            );
        }
    }

    // In mode host a port is one of single nodes, and the swarm puts tasks that want the same on different ones; but ingress takes it on all of them.
    private static bool Collide(IEnumerable<(Service Service, Port Port)> same) =>
        same.Skip(1).Any() && same.Any(item => item.Port.Mode == "ingress");

    private static string Few(IReadOnlyList<string> names) =>
        names.Count <= 10 ? string.Join(", ", names) : $"{names[0]} … {names[^1]} ({names.Count} nodes)";
}
