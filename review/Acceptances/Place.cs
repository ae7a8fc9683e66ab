namespace Review.Acceptances;

/// <summary>A line of a file of the project.</summary>
/// <param name="File">Relative to the project, with slashes.</param>
/// <param name="Line">Counted from one; zero: not known.</param>
public sealed record Place(string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{File}:{Line}" : File;
}
