using Infra.Settings;
using Infra.Workloads.Format;

namespace Infra.Workloads;

/// <summary>Checks what no single file can know: names and ports across files, and the nodes of the swarm.</summary>
public static class StackFileCheck
{
    // What a published port must not take from the swarm itself, and from its operator.
    private static readonly HashSet<(int, string)> Reserved = [(22, "tcp"), (2377, "tcp"), (7946, "tcp"), (7946, "udp"), (4789, "udp")];

    /// <summary>Adds to <paramref name="problems"/> what is wrong with the files together.</summary>
    public static void Check(IReadOnlyList<StackFile> files, IEnumerable<string> nodes, ICollection<Problem> problems)
    {
        foreach (var file in files)
        {
            CheckNetworks(file, problems);
        }

        CheckNodes(files.SelectMany(file => file.Containers), [.. nodes], problems);
        Unique("services", files.SelectMany(file => file.Services.Select(service => (service.Name, service.At))), problems);
        Unique("networks", files.SelectMany(file => file.Networks.Select(network => (network.Name, network.At))), problems);
        Unique("x-containers", files.SelectMany(file => file.Containers.Select(container => (container.Name, container.At))), problems);
        CheckPorts(files.SelectMany(file => file.Services), problems);
    }

    private static void CheckNetworks(StackFile file, ICollection<Problem> problems)
    {
        foreach (var (reference, path) in file.Services.SelectMany(service => service.Networks.Select(network => (network, $"services.{service.Name}"))))
        {
            Find(file, reference, path, problems);
        }

        foreach (var (reference, path) in file.Containers.SelectMany(container => container.Networks.Select(network => (network, $"x-containers.{container.Name}"))))
        {
            if (Find(file, reference, path, problems) is { Attachable: false })
            {
                problems.Add(new Problem(
                    $"{reference.At} {path}.networks",
                    $"\"{reference.Name}\", to which only services can be attached",
                    "an attachable network",
                    $"Set networks.{reference.Name}.attachable: true."));
            }
        }
    }

    private static OverlayNetwork? Find(StackFile file, Reference reference, string path, ICollection<Problem> problems)
    {
        var found = file.Networks.FirstOrDefault(network => network.Name == reference.Name);
        var names = file.Networks.Select(network => network.Name).ToArray();
        if (reference.Name == "ingress")
        {
            problems.Add(new Problem(
                $"{reference.At} {path}.networks",
                "\"ingress\"",
                "a network of your own: nothing can be attached to ingress",
                "Remove it; published ports use ingress by themselves."));
        }
        else if (found is null)
        {
            problems.Add(new Problem(
                $"{reference.At} {path}.networks",
                $"\"{reference.Name}\"",
                names.Length == 0 ? "a network that the file defines (it defines none)" : "a network that the file defines: " + string.Join(", ", names),
                Suggestion.For(reference.Name, names, $"Define it: networks: {{{reference.Name}: {{}}}}.")));
        }

        return found;
    }

    private static void CheckNodes(IEnumerable<StandaloneContainer> containers, IReadOnlyList<string> nodes, ICollection<Problem> problems)
    {
        foreach (var container in containers.Where(container => container.Node.Name.Length > 0 && !nodes.Contains(container.Node.Name)))
        {
            problems.Add(new Problem(
                $"{container.Node.At} x-containers.{container.Name}.node",
                $"\"{container.Node.Name}\"",
                "a node of the swarm: " + Few(nodes),
                Suggestion.For(container.Node.Name, nodes, "Choose one of them.")));
        }
    }

    private static void Unique(string kind, IEnumerable<(string Name, Position At)> items, ICollection<Problem> problems)
    {
        foreach (var twins in items.GroupBy(item => item.Name).Where(group => group.Count() > 1))
        {
            problems.Add(new Problem(
                $"{twins.Last().At} {kind}.{twins.Key}", $"a name that {twins.First().At} has already", "a name of its own", "Rename one of them."));
        }
    }

    private static void CheckPorts(IEnumerable<Service> services, ICollection<Problem> problems)
    {
        var ports = services.SelectMany(service => service.Ports.Select(port => (service, port))).ToArray();
        foreach (var (service, port) in ports.Where(item => Reserved.Contains((item.port.Published, item.port.Protocol))))
        {
            problems.Add(new Problem(
                $"{port.At} services.{service.Name}.ports",
                $"published port {port.Published}/{port.Protocol}",
                "a port that neither SSH (22/tcp) nor the swarm itself uses (2377/tcp, 7946/tcp, 7946/udp, 4789/udp)",
                "Publish another port."));
        }

        foreach (var twins in ports.GroupBy(item => (item.port.Published, item.port.Protocol)).Where(group => group.Count() > 1))
        {
            var (service, port) = twins.Last();
            problems.Add(new Problem(
                $"{port.At} services.{service.Name}.ports",
                $"published port {port.Published}/{port.Protocol}, which {twins.First().service.Name} publishes already ({twins.First().port.At})",
                "every published port once",
                "Publish another port."));
        }
    }

    private static string Few(IReadOnlyList<string> names) =>
        names.Count <= 10 ? string.Join(", ", names) : $"{names[0]} … {names[^1]} ({names.Count} nodes)";
}
