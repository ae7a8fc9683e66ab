namespace Infra.Diagnostics;

/// <summary>A file that a setting or a stack file names.</summary>
internal static class NamedFile
{
    /// <summary>The path with the home directory in place of a ~ at its beginning, as docker reads it.</summary>
    public static string Expand(string path, string? home) => path.StartsWith('~') ? home + path[1..] : path;

    /// <summary>What a problem says of a file that could not be read.</summary>
    public static string WhyUnread(Exception exception) =>
        exception is UnauthorizedAccessException ? "which cannot be read for lack of permission" : "which does not exist";
}
