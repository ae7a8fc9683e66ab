using Tests.Infra;

namespace Tests;

/// <summary>A test stands in the folder of what it tests.</summary>
public sealed class MirrorTests
{
    /// <summary>What no folder of the sources is meant by: comparisons with docker, the script <c>swarm</c>, and data.</summary>
    private static readonly string[] _ownFolders =
    [
        "Infra/Judge",
        "Infra/Judge/Cases",
        "Local/Cli/Script",
        "Local/Runner/Genuine",
        "Review/Inputs",
    ];

    [Theory]
    [InlineData("Infra", "infra")]
    [InlineData("Local", "local")]
    [InlineData("Review", "review")]
    public void The_folders_of_the_tests_are_those_of_the_sources(string tests, string sources)
    {
        var root = Path.Combine(SwarmProgram.Project, "tests");
        var folders = Directory
            .EnumerateDirectories(Path.Combine(root, tests), "*", SearchOption.AllDirectories)
            .Where(folder => !Path.GetFileName(folder).StartsWith("__", StringComparison.Ordinal))
            .Select(folder => Path.GetRelativePath(root, folder))
            .Except(_ownFolders)
            .ToList();

        Assert.NotEmpty(folders);
        Assert.DoesNotContain(folders, folder => !Directory.Exists(Path.Combine(SwarmProgram.Project, sources + folder[tests.Length..])));
    }
}
