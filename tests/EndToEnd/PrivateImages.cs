using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tests.EndToEnd;

/// <summary>What <c>docker build</c> makes of <c>stacks/shop/api</c>, written as <c>docker save</c> does: the base image and one layer more.</summary>
internal static class PrivateImages
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Everybody | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes an archive with one image for each version.</summary>
    /// <param name="saved">An archive that holds the base image alone.</param>
    /// <param name="repository">The images' name without a tag.</param>
    /// <param name="versions">Their tags, each with the start script of that version.</param>
    /// <param name="configuration">What goes beside the start script.</param>
    /// <param name="file">The archive to write.</param>
    public static async Task WriteAsync(
        string saved,
        string repository,
        IReadOnlyDictionary<string, string> versions,
        string configuration,
        string file
    )
    {
        var entries = await ReadAsync(saved);
        var image = JsonNode.Parse(entries["manifest.json"])![0]!;
        var layers = image["Layers"]!.AsArray().Select(layer => layer!.GetValue<string>()).ToArray();
        var manifest = new JsonArray();
        await using var output = File.Create(file);
        await using var writer = new TarWriter(output, TarEntryFormat.Pax);
        foreach (var layer in layers)
        {
            await AddAsync(writer, layer, entries[layer]);
        }

        foreach (var (version, script) in versions)
        {
            var layer = await LayerAsync(("start.sh", script, Executable), ("api.conf", configuration, Everybody));
            var settings = JsonNode.Parse(entries[image["Config"]!.GetValue<string>()])!;
            settings["config"]!["Env"]!.AsArray().Add($"SHOP_VERSION={version}");
            settings["config"]!["Entrypoint"] = new JsonArray("/srv/shop/start.sh");
            settings["config"]!["Cmd"] = new JsonArray("api");
            settings["config"]!["StopSignal"] = "SIGTERM";
            settings["rootfs"]!["diff_ids"]!.AsArray().Add($"sha256:{Digest(layer)}");
            settings["history"]?.AsArray().Add(new JsonObject { ["created_by"] = "COPY start.sh api.conf /srv/shop/" });
            var config = Encoding.UTF8.GetBytes(settings.ToJsonString());
            await AddAsync(writer, $"{version}.tar", layer);
            await AddAsync(writer, $"{Digest(config)}.json", config);
            manifest.Add(
                new JsonObject
                {
                    ["Config"] = $"{Digest(config)}.json",
                    ["RepoTags"] = new JsonArray($"{repository}:{version}"),
                    ["Layers"] = new JsonArray([.. layers.Append($"{version}.tar").Select(name => JsonValue.Create(name))]),
                }
            );
        }

        await AddAsync(writer, "manifest.json", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    private static async Task<Dictionary<string, byte[]>> ReadAsync(string archive)
    {
        var entries = new Dictionary<string, byte[]>();
        await using var file = File.OpenRead(archive);
        await using var reader = new TarReader(file);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var content = new MemoryStream();
                await data.CopyToAsync(content);
                entries[entry.Name] = content.ToArray();
            }
        }

        return entries;
    }

    private static async Task<byte[]> LayerAsync(params (string Name, string Content, UnixFileMode Mode)[] files)
    {
        using var layer = new MemoryStream();
        await using (var writer = new TarWriter(layer, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var directory in new[] { "srv/", "srv/shop/" })
            {
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, directory) { Mode = Executable });
            }

            foreach (var (name, content, mode) in files)
            {
                await AddAsync(writer, $"srv/shop/{name}", Encoding.UTF8.GetBytes(content), mode);
            }
        }

        return layer.ToArray();
    }

    private static async Task AddAsync(TarWriter writer, string name, byte[] content, UnixFileMode mode = Everybody) =>
        await writer.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), Mode = mode }
        );

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
