using Local.Machines.Computer;

namespace Local.Machines.BaseImage;

/// <summary>What a virtual machine boots from: its disk's first content (raw, 20 GiB, sparse), kernel and initial RAM disk.</summary>
/// <param name="Directory">Where they are.</param>
internal sealed record BaseImageFiles(string Directory)
{
    public string Disk => Path.Combine(Directory, "disk.raw");
    public string Kernel => Path.Combine(Directory, "vmlinuz");
    public string InitialRamDisk => Path.Combine(Directory, "initrd");
}

/// <summary>A minimal Debian 13 with cloud-init and the guest agent, built from the distribution's packages.</summary>
internal static class BaseImageBuilder
{
    /// <summary>A minute on a quiet machine; a slow network or a busy one takes several.</summary>
    private static readonly TimeSpan _buildTimeout = TimeSpan.FromMinutes(20);

    private static readonly EmbeddedTree _recipe = new("BaseImage");

    public static async Task<BaseImageFiles> EnsureAsync(ImageCache cache, MachineProgress progress, CancellationToken cancellation) =>
        new(
            await cache.GetOrBuildAsync(
                "base",
                _recipe.ContentHash(),
                unfinished => BuildAsync(unfinished, progress, cancellation),
                progress,
                cancellation
            )
        );

    private static Task BuildAsync(string output, MachineProgress progress, CancellationToken cancellation)
    {
        progress.Note("Building the base image of the virtual machines (Debian 13); this happens once and takes a minute or two.");
        return Recipe.BuildAsync(_recipe, output, "base image", _buildTimeout, progress, cancellation);
    }
}
