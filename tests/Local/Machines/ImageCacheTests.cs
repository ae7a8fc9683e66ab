using Local.Machines;

namespace Tests.Local.Machines;

public sealed class ImageCacheTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly ImageCache _cache;
    private int _builds;

    public ImageCacheTests() => _cache = new(_directory.FullName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_recipe_is_built_once_also_when_many_ask_at_the_same_time()
    {
        var directories = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Get("a")));

        Assert.Equal(Path.Combine(_directory.FullName, "base-a"), Assert.Single(directories.Distinct()));
        Assert.Equal("content of a", File.ReadAllText(Path.Combine(directories[0], "file")));
        Assert.Equal(1, _builds);
    }

    [Fact]
    public async Task A_build_that_failed_is_begun_anew_from_an_empty_directory()
    {
        await Assert.ThrowsAsync<IOException>(() => _cache.GetOrBuildAsync("base", "a", Fail, MachineProgress.None, default));
        Assert.False(Directory.Exists(Path.Combine(_directory.FullName, "base-a")));

        Assert.Equal(["file"], Directory.EnumerateFiles(await Get("a")).Select(Path.GetFileName));

        static Task Fail(string directory)
        {
            File.WriteAllText(Path.Combine(directory, "half"), "");
            throw new IOException("the disk is full");
        }
    }

    [Fact]
    public async Task What_the_tools_of_a_killed_build_still_write_is_in_nobodys_way_and_is_cleared_when_they_have_ended()
    {
        var left = _directory.CreateSubdirectory(".base-a-killed");
        using var end = new CancellationTokenSource();
        var tool = Task.Run(() =>
        {
            for (var file = 0; !end.IsCancellationRequested; file++)
            {
                Directory.CreateDirectory(left.FullName);
                File.WriteAllText(Path.Combine(left.FullName, $"{file % 100}"), "");
            }
        });

        Assert.Equal(["file"], Directory.EnumerateFiles(await Get("a")).Select(Path.GetFileName));
        await end.CancelAsync();
        // It may have met the directory between its being made and its being removed.
        await Task.WhenAny(tool);
        await Get("b");

        Assert.Equal(["base-a", "base-b"], _directory.EnumerateDirectories().Select(directory => directory.Name).Order());
    }

    [Fact]
    public async Task Two_builds_of_a_kind_are_kept_and_other_kinds_are_left_alone()
    {
        await _cache.GetOrBuildAsync("images", "x", _ => Task.CompletedTask, MachineProgress.None, default);
        foreach (var (hash, age) in new[] { ("a", 3), ("b", 2), ("c", 1) })
        {
            Directory.SetLastWriteTimeUtc(await Get(hash), DateTime.UtcNow.AddHours(-age));
        }

        await Get("d");

        Assert.Equal(["base-c", "base-d", "images-x"], _directory.EnumerateDirectories().Select(directory => directory.Name).Order());
    }

    private Task<string> Get(string hash) =>
        _cache.GetOrBuildAsync("base", hash, directory => Build(directory, hash), MachineProgress.None, default);

    private async Task Build(string directory, string hash)
    {
        Interlocked.Increment(ref _builds);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
        await File.WriteAllTextAsync(Path.Combine(directory, "file"), "content of " + hash);
    }
}
