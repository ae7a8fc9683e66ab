namespace Infra.Remote;

/// <summary>Quoting for POSIX shells.</summary>
internal static class Shell
{
    /// <summary>One word that a POSIX shell reads as exactly <paramref name="text"/>; refuses NUL, which no argument can hold.</summary>
    public static string Quote(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A shell word cannot hold the character NUL.", nameof(text))
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
