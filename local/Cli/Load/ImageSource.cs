using System.IO.Compression;
using CliWrap;
using CliWrap.Buffered;

namespace Local.Cli.Load;

/// <summary>Where images come from: archives, and this computer's Docker.</summary>
internal static class ImageSource
{
    private static readonly byte[] _gzip = [0x1f, 0x8b];

    /// <summary>The file that an argument names; null: it names an image.</summary>
    public static string? FileOf(string argument)
    {
        var path = CalledFrom.PathOf(argument);
        return File.Exists(path) ? path : null;
    }

    /// <summary>The archive itself, or what gzip made it of, which is written into a file.</summary>
    public static async Task<string> UncompressedAsync(string archive, string file, CancellationToken cancellation)
    {
        await using var input = File.OpenRead(archive);
        var start = new byte[_gzip.Length];
        var read = await input.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        if (read < start.Length || !start.SequenceEqual(_gzip))
        {
            return archive;
        }

        input.Position = 0;
        await using var content = new GZipStream(input, CompressionMode.Decompress);
        await using var output = File.Create(file);
        await content.CopyToAsync(output, cancellation);
        return file;
    }

    /// <summary>Has this computer's Docker write images into a file.</summary>
    /// <exception cref="RefusedCommandException">It is not here, or has no such image.</exception>
    public static async Task SaveAsync(IReadOnlyList<string> images, string file, CancellationToken cancellation)
    {
        try
        {
            var result = await CliWrap
                .Cli.Wrap("docker")
                .WithArguments(["save", "--output", file, .. images])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellation);
            if (result.ExitCode != 0)
            {
                throw new RefusedCommandException(
                    $"this computer's Docker does not give {string.Join(", ", images)}: {result.StandardError.Trim()}. Build or pull it first (docker image ls shows what is there), or name an archive of docker save"
                );
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new RefusedCommandException(
                $"there is no docker on this computer to take {string.Join(", ", images)} from, and no file of that name. Name an archive of docker save"
            );
        }
    }
}
