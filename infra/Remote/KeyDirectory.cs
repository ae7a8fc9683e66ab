namespace Infra.Remote;

/// <summary>A stack's key files on this computer.</summary>
internal static class KeyDirectory
{
    // Another stack that removes its own files may remove the empty directories above in the same moment.
    private const int Attempts = 3;

    /// <summary>Adds what is not there yet; changes no file that an ssh may be reading, and removes none.</summary>
    public static string Write(string folder, string owner, string privateKey, IEnumerable<(string File, string Line)> knownHosts)
    {
        var home = Environment.GetEnvironmentVariable("HOME")
            ?? throw new InvalidOperationException(
                "HOME is not set: ssh needs a home directory to find its key in. Set HOME and try again."
            );
        var directory = Path.Combine(home, ".swarm", "keys", folder);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Create(directory);
                // First: what a run that is killed leaves behind, the removal knows as its own.
                WritePrivate(Path.Combine(directory, "owner"), owner + "\n");
                WritePrivate(Path.Combine(directory, "id"), privateKey.TrimEnd() + "\n");
                foreach (var (file, line) in knownHosts)
                {
                    WritePrivate(Path.Combine(directory, file), line + "\n");
                }

                return folder;
            }
            catch (DirectoryNotFoundException) when (attempt < Attempts) { }
        }
    }

    private static void Create(string directory) =>
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    // Written beside and moved into place: an ssh that starts at the same time never reads half a file.
    private static void WritePrivate(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }

        var beside = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var writer = new StreamWriter(beside, options))
        {
            writer.Write(text);
        }

        File.Move(beside, path, overwrite: true);
    }
}
