namespace Local.Machines.Images;

/// <summary>An image as programs name it.</summary>
internal static class ImageReference
{
    private const string DockerHub = "docker.io/";
    private const string Official = "library/";

    /// <summary>The image's familiar name within Docker's registry, with its tag, such as <c>nginx:1.28</c>; null: it is in another registry.</summary>
    public static string? OnDockerHub(string reference)
    {
        var name = reference.StartsWith(DockerHub, StringComparison.Ordinal) ? reference[DockerHub.Length..] : reference;
        var parts = name.Split('/');
        // The first part names another registry when it looks like a host: https://github.com/distribution/reference
        if (parts.Length > 1 && (parts[0] == "localhost" || parts[0].AsSpan().IndexOfAny('.', ':') >= 0))
        {
            return null;
        }

        name = name.StartsWith(Official, StringComparison.Ordinal) ? name[Official.Length..] : name;
        return parts[^1].AsSpan().IndexOfAny(':', '@') >= 0 ? name : name + ":latest";
    }
}
