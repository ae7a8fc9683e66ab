using Rpc = Pulumirpc.RegisterResourceRequest.Types;

namespace Pulumi;

/// <summary>How long the operations on a resource may take; an unset one is as the provider says.</summary>
public sealed class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }

    internal Rpc.CustomTimeouts Serialize() =>
        new()
        {
            Create = Text(Create),
            Update = Text(Update),
            Delete = Text(Delete),
        };

    /// <summary>A duration in nanoseconds; a tick is 100 of them.</summary>
    private static string Text(TimeSpan? duration) => duration is { } set ? $"{set.Ticks}00ns" : "";
}
