using System.Text.Json.Serialization;

namespace Local.Cli.Nodes;

/// <summary>A node as <c>up</c> and <c>status</c> show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">manager or worker.</param>
/// <param name="State">How it is doing: see <see cref="NodeState"/>.</param>
/// <param name="PrivateAddress">The address that the other nodes use.</param>
/// <param name="PublicAddress">The address that this computer uses.</param>
/// <param name="SshPort">The port of this computer at which SSH answers.</param>
internal sealed record NodeRow(string Name, string Role, string State, string PrivateAddress, string PublicAddress, int SshPort)
{
    /// <summary>What the swarm says of it, such as <c>ready, leader</c>; null where it was not asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Swarm { get; init; }
}
