namespace Review.Rules;

/// <summary>Which images run.</summary>
internal static class ImageRules
{
    public static Rule Latest { get; } =
        new(
            "image-latest",
            Severity.Medium,
            "The image has no tag, or the tag latest",
            "It is another image tomorrow: a task that is started again may run another version than its neighbour, and a rollback has nothing to go back to.",
            "Name a version, such as nginx:1.28."
        )
        {
            Find = side => Images(side).Where(image => Tag(image.Name) is "" or "latest" && !HasDigest(image.Name)).Select(Hit),
        };

    public static Rule WithoutDigest { get; } =
        new(
            "image-without-digest",
            Severity.Low,
            "The image is named by a tag alone",
            "A tag can be moved to another image; a digest always names the same one.",
            "Add the digest, such as nginx:1.28@sha256:…."
        )
        {
            Find = side => Images(side).Where(image => Tag(image.Name) is not ("" or "latest") && !HasDigest(image.Name)).Select(Hit),
        };

    private static IEnumerable<Image> Images(Reviewed side) =>
        side
            .Services.Select(service => new Image(service.Scope, service.Image))
            .Concat(ContainersOfNodes.Of(side).Select(container => new Image(container.Scope, container.Image)))
            .Where(image => image.Name.Length > 0);

    private static Hit Hit(Image image) => new(image.Scope, image.Name, "image");

    private sealed record Image(string Scope, string Name);

    private static bool HasDigest(string image) => image.Contains('@', StringComparison.Ordinal);

    private static string Tag(string image)
    {
        // Before a slash a colon is a registry's port.
        var name = image.Split('@')[0].Split('/')[^1];
        return name.Split(':', 2) is [_, var tag] ? tag : "";
    }
}
