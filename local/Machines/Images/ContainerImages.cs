using Local.Machines.Host;

namespace Local.Machines.Images;

/// <summary>Stand-ins for the images of <c>stacks/demo.yaml</c>, built from the distribution's packages.</summary>
internal static class ContainerImages
{
    /// <summary>Half a minute on a quiet machine.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(15);

    private static readonly EmbeddedTree s_recipe = new("Images");

    /// <summary>The images that there are stand-ins for, by exact tag: what another tag holds, nobody here can know.</summary>
    public static IReadOnlyList<string> References { get; } = ["nginx:1.28", "traefik/whoami:v1.11.0"];

    /// <summary>The archive that <c>docker load</c> reads.</summary>
    public static async Task<string> EnsureAsync(ImageCache cache, Progress progress, CancellationToken cancellation)
    {
        var directory = await cache.GetOrBuildAsync("images", s_recipe.ContentHash(), unfinished => BuildAsync(unfinished, progress, cancellation), progress, cancellation);
        return Path.Combine(directory, "images.tar");
    }

    private static Task BuildAsync(string output, Progress progress, CancellationToken cancellation)
        => Recipe.BuildAsync(s_recipe, output, "container images", s_limit, progress, cancellation);
}
