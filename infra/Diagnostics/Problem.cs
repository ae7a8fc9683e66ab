namespace Infra.Diagnostics;

/// <summary>One thing that is wrong with the configuration or a stack file, said so that the reader can fix it.</summary>
/// <param name="Where">The setting, or file:line:column and key.</param>
/// <param name="Received">What was found there.</param>
/// <param name="Allowed">What may be there.</param>
/// <param name="Fix">What to do.</param>
internal sealed record Problem(string Where, string Received, string Allowed, string Fix)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: received {Received}; allowed: {Allowed}. {Fix}";
}
