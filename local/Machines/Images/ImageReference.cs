namespace Local.Machines.Images;

/// <summary>An image as programs name it.</summary>
internal static class ImageReference
{
    private const string DockerHub = "docker.io/";
    private const string Official = "library/";

    /// <summary>The repository within Docker's registry, such as <c>nginx</c> or <c>traefik/whoami</c>; null: it is in another registry.</summary>
    public static string? RepositoryOnDockerHub(string reference)
    {
        var name = reference.Split('@')[0];
        if (name.StartsWith(DockerHub, StringComparison.Ordinal))
        {
            name = name[DockerHub.Length..];
        }

        var parts = name.Split('/');
        // The first part names another registry when it looks like a host: https://github.com/distribution/reference
        if (parts.Length > 1 && (parts[0] == "localhost" || parts[0].AsSpan().IndexOfAny('.', ':') >= 0))
        {
            return null;
        }

        parts[^1] = parts[^1].Split(':')[0];
        name = string.Join('/', parts);
        return name.StartsWith(Official, StringComparison.Ordinal) ? name[Official.Length..] : name;
    }
}
