namespace Local.Providers.Docker;

/// <summary>How long the genuine provider waits, where that decides what it finds.</summary>
/// <param name="LookInterval">Before it looks at what an operation did, or removes what others may still be leaving.</param>
/// <param name="InUseTimeout">For what still uses a network or a volume to leave it.</param>
internal sealed record Waits(TimeSpan LookInterval, TimeSpan InUseTimeout)
{
    public static Waits Genuine { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
}
