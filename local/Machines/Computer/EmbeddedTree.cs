using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Local.Machines.Computer;

/// <summary>The files embedded under a prefix: recipes for images.</summary>
internal sealed class EmbeddedTree(string prefix)
{
    private static readonly Assembly _assembly = typeof(EmbeddedTree).Assembly;

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>A short name for this very content: the first 16 hexadecimal digits of a SHA-256 over names and bytes.</summary>
    public string ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in Files())
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Writes the files under a directory; scripts (those that begin with <c>#!</c>) become executable.</summary>
    public void ExtractTo(string directory)
    {
        foreach (var (name, content) in Files())
        {
            var path = Path.Combine(directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            File.SetUnixFileMode(path, content.AsSpan().StartsWith("#!"u8) ? Executable : Readable);
        }
    }

    private IEnumerable<(string Name, byte[] Content)> Files() =>
        from resource in _assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        where resource.StartsWith(prefix + "/", StringComparison.Ordinal)
        select (resource[(prefix.Length + 1)..], Read(resource));

    private static byte[] Read(string resource)
    {
        using var stream = _assembly.GetManifestResourceStream(resource)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
