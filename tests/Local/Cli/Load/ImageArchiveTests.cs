using Local.Cli;
using Local.Cli.Load;

namespace Tests.Local.Cli.Load;

public sealed class ImageArchiveTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-archive-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task An_archive_says_which_images_it_holds()
    {
        var archive = await ImageArchive.OpenAsync(Archives.Two(_directory), default);

        Assert.Equal(
            ["sha256:c1 shop/web:1: sha256:base sha256:web", "sha256:c2 shop/api:1 shop/api:2: sha256:base sha256:api"],
            archive.Images.Select(image =>
                $"{image.Id} {string.Join(' ', image.Names)}: {string.Join(' ', image.Layers.Select(layer => layer.Digest))}"
            )
        );
    }

    [Theory]
    [InlineData("sha256:base", "blobs/sha256/base")]
    [InlineData("sha256:base;sha256:base sha256:web", "blobs/sha256/base blobs/sha256/web")]
    // Upon another layer it is another one to the engine.
    [InlineData("sha256:web", "")]
    [InlineData("", "")]
    public async Task What_a_node_has_need_not_be_sent(string chains, string spared)
    {
        var path = Archives.Two(_directory);
        var archive = await ImageArchive.OpenAsync(path, default);

        var known = archive.LayersFor(chains.Split(';').ToHashSet());
        using var sent = new MemoryStream();
        await archive.CopyAsync(sent, known, default);

        Assert.Equal(spared, string.Join(' ', known.Order(StringComparer.Ordinal)));
        Assert.Equal(
            (string[])
                [
                    .. new[] { "blobs/sha256/base", "blobs/sha256/web", "blobs/sha256/api" }.Except(known),
                    "blobs/sha256/c1",
                    "blobs/sha256/c2",
                    "index.json",
                    "manifest.json",
                ],
            await Archives.NamesIn(sent)
        );
        if (known.Count == 0)
        {
            Assert.Equal(await File.ReadAllBytesAsync(path), sent.ToArray());
        }
    }

    // As Docker up to 24 writes them.
    [Fact]
    public async Task A_layer_that_another_one_refers_to_is_sent_along()
    {
        var archive = await ImageArchive.OpenAsync(
            Archives.Write(
                _directory,
                ("one/layer.tar", "layer"),
                ("two/layer.tar", "-> ../one/layer.tar"),
                ("c1.json", Archives.Config("sha256:same", "sha256:same")),
                ("manifest.json", """[{"Config":"c1.json","RepoTags":["a:1"],"Layers":["one/layer.tar","two/layer.tar"]}]""")
            ),
            default
        );

        Assert.Equal("sha256:c1", archive.Images.Single().Id);
        Assert.Empty(archive.LayersFor(new HashSet<string> { "sha256:same" }));
        Assert.Equal(
            ["one/layer.tar", "two/layer.tar"],
            archive.LayersFor(new HashSet<string> { "sha256:same", "sha256:same sha256:same" }).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_no_archive_of_images_is_refused()
    {
        var path = Archives.Write(_directory, ("readme.txt", "hello"));

        var refused = await Assert.ThrowsAsync<RefusedCommandException>(() => ImageArchive.OpenAsync(path, default));

        Assert.Equal(
            $"{path} is no archive of images: it holds neither manifest.json nor index.json. `docker save --output FILE IMAGE` writes one.",
            refused.Message
        );
    }
}
