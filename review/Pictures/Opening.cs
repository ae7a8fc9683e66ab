using Review.Effects;

namespace Review.Pictures;

/// <summary>A port that somebody may reach, before or after.</summary>
/// <param name="At">Where: on the nodes, or on what stands before them.</param>
/// <param name="Source">Who: a range of addresses, or the members of the swarm.</param>
/// <param name="Port">Such as <c>8000/tcp</c>.</param>
/// <param name="Workloads">The services that answer there; none: the nodes themselves do, or nobody that the plan names.</param>
/// <param name="What">What answers where it is no service, such as SSH.</param>
/// <param name="IsOnTasksNodes">Whether only those nodes answer that run a task.</param>
/// <param name="Before">Whether it is open before.</param>
/// <param name="After">Whether it is open after.</param>
internal sealed record Opening(
    Gate At,
    string Source,
    string Port,
    IReadOnlyList<string> Workloads,
    string What,
    bool IsOnTasksNodes,
    bool Before,
    bool After
)
{
    /// <summary>Which rule lets in those whom the plan does not tell; empty: it tells them.</summary>
    public string Which { get; init; } = "";

    public Presence Presence =>
        (Before, After) switch
        {
            (true, false) => Presence.Goes,
            (false, true) => Presence.Comes,
            _ => Presence.Stays,
        };

    /// <summary>The port, and what answers there.</summary>
    public string Label =>
        $"{Port} ({(Workloads.Count > 0 ? Names.Few(Workloads, 3) : What)}{(IsOnTasksNodes ? ", on the nodes that run a task" : "")})";
}
