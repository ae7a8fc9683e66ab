using System.Runtime.CompilerServices;

namespace Tests.EndToEnd;

/// <summary>A copy of what a run needs of the project, so that the developer's own stack is never touched.</summary>
public sealed class Checkout : IDisposable
{
    private static readonly string _root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("swarm-end-to-end-");

    public Checkout()
    {
        foreach (var file in new[] { "Pulumi.yaml", "Pulumi.dev.yaml" })
        {
            File.Copy(Path.Combine(_root, file), Path.Combine(Directory, file));
        }

        Copy("stacks");
        File.Copy(Path.Combine(_root, "tests", "EndToEnd", "room.yaml"), RoomFile);
        Copy(Path.Combine("infra", "bin", "Debug", "net10.0"));
    }

    public string Directory => _directory.FullName;

    public string StateDirectory => Path.Combine(Directory, ".swarm", "dev");

    /// <summary>The stack's configuration.</summary>
    public string Configuration => Path.Combine(Directory, "Pulumi.dev.yaml");

    /// <summary>The stack file of these tests.</summary>
    public string RoomFile => Path.Combine(Directory, "stacks", "room.yaml");

    public string StackFile => Path.Combine(Directory, "stacks", "demo.yaml");

    /// <summary>The command line, as <c>./swarm</c> starts it once it is built.</summary>
    public static string Program => Path.Combine(_root, "local", "Cli", "bin", "Debug", "net10.0", "swarm.dll");

    public void Dispose() => _directory.Delete(recursive: true);

    private void Copy(string folder)
    {
        var source = Path.Combine(_root, folder);
        foreach (var file in System.IO.Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Directory, folder, Path.GetRelativePath(source, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
