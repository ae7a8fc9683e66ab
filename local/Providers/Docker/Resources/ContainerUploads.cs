using System.Formats.Tar;
using System.Text;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;

namespace Local.Providers.Docker.Resources;

/// <summary>Files that are put into a container before it starts.</summary>
internal static class ContainerUploads
{
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ExecutableByOwner = ReadableByAll | UnixFileMode.UserExecute;

    public static async Task SendAsync(EngineApi api, string id, IReadOnlyList<PropertyValue> uploads, CancellationToken cancellation)
    {
        foreach (var upload in uploads.Select(upload => upload.AsMap))
        {
            using var tar = new MemoryStream();
            await using (var writer = new TarWriter(tar, leaveOpen: true))
            {
                await writer.WriteEntryAsync(
                    new PaxTarEntry(TarEntryType.RegularFile, upload.Text("file")!.TrimStart('/'))
                    {
                        DataStream = new MemoryStream(await ContentOfAsync(upload, cancellation)),
                        Mode = ModeOf(upload),
                    },
                    cancellation
                );
            }

            tar.Position = 0;
            await api.PutTarAsync($"/containers/{id}/archive?path=/", tar, cancellation);
        }
    }

    private static async Task<byte[]> ContentOfAsync(PropertyMap upload, CancellationToken cancellation) =>
        (upload.Text("content"), upload.Text("contentBase64"), upload.Text("source")) switch
        {
            ({ } text, null, null) => Encoding.UTF8.GetBytes(text),
            (null, { } encoded, null) => Convert.FromBase64String(encoded),
            (null, null, { } file) => await File.ReadAllBytesAsync(file, cancellation),
            _ => throw new ProviderException(
                $"uploads of {upload.Text("file")} must have exactly one of content, contentBase64 and source"
            ),
        };

    private static UnixFileMode ModeOf(PropertyMap upload) =>
        upload.Text("permissions") is { } octal ? (UnixFileMode)Convert.ToInt32(octal, 8)
        : upload.Flag("executable") == true ? ExecutableByOwner
        : ReadableByAll;
}
