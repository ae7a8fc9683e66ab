using System.Text.RegularExpressions;

namespace Local.Cli.Permissions;

/// <summary>A project on GitLab.</summary>
/// <param name="Host">The server, whose name is also that of its provider for OpenID Connect in AWS.</param>
/// <param name="Path">Its groups and its name.</param>
internal sealed partial record GitLabProject(string Host, string Path)
{
    /// <summary>Reads one on gitlab.com, or the whole address of one; null: it is neither.</summary>
    public static GitLabProject? Of(string text) =>
        Project().Match(text) is { Success: true } match
            ? new GitLabProject(match.Groups["host"] is { Success: true } host ? host.Value : "gitlab.com", match.Groups["path"].Value)
            : null;

    // AWS takes no port. Without https://, a first part with a dot is more likely the name of a server than that of a group.
    [GeneratedRegex(
        "^(https://(?<host>[a-z0-9-]+(\\.[a-z0-9-]+)+)/|(?![^/]*\\.))(?<path>[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+)(?<!\\.git)$"
    )]
    private static partial Regex Project();
}
