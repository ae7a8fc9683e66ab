using System.Text.Json.Serialization;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>A node as <c>up</c> and <c>status</c> show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">manager or worker.</param>
/// <param name="State">How it is doing: see <see cref="Nodes.NodeState"/>.</param>
/// <param name="PrivateAddress">The address that the other nodes use.</param>
/// <param name="PublicAddress">The address that this computer uses.</param>
/// <param name="SshPort">The port of this computer at which SSH answers.</param>
internal sealed record NodeRow(string Name, string Role, string State, string PrivateAddress, string PublicAddress, int SshPort)
{
    /// <summary>What the swarm says of it, such as <c>ready, leader</c>; null where it was not asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Swarm { get; init; }
}

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
                // What no run has recorded yet has no line for ssh.
                node.SshPort > 0
                    ? $"./swarm ssh {node.Name} (port {node.SshPort})"
                    : "",
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
