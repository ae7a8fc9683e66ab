namespace Infra.Compose.Format;

/// <summary>A configuration or a secret: <c>configs.NAME</c> or <c>secrets.NAME</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="EngineName">Its name on the engine, when the file says it.</param>
/// <param name="Content">What is in it; null when it is external: made by somebody else, and only used.</param>
/// <param name="IsSecret">True when the content must not be seen: for every secret, and for a configuration with a secret variable in it.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record StoredFile(
    Position At,
    string Name,
    string? EngineName,
    ReadOnlyMemory<byte>? Content,
    bool IsSecret,
    IReadOnlyDictionary<string, Text> Labels
)
{
    /// <summary>True when it is made by somebody else.</summary>
    public bool External => Content is null;
}
