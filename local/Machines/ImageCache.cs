using System.Collections.Concurrent;
using System.Diagnostics;
using Local.Machines.Computer;

namespace Local.Machines;

/// <summary>Built images, kept by the content of their recipe: the only thing that is left after <c>down</c>.</summary>
/// <param name="directory">Where they are kept.</param>
public sealed class ImageCache(string directory)
{
    /// <summary>How many builds of one kind are kept: the one in use, and the one that machines which still run may stand on.</summary>
    private const int Kept = 2;

    /// <summary>How long to wait for another process that is building.</summary>
    private static readonly TimeSpan _lockTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Within this process; between processes a lock file does the same.</summary>
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary><c>$XDG_CACHE_HOME/swarm-local</c>, or <c>~/.cache/swarm-local</c>.</summary>
    public static string DefaultDirectory
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            return Path.Combine(
                string.IsNullOrEmpty(cache)
                    ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache")
                    : cache,
                "swarm-local"
            );
        }
    }

    /// <summary>
    /// The directory of a build of this kind (such as <c>base</c>) from the recipe with this hash; where there is none, <paramref name="build"/>
    /// fills an empty one first. Two processes never build at once.
    /// </summary>
    internal async Task<string> GetOrBuildAsync(
        string kind,
        string hash,
        Func<string, Task> build,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        var built = Path.Combine(directory, $"{kind}-{hash}");
        if (Directory.Exists(built))
        {
            return built;
        }

        progress.Status($"waiting for another build of the {kind} image");
        using var turn = await ExclusiveAccess.TakeAsync(_turns.GetOrAdd(built, _ => new(1)), cancellation);
        PrivateFile.CreateDirectory(directory);
        await using var held = await LockAsync(Path.Combine(directory, $"{kind}.lock"), progress, cancellation);
        if (Directory.Exists(built))
        {
            return built;
        }

        foreach (var left in Directory.EnumerateDirectories(directory, $".{kind}-*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // The tools of a build that was killed may still write there; what they leave is cleared by the next build.
            }
        }

        var unfinished = Path.Combine(directory, $".{kind}-{hash}-{Guid.NewGuid():N}");
        PrivateFile.CreateDirectory(unfinished);
        await build(unfinished);
        Directory.Move(unfinished, built);
        foreach (
            var old in new DirectoryInfo(directory)
                .EnumerateDirectories($"{kind}-*")
                .OrderByDescending(build => build.LastWriteTimeUtc)
                .Skip(Kept)
        )
        {
            old.Delete(recursive: true);
        }

        return built;
    }

    private static async Task<FileStream> LockAsync(string path, MachineProgress progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                // .NET takes an advisory lock, which the kernel gives back when this process dies, however it dies.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.Elapsed < _lockTimeout)
            {
                progress.Status("another process is building the same image");
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
            }
            catch (IOException busy)
            {
                throw new MachineException(
                    $"another process has held '{path}' for {_lockTimeout.TotalMinutes:0} minutes; end it and run again",
                    busy
                );
            }
        }
    }
}
