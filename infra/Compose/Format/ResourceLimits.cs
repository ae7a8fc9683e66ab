namespace Infra.Compose.Format;

/// <summary>What tasks may use, and what is kept for them: <c>deploy.resources</c>.</summary>
/// <param name="Limits">What a task may use at most.</param>
/// <param name="Reservations">What a node must have free.</param>
/// <param name="Generic">What a node must have free of its own kinds of things, such as GPU=1.</param>
internal sealed record ResourceLimits(ResourceAmount Limits, ResourceAmount Reservations, IReadOnlyList<string> Generic)
{
    /// <summary>What holds when the file says nothing.</summary>
    public static ResourceLimits None { get; } = new(ResourceAmount.None, ResourceAmount.None, []);

    /// <summary>True when tasks are limited in anything.</summary>
    public bool IsLimited => Limits != ResourceAmount.None;

    /// <summary>True when anything is kept for tasks.</summary>
    public bool IsReserved => Reservations != ResourceAmount.None || Generic.Count > 0;
}

/// <summary>An amount of processor and memory.</summary>
/// <param name="NanoCpus">Billionths of a processor; 0: not said.</param>
/// <param name="MemoryBytes">Bytes; 0: not said.</param>
internal sealed record ResourceAmount(long NanoCpus, long MemoryBytes)
{
    /// <summary>What holds when the file says nothing.</summary>
    public static ResourceAmount None { get; } = new(0, 0);
}
