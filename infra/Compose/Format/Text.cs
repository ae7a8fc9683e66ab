namespace Infra.Compose.Format;

/// <summary>A text of a stack file, after its variables were replaced.</summary>
/// <param name="Value">The text.</param>
/// <param name="IsSecret">True when a secret variable is part of it: then it is kept encrypted, and no message and no preview shows it.</param>
internal readonly record struct Text(string Value, bool IsSecret = false)
{
    /// <summary>A text that is no secret.</summary>
    public static implicit operator Text(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => IsSecret ? "a secret" : Value;
}
