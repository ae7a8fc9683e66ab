using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>A node as <c>up</c> and <c>status</c> show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">manager or worker.</param>
/// <param name="State">How it is doing: see <see cref="Nodes.NodeState"/>.</param>
/// <param name="PrivateAddress">The address that the other nodes use.</param>
/// <param name="PublicAddress">The address that this computer uses.</param>
/// <param name="SshPort">The port of this computer at which SSH answers.</param>
internal sealed record NodeRow(string Name, string Role, string State, string PrivateAddress, string PublicAddress, int SshPort);

/// <summary>The nodes, and what can be opened.</summary>
internal static class NodeTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<NodeRow> nodes, IReadOnlyList<string> endpoints)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Node", "Role", "State", "Private address", "Public address", "SSH");
        foreach (var node in nodes)
        {
            table.AddRow(
                Markup.Escape(node.Name), Markup.Escape(node.Role), Markup.Escape(node.State), Markup.Escape(node.PrivateAddress), Markup.Escape(node.PublicAddress),
                Markup.Escape($"./swarm ssh {node.Name} (port {node.SshPort})"));
        }

        console.Write(table);
        foreach (var endpoint in endpoints)
        {
            console.WriteLine($"Open {endpoint}");
        }
    }
}
