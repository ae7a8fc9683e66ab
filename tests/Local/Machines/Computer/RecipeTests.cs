using Local.Machines.Computer;
using Tests.Infra;
using Tests.Local.Providers;

namespace Tests.Local.Machines.Computer;

public sealed class RecipeTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("BaseImage")]
    [InlineData("Images")]
    public void Every_script_of_a_recipe_passes_shellcheck(string recipe)
    {
        Skip.IfNot(Tool.Exists("shellcheck"), "shellcheck is not installed here");
        new EmbeddedTree(recipe).ExtractTo(_directory.FullName);
        var scripts = _directory
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.UnixFileMode.HasFlag(UnixFileMode.UserExecute))
            .ToArray();

        Assert.NotEmpty(scripts);
        Assert.Equal("", Tool.Run("shellcheck", [.. scripts.Select(script => script.FullName)]));
    }

    [SkippableFact]
    public void The_script_of_first_boots_passes_shellcheck()
    {
        Skip.IfNot(Tool.Exists("shellcheck"), "shellcheck is not installed here");
        Assert.Equal("", Tool.Run("shellcheck", Path.Combine(SwarmProgram.Project, "tests", "EndToEnd", "FirstBoots", "first-boots.sh")));
    }

    [Fact]
    public void A_recipe_s_hash_stays_while_its_files_do()
    {
        Assert.Equal(new EmbeddedTree("BaseImage").ContentHash(), new EmbeddedTree("BaseImage").ContentHash());
        Assert.NotEqual(new EmbeddedTree("BaseImage").ContentHash(), new EmbeddedTree("Images").ContentHash());
    }
}
