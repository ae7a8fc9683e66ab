using System.Text.Json.Serialization;
using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>What <c>status</c> found, as <c>--json</c> prints it; docs/status.schema.json is its schema.</summary>
internal sealed record StatusDocument
{
    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>Which run is at work; null: none.</summary>
    public string? Run { get; init; }

    /// <summary>How many resources are recorded; null: the Pulumi CLI has the record.</summary>
    public int? Resources { get; init; }

    /// <summary>The names of operations that a run did not see end.</summary>
    public IReadOnlyList<string> Interrupted { get; init; } = [];

    /// <summary>The names of operations that the run at work has begun.</summary>
    public IReadOnlyList<string> UnderWay { get; init; } = [];

    /// <summary>The nodes.</summary>
    public IReadOnlyList<NodeRow> Nodes { get; init; } = [];

    /// <summary>The services of the swarm; null: no manager told.</summary>
    public IReadOnlyList<ServiceRow>? Services { get; init; }

    /// <summary>The address ranges of the swarm's networks; null: no manager told.</summary>
    public IReadOnlyList<NetworkRow>? Networks { get; init; }

    /// <summary>The containers that are no tasks of services, on the nodes that answer.</summary>
    public IReadOnlyList<Container> Containers { get; init; } = [];

    /// <summary>What can be opened.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>What is not well, each with its next step.</summary>
    public IReadOnlyList<Finding> Problems { get; init; } = [];

    /// <summary>Nodes whose virtual machine has stopped.</summary>
    [JsonIgnore]
    public IReadOnlyList<StoppedNode> Stopped { get; init; } = [];

    /// <summary>Set when nodes are recorded, and none tells what the swarm holds.</summary>
    [JsonIgnore]
    public bool IsSwarmSilent { get; init; }

    /// <summary>Whether all is as it should be, or nobody can tell yet: nothing was made, or a run is at work on it.</summary>
    [JsonIgnore]
    public bool IsWell =>
        Run is not null || Resources == 0 || (Problems.Count == 0 && Nodes.Count > 0 && !IsSwarmSilent && Interrupted.Count == 0);
}
