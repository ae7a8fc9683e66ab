namespace Review.Plans;

/// <summary>What was said during a preview or an update.</summary>
/// <param name="Severity">error, warning or info; what a later version adds is kept as it is.</param>
/// <param name="Message">The text, without colours and without the word for its severity.</param>
/// <param name="Urn">What it is about; null: all.</param>
public sealed record Diagnostic(string Severity, string Message, string? Urn)
{
    /// <summary>Whether it is an error.</summary>
    public bool IsError => Severity == "error";
}
