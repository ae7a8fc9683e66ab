using System.Formats.Tar;
using System.Text.Json;

namespace Local.Cli.Load;

/// <summary>An image in an archive.</summary>
/// <param name="Id">Its id on an engine that keeps images as Docker does by itself: the digest of its configuration.</param>
/// <param name="Names">Its names, with tags.</param>
/// <param name="Layers">Its layers, the lowest first.</param>
internal sealed record ArchivedImage(string Id, IReadOnlyList<string> Names, IReadOnlyList<ArchivedLayer> Layers);

/// <summary>A layer of an image in an archive.</summary>
/// <param name="Digest">The digest of its content, uncompressed.</param>
/// <param name="File">Where in the archive it lies.</param>
internal sealed record ArchivedLayer(string Digest, string File);

/// <summary>What <c>docker save</c> writes: read twice, once for what is in it and once for each node that it goes to.</summary>
internal sealed class ImageArchive
{
    private const string Manifest = "manifest.json";

    private readonly string _path;
    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    private ImageArchive(string path) => _path = path;

    /// <summary>The images; none when the archive does not say which it holds in a form that is known here.</summary>
    public IReadOnlyList<ArchivedImage> Images { get; private set; } = [];

    /// <exception cref="RefusedCommandException">It is no archive of images.</exception>
    public static async Task<ImageArchive> OpenAsync(string path, CancellationToken cancellation)
    {
        var archive = new ImageArchive(path);
        try
        {
            await archive.ReadAsync(cancellation);
        }
        catch (Exception strange)
            when (strange
                    is InvalidDataException
                        or FormatException
                        or EndOfStreamException
                        or InvalidOperationException
                        or KeyNotFoundException
            )
        {
            throw new RefusedCommandException(
                $"{path} is no archive of images: {strange.Message} `docker save --output FILE IMAGE` writes one."
            );
        }

        return archive;
    }

    /// <summary>The size of what <see cref="CopyAsync"/> writes, without what a tar adds.</summary>
    public long SizeWithout(IReadOnlySet<string> files) => _sizes.Where(entry => !files.Contains(entry.Key)).Sum(entry => entry.Value);

    /// <summary>The files of layers that a node with these layers needs no more: chains of digests, as <see cref="ChainOf"/> has them.</summary>
    public IReadOnlySet<string> LayersFor(IReadOnlySet<string> chains)
    {
        var uses = Images.SelectMany(image =>
            image.Layers.Select(
                (layer, index) => (Content: Target(layer.File), layer.File, IsThere: chains.Contains(ChainOf(image.Layers, index)))
            )
        );
        // One file may be a layer of several images, upon different ones.
        return uses.GroupBy(use => use.Content)
            .Where(same => same.All(use => use.IsThere))
            .SelectMany(same => same.Select(use => use.File).Append(same.Key))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A layer with all below it: an engine keeps one upon certain others.</summary>
    public static string ChainOf(IReadOnlyList<ArchivedLayer> layers, int index) =>
        string.Join(' ', layers.Take(index + 1).Select(layer => layer.Digest));

    /// <summary>Writes the archive without some of its files; without any, as it is.</summary>
    public async Task CopyAsync(Stream output, IReadOnlySet<string> without, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(_path);
        if (without.Count == 0)
        {
            await file.CopyToAsync(output, cancellation);
            return;
        }

        await using var reader = new TarReader(file);
        await using var writer = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            if (!without.Contains(entry.Name))
            {
                await writer.WriteEntryAsync(entry, cancellation);
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        // Small texts, of which the manifest, which may stand at the end, says which are configurations.
        Dictionary<string, JsonElement> documents = new(StringComparer.Ordinal);
        await using var file = File.OpenRead(_path);
        await using var reader = new TarReader(file);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            _sizes[entry.Name] = entry.Length;
            if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                _links[entry.Name] =
                    entry.EntryType == TarEntryType.HardLink
                        ? entry.LinkName
                        : Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(entry.Name) ?? "", entry.LinkName))[1..];
            }
            else if (
                entry is { DataStream: { } data, Length: > 0 and < 1 << 20 }
                && await TryParseAsync(data, cancellation) is { } document
            )
            {
                documents[entry.Name] = document;
            }
        }

        if (documents.TryGetValue(Manifest, out var manifest) && manifest.ValueKind == JsonValueKind.Array)
        {
            Images = [.. manifest.EnumerateArray().Select(image => ImageOf(image, documents)).OfType<ArchivedImage>()];
        }
        else if (!documents.ContainsKey("index.json"))
        {
            throw new InvalidDataException("it holds neither manifest.json nor index.json.");
        }
    }

    private static ArchivedImage? ImageOf(JsonElement image, Dictionary<string, JsonElement> documents)
    {
        var config = image.GetProperty("Config").GetString()!;
        var files = image.GetProperty("Layers").EnumerateArray().Select(file => file.GetString()!).ToArray();
        string[] digests =
            documents.TryGetValue(config, out var found) && found.TryGetProperty("rootfs", out var root)
                ? [.. root.GetProperty("diff_ids").EnumerateArray().Select(digest => digest.GetString()!)]
                : [];
        return digests.Length != files.Length
            ? null
            : new ArchivedImage(
                // ab12….json, or blobs/sha256/ab12….
                $"sha256:{Path.GetFileNameWithoutExtension(config)}",
                image.TryGetProperty("RepoTags", out var names) && names.ValueKind == JsonValueKind.Array
                    ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
                    : [],
                [.. digests.Zip(files, (digest, file) => new ArchivedLayer(digest, file))]
            );
    }

    private string Target(string file)
    {
        for (var steps = 0; steps < 10 && _links.TryGetValue(file, out var target); steps++)
        {
            file = target;
        }

        return file;
    }

    private static async Task<JsonElement?> TryParseAsync(Stream data, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        await data.CopyToAsync(text, cancellation);
        try
        {
            return text.TryGetBuffer(out var bytes) && bytes is [(byte)'{' or (byte)'[', ..]
                ? JsonSerializer.Deserialize<JsonElement>(bytes)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
