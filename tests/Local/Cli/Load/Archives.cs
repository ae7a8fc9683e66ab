using System.Formats.Tar;
using System.Text;

namespace Tests.Local.Cli.Load;

/// <summary>Archives as docker save writes them, with layers of some bytes.</summary>
internal static class Archives
{
    /// <summary>Two images upon one layer, as Docker 25 and newer write them.</summary>
    public static string Two(DirectoryInfo directory) =>
        Write(
            directory,
            ("blobs/sha256/base", new string('b', 2000)),
            ("blobs/sha256/web", new string('w', 300)),
            ("blobs/sha256/api", new string('a', 40)),
            ("blobs/sha256/c1", Config("sha256:base", "sha256:web")),
            ("blobs/sha256/c2", Config("sha256:base", "sha256:api")),
            ("index.json", "{}"),
            (
                "manifest.json",
                """
                [
                  {"Config":"blobs/sha256/c1","RepoTags":["shop/web:1"],"Layers":["blobs/sha256/base","blobs/sha256/web"]},
                  {"Config":"blobs/sha256/c2","RepoTags":["shop/api:1","shop/api:2"],"Layers":["blobs/sha256/base","blobs/sha256/api"]}
                ]
                """
            )
        );

    public static string Config(params string[] layers) =>
        """{"architecture":"amd64","rootfs":{"type":"layers","diff_ids":["""
        + string.Join(',', layers.Select(layer => $"\"{layer}\""))
        + "]}}";

    public static string Write(DirectoryInfo directory, params (string Name, string Content)[] entries)
    {
        var path = Path.Combine(directory.FullName, "images.tar");
        using var file = File.Create(path);
        using var writer = new TarWriter(file, TarEntryFormat.Ustar);
        foreach (var (name, content) in entries)
        {
            writer.WriteEntry(
                content.StartsWith("-> ", StringComparison.Ordinal)
                    ? new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = content[3..] }
                    : new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) }
            );
        }

        return path;
    }

    public static async Task<IReadOnlyList<string>> NamesIn(Stream archive)
    {
        var names = new List<string>();
        archive.Position = 0;
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            names.Add(entry.Name);
        }

        return names;
    }
}
