namespace Local.Providers.Docker;

/// <summary>How long the genuine provider waits, where that decides what it finds.</summary>
/// <param name="BeforeLook">Before it looks at what an operation did, or removes what others may still be leaving.</param>
/// <param name="InUse">For what still uses a network or a volume to leave it.</param>
internal sealed record Waits(TimeSpan BeforeLook, TimeSpan InUse)
{
    public static Waits Genuine { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
}
