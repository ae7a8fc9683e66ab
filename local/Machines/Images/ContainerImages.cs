using Local.Machines.Computer;

namespace Local.Machines.Images;

/// <summary>Stand-ins for the images of <c>stacks/demo.yaml</c>, built from the distribution's packages.</summary>
internal static class ContainerImages
{
    /// <summary>Half a minute on a quiet machine.</summary>
    private static readonly TimeSpan _buildTimeout = TimeSpan.FromMinutes(15);

    private static readonly EmbeddedTree _recipe = new("Images");

    /// <summary>The images that there are stand-ins for, by exact tag: what another tag holds, nobody here can know.</summary>
    public static IReadOnlyList<string> References { get; } = ["nginx:1.28", "traefik/whoami:v1.11.0"];

    /// <summary>The archive that <c>docker load</c> reads.</summary>
    public static async Task<string> EnsureAsync(ImageCache cache, MachineProgress progress, CancellationToken cancellation)
    {
        var directory = await cache.GetOrBuildAsync(
            "images",
            _recipe.ContentHash(),
            unfinished => BuildAsync(unfinished, progress, cancellation),
            progress,
            cancellation
        );
        return Path.Combine(directory, "images.tar");
    }

    private static Task BuildAsync(string output, MachineProgress progress, CancellationToken cancellation) =>
        Recipe.BuildAsync(_recipe, output, "container images", _buildTimeout, progress, cancellation);
}
