using System.Text;

namespace Tests.EndToEnd;

/// <summary>What a stack may leave on this computer.</summary>
internal static class Remains
{
    /// <summary>The processes whose command line names the directory, each as its id and name.</summary>
    public static IReadOnlyList<(int Id, string Name)> ProcessesOf(string directory) =>
        [
            .. from path in Directory.EnumerateDirectories("/proc")
            let id = int.TryParse(Path.GetFileName(path), out var number) ? number : 0
            where id > 0 && id != Environment.ProcessId
            let words = Read(Path.Combine(path, "cmdline"))
            where words.Contains(directory, StringComparison.Ordinal)
            select (id, Path.GetFileName(words.Split('\0')[0])),
        ];

    /// <summary>The key directories in the user's home.</summary>
    public static IReadOnlyList<string> Keys()
    {
        var keys = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".swarm", "keys");
        return Directory.Exists(keys) ? [.. Directory.EnumerateDirectories(keys).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The private socket directories.</summary>
    public static IReadOnlyList<string> Sockets()
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        return
        [
            .. Directory.EnumerateDirectories(Directory.Exists(runtime) ? runtime : "/tmp", "swarm-local-*").Order(StringComparer.Ordinal),
        ];
    }

    private static string Read(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (IOException)
        {
            // The process ended.
            return string.Empty;
        }
    }
}
