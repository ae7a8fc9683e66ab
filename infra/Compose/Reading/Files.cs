using Infra.Diagnostics;

namespace Infra.Compose.Reading;

/// <summary>Reads the files that a stack file names; relative paths are relative to the first stack file, as with docker.</summary>
/// <param name="directory">The first stack file's.</param>
/// <param name="variables">Of which HOME is what ~ at the beginning stands for.</param>
internal sealed class Files(string directory, Variables variables)
{
    // More than the engine takes of any file, and little enough to be read whole.
    private const long Most = 1 << 22;

    /// <summary>The path on this computer. As with docker, one that was relative ends with no slash, and one that begins with ~ stays as it is but for that.</summary>
    public string Path(string path)
    {
        var expanded = NamedFile.Expand(path, variables.Find("HOME")?.Value);
        return expanded.StartsWith('/')
            ? expanded
            : System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(expanded, directory));
    }

    /// <summary>The content; null, and a problem, when it cannot be read.</summary>
    public byte[]? Read(ElementReader reader, YamlElement node, string path)
    {
        string why;
        try
        {
            var file = new FileInfo(Path(path));
            if (!Directory.Exists(file.FullName) && (!file.Exists || file.Length <= Most))
            {
                return File.ReadAllBytes(file.FullName);
            }

            why = file.Exists ? "which is larger than 4 MiB" : "which is a directory";
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            why = NamedFile.WhyUnread(exception);
        }

        reader.Report(node, $"\"{path}\", {why}", "a file, relative to the stack file", "Correct the path, or create the file.");
        return null;
    }
}
