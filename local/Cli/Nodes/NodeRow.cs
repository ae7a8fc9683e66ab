using System.Text.Json.Serialization;

namespace Local.Cli.Nodes;

/// <summary>A node as <c>up</c> and <c>status</c> show it. What was not asked, or not told, is null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">manager or worker.</param>
/// <param name="State">How it is doing: see <see cref="NodeState"/>.</param>
/// <param name="PrivateAddress">The address that the other nodes use.</param>
/// <param name="PublicAddress">The address at which its services are reached from outside; empty: there is none.</param>
/// <param name="SshPort">The port at which SSH answers: on this computer, or on a node that is reached through another machine.</param>
internal sealed record NodeRow(string Name, string Role, string State, string PrivateAddress, string PublicAddress, int SshPort)
{
    /// <summary>What opens a shell on it; empty: no run has recorded that yet.</summary>
    [JsonIgnore]
    public string Shell =>
        SshPort == 0 ? ""
        : PublicAddress.Length == 0 ? $"./swarm ssh {Name}"
        : $"./swarm ssh {Name} (port {SshPort})";

    /// <summary>What the swarm says of it, such as <c>ready, leader</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Swarm { get; init; }

    /// <summary>Its id in the swarm.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>Whether it is given tasks: <c>active</c>, <c>pause</c> or <c>drain</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Availability { get; init; }

    /// <summary>What the configuration says about that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WantedAvailability { get; init; }

    /// <summary>Of a manager: <c>leader</c>, <c>reachable</c> or <c>unreachable</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Manager { get; init; }

    /// <summary>The version of its engine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Engine { get; init; }

    /// <summary>Whether its engine answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? EngineAnswers { get; init; }

    /// <summary>Its labels in the swarm.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Its disks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Disk>? Disks { get; init; }
}
