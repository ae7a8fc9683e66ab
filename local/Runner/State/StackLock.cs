using System.Globalization;

namespace Local.Runner.State;

/// <summary>Keeps a second run off a stack. The operating system gives the lock up when its holder dies, however it dies.</summary>
public sealed class StackLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _holder;

    private StackLock(FileStream file, string holder)
    {
        _file = file;
        _holder = holder;
    }

    /// <exception cref="StackLockedException">Another run holds it; the message says which and since when.</exception>
    public static StackLock Take(string directory, string stack)
    {
        var holder = Path.Combine(directory, "lock.holder");
        FileStream file;
        try
        {
            // No sharing is an flock(2) on this system.
            file = new FileStream(Path.Combine(directory, "lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new StackLockedException(
                $"Another run is at work on the stack \"{stack}\" ({ReadHolder(holder)}). Wait until it ends, or stop it (Ctrl-C there), and run this again.");
        }

        File.WriteAllText(holder, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}, since {DateTimeOffset.Now:yyyy-MM-dd HH:mm:ss zzz}"));
        return new StackLock(file, holder);
    }

    public void Dispose()
    {
        // The directory may be gone with all that was in it.
        if (File.Exists(_holder))
        {
            File.Delete(_holder);
        }

        _file.Dispose();
    }

    private static string ReadHolder(string holder)
    {
        try
        {
            return File.ReadAllText(holder);
        }
        catch (IOException)
        {
            return "it has just begun";
        }
    }
}
