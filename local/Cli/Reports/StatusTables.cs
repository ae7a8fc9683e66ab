using System.Globalization;
using Local.Cli.Look;
using Local.Cli.Nodes;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>The tables of <c>status</c>: nodes and how to reach them, services, networks, containers. Each fits on 80 columns where names are short.</summary>
internal static class StatusTables
{
    private const string Bad = "red";
    private const string Watched = "yellow";

    public static void Write(IAnsiConsole console, StatusDocument document)
    {
        if (document.Nodes.Count > 0)
        {
            console.Write(Nodes(document.Nodes));
            console.Write(Addresses(document.Nodes));
        }

        if (document.Services is { Count: > 0 } services)
        {
            console.Write(Services(services));
        }

        if (document.Networks is { Count: > 0 } networks)
        {
            console.Write(Networks(networks));
        }

        if (document.Containers is { Count: > 0 } containers)
        {
            console.Write(Containers(containers));
        }
    }

    private static Table Nodes(IReadOnlyList<NodeRow> nodes)
    {
        // A swarm that was not asked, or has no labels, has no columns for them.
        var told = nodes.Any(node => node.Swarm is not null);
        var asked = told || nodes.Any(node => node.EngineAnswers is not null);
        var labelled = nodes.Any(node => node.Labels is { Count: > 0 });
        var measured = nodes.Any(node => node.Disks is not null);
        var table = New([
            "Node",
            "Role",
            "State",
            .. told ? ["Swarm"] : Array.Empty<string>(),
            .. asked ? ["Engine"] : Array.Empty<string>(),
            .. measured ? ["Disk free"] : Array.Empty<string>(),
            .. labelled ? ["Labels"] : Array.Empty<string>(),
        ]);
        foreach (var node in nodes)
        {
            table.AddRow([
                Plain(node.Name),
                Plain(node.Role),
                Cell(node.State, NodeState.IsGood(node.State) ? null : Bad),
                .. told ? [Cell(Part(node), ColourOf(node))] : Array.Empty<string>(),
                .. asked ? [node.EngineAnswers == false ? Cell("off", Bad) : Plain(node.Engine ?? "")] : Array.Empty<string>(),
                .. measured ? [DiskOf(node)] : Array.Empty<string>(),
                .. labelled
                    ?
                    [
                        Plain(
                            string.Join(
                                ", ",
                                node.Labels?.Select(label => label.Value.Length > 0 ? $"{label.Key}={label.Value}" : label.Key) ?? []
                            )
                        ),
                    ]
                    : Array.Empty<string>(),
            ]);
        }

        return table;
    }

    private static string Part(NodeRow node) =>
        node is { Availability: { } availability, Swarm: { } part }
            ? string.Join(
                ", ",
                new[]
                {
                    part.Split(", ")[0],
                    node.Manager,
                    availability == "active" ? null : Availability.InWords(availability),
                }.OfType<string>()
            )
            : node.Swarm ?? "";

    private static string? ColourOf(NodeRow node) =>
        !NodeRows.IsGood(node) ? Bad
        : node.Availability is null or "active" ? null
        : Watched;

    private static string DiskOf(NodeRow node) =>
        node.Disks?.FirstOrDefault(disk => disk.IsFull) is { } full ? Cell(full.Free, Bad)
        : node.Disks?.Where(disk => disk.Unit == Disk.Bytes).MinBy(disk => disk.Available) is { } least ? Plain(least.Free)
        : "";

    private static Table Addresses(IReadOnlyList<NodeRow> nodes)
    {
        var table = New(["Node", "Private address", "Public address", "SSH"]);
        foreach (var node in nodes)
        {
            table.AddRow([
                Plain(node.Name),
                Plain(node.PrivateAddress),
                Plain(node.PublicAddress),
                // What no run has recorded yet has no line for ssh.
                Plain(node.Shell),
            ]);
        }

        return table;
    }

    private static Table Services(IReadOnlyList<ServiceRow> services)
    {
        var table = New(["Service", "Mode", "Running", "Image", "Update"]);
        foreach (var service in services)
        {
            table.AddRow([
                Plain(service.Name),
                Plain(service.Mode),
                Cell($"{service.Running} of {service.Wanted}", service.IsWell ? null : Bad),
                Plain(service.Image),
                Cell(SwarmWords.OfUpdate(service.Update), service.Moves ? Watched : Bad),
            ]);
        }

        return table;
    }

    private static Table Networks(IReadOnlyList<NetworkRow> networks)
    {
        var table = New(["Network", "Driver", "Range", "Addresses taken"]);
        foreach (var network in networks)
        {
            var taken = string.Create(
                CultureInfo.InvariantCulture,
                $"{(network.IsExact ? "" : "at least ")}{network.Used} of {network.Size}"
            );
            table.AddRow([
                Plain(network.Name),
                Plain(network.Driver),
                Plain(network.Subnet),
                Cell(taken, network.IsNearlyFull ? Bad : null),
            ]);
        }

        return table;
    }

    private static Table Containers(IReadOnlyList<Container> containers)
    {
        var table = New(["Container", "Node", "Status", "Image"]);
        foreach (var container in containers)
        {
            table.AddRow([
                Plain(container.Name),
                Plain(container.Node),
                Cell(container.Status, container.IsWell ? null : Bad),
                Plain(container.Image),
            ]);
        }

        return table;
    }

    private static Table New(IReadOnlyList<string> columns) => new Table().Border(TableBorder.Simple).AddColumns([.. columns]);

    private static string Plain(string text) => Markup.Escape(text);

    private static string Cell(string text, string? colour) =>
        colour is null || text.Length == 0 ? Plain(text) : $"[{colour}]{Plain(text)}[/]";
}
