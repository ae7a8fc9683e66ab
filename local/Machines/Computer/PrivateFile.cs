namespace Local.Machines.Computer;

/// <summary>Files that only their owner can read, written so that a crash leaves the old content or the new one, never half.</summary>
public static class PrivateFile
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode DirectoryMode = FileMode | UnixFileMode.UserExecute;

    public static void Write(string path, string content)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.new";
        using (
            var stream = new FileStream(
                temporary,
                new FileStreamOptions
                {
                    Mode = System.IO.FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = FileMode,
                }
            )
        )
        {
            using var writer = new StreamWriter(stream);
            writer.Write(content);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>A file's content; empty when it is not there.</summary>
    public static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    /// <summary>Makes the directory, with mode 0700.</summary>
    public static void CreateDirectory(string path) => Directory.CreateDirectory(path, DirectoryMode);

    /// <summary>Makes a directory at a place that others can write to; refuses one that somebody else could have made.</summary>
    internal static void CreateGuardedDirectory(string path)
    {
        CreateDirectory(path);
        if (File.GetUnixFileMode(path) != DirectoryMode || new DirectoryInfo(path).LinkTarget is not null)
        {
            throw new MachineException($"the directory '{path}' exists, but not as a private one (mode 0700); remove it and run again");
        }
    }
}
