namespace Infra.Compose.Format;

/// <summary>A volume, of which every node has its own: <c>volumes.NAME</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="EngineName">Its name on the engine, when the file says it.</param>
/// <param name="External">True when it is made by somebody else; default false.</param>
/// <param name="Driver">The driver; default local.</param>
/// <param name="DriverOptions">Options of the driver.</param>
/// <param name="Labels">Its labels.</param>
public sealed record Volume(
    Position At,
    string Name,
    string? EngineName,
    bool External,
    string Driver,
    IReadOnlyDictionary<string, Text> DriverOptions,
    IReadOnlyDictionary<string, Text> Labels
)
{
    /// <summary>True when its name is a template, which the engine fills in for each task.</summary>
    public bool PerTask => EngineName?.Contains("{{", StringComparison.Ordinal) ?? false;
}
