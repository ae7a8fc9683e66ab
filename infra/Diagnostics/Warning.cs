namespace Infra.Diagnostics;

/// <summary>Something in a stack file that has no effect, or another one than its author may expect.</summary>
/// <param name="Where">File:line:column and key.</param>
/// <param name="Message">What, and what to do instead.</param>
internal sealed record Warning(string Where, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {Message}";
}
