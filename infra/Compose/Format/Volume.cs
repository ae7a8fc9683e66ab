namespace Infra.Compose.Format;

/// <summary>A volume, of which every node has its own, unless the file names the nodes: <c>volumes.NAME</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="EngineName">Its name on the engine, when the file says it.</param>
/// <param name="External">True when it is made by somebody else; default false.</param>
/// <param name="Driver">The driver; default local.</param>
/// <param name="DriverOptions">Options of the driver.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Keep">Whether it stays with its data when the stack has it no more: <c>x-keep</c>, an extension of this program; default true.</param>
/// <param name="Nodes">The nodes that it is made on: <c>x-nodes</c>, an extension of this program; none, the default: every node.</param>
internal sealed record Volume(
    Position At,
    string Name,
    string? EngineName,
    bool External,
    string Driver,
    IReadOnlyDictionary<string, Text> DriverOptions,
    IReadOnlyDictionary<string, Text> Labels,
    bool Keep,
    IReadOnlyList<Reference> Nodes
)
{
    /// <summary>The nodes where the engine makes it with the first task that mounts it; none, the default: it is there before on all that it is made on.</summary>
    public IReadOnlyList<string> MadeByTasksOn { get; init; } = [];

    /// <summary>Whether the program makes it on that node: not one that somebody else makes, or the engine for each task.</summary>
    public bool IsMadeOn(string node) =>
        !External && !PerTask && !MadeByTasksOn.Contains(node) && (Nodes.Count == 0 || Nodes.Any(named => named.Name == node));

    /// <summary>True when its name is a template, which the engine fills in for each task.</summary>
    public bool PerTask => EngineName?.Contains("{{", StringComparison.Ordinal) ?? false;
}
