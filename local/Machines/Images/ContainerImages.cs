using Local.Machines.Host;

namespace Local.Machines.Images;

/// <summary>Stand-ins for images of Docker's registry, built from the distribution's packages.</summary>
internal static class ContainerImages
{
    /// <summary>Half a minute on a quiet machine.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(15);

    private static readonly EmbeddedTree s_recipe = new("Images");

    /// <summary>The repositories that there are stand-ins for.</summary>
    public static IReadOnlyList<string> Repositories { get; } = ["nginx", "traefik/whoami"];

    /// <summary>The archive that <c>docker load</c> reads.</summary>
    public static async Task<string> EnsureAsync(ImageCache cache, Progress progress, CancellationToken cancellation)
    {
        var directory = await cache.GetOrBuildAsync("images", s_recipe.ContentHash(), unfinished => BuildAsync(unfinished, progress, cancellation), progress, cancellation);
        return Path.Combine(directory, "images.tar");
    }

    private static Task BuildAsync(string output, Progress progress, CancellationToken cancellation)
        => Recipe.BuildAsync(s_recipe, output, "container images", s_limit, progress, cancellation);
}
