using Local.Cli.Nodes;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>The nodes, and what can be opened.</summary>
internal static class NodeTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<NodeRow> nodes, IReadOnlyList<string> endpoints)
    {
        var asked = nodes.Any(node => node.Swarm is not null);
        string[] columns =
        [
            "Node",
            "Role",
            "State",
            .. asked ? ["Swarm"] : Array.Empty<string>(),
            "Private address",
            "Public address",
            "SSH",
        ];
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var node in nodes)
        {
            string[] cells =
            [
                node.Name,
                node.Role,
                node.State,
                .. asked ? [node.Swarm ?? ""] : Array.Empty<string>(),
                node.PrivateAddress,
                node.PublicAddress,
                node.Shell,
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
        foreach (var endpoint in endpoints)
        {
            console.WriteLine($"Open {endpoint}");
        }
    }
}
