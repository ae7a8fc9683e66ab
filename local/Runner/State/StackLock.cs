using System.Globalization;

namespace Local.Runner.State;

/// <summary>Keeps a second run off a stack. The operating system gives the lock up when its holder dies, however it dies.</summary>
public sealed class StackLock : IDisposable
{
    private const int Tries = 4;

    private static readonly TimeSpan _retryInterval = TimeSpan.FromMilliseconds(25);

    private readonly FileStream _file;
    private readonly string _holder;

    private StackLock(FileStream file, string holder)
    {
        _file = file;
        _holder = holder;
    }

    /// <summary>Takes the lock of a stack, whose directory is made where there is none.</summary>
    /// <exception cref="StackLockedException"/>
    internal static StackLock Hold(RunOptions options)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Path.GetDirectoryName(options.StateDirectory)!, ownerOnly);
        Directory.CreateDirectory(options.StateDirectory, ownerOnly);
        return Take(options.StateDirectory, options.Stack);
    }

    /// <summary>Which run holds the stack of a directory, such as <c>process 4711, since …</c>; null: none.</summary>
    public static string? HolderIn(string directory)
    {
        try
        {
            using var free = new FileStream(LockFile(directory), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            return ReadHolder(HolderFile(directory));
        }
    }

    /// <exception cref="StackLockedException">Another run holds it; the message says which and since when.</exception>
    public static StackLock Take(string directory, string stack)
    {
        var holder = HolderFile(directory);
        for (var tries = 1; tries < Tries; tries++)
        {
            if (TryOpen(directory) is { } file)
            {
                File.WriteAllText(
                    holder,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"process {Environment.ProcessId}, since {DateTimeOffset.Now:yyyy-MM-dd HH:mm:ss zzz}"
                    )
                );
                return new StackLock(file, holder);
            }

            // Whoever asks for the holder has the lock for a moment.
            Thread.Sleep(_retryInterval);
        }

        throw new StackLockedException(
            $"Another run is in progress on the stack \"{stack}\" ({ReadHolder(holder)}). Wait until it ends, or stop it (Ctrl-C there), and run this again."
        );
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

    private static FileStream? TryOpen(string directory)
    {
        try
        {
            // No sharing is an flock(2) on this system.
            return new FileStream(
                LockFile(directory),
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            );
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    private static string LockFile(string directory) => Path.Combine(directory, "lock");

    private static string HolderFile(string directory) => Path.Combine(directory, "lock.holder");

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
