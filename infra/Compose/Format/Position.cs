namespace Infra.Compose.Format;

/// <summary>A place in a stack file, counted from one.</summary>
internal readonly record struct Position(string File, long Line, long Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
