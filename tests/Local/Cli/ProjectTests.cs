using Local.Cli;

namespace Tests.Local.Cli;

public sealed class ProjectTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    private Project Project => new(_directory.FullName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_last_stack_takes_the_directory_of_all_along()
    {
        Directory.CreateDirectory(Project.StateDirectory("dev"));

        Project.RemoveEmptyState();
        Assert.Equal(
            [Path.Combine(_directory.FullName, ".swarm", "dev")],
            Directory.EnumerateDirectories(_directory.FullName, "*", SearchOption.AllDirectories).Skip(1)
        );

        Directory.Delete(Project.StateDirectory("dev"));
        Project.RemoveEmptyState();
        Project.RemoveEmptyState();
        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }
}
