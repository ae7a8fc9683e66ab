using System.Text.RegularExpressions;
using Local.Cli.Load;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Moq;

namespace Tests.Local.Cli.Load;

public sealed partial class ImageLoaderTests : IDisposable
{
    private const string Classic = """[["Backing Filesystem","extfs"]]""";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-loader-");
    private readonly Mock<INodeShell> _shell = new(MockBehavior.Strict);
    private readonly List<string> _said = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _sent = [];
    private readonly Node[] _nodes = [NodeOf("node1"), NodeOf("node2"), NodeOf("node3")];

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Each_node_gets_what_it_lacks()
    {
        Has("node1", Classic);
        Has("node2", Classic, """{"Id":"sha256:old","Names":["shop/web:0"],"Layers":["sha256:base","sha256:other"]}""");
        Has(
            "node3",
            Classic,
            """{"Id":"sha256:c1","Names":["shop/web:1"],"Layers":["sha256:base","sha256:web"]}""",
            """{"Id":"sha256:c2","Names":["shop/api:1","shop/api:2"],"Layers":["sha256:base","sha256:api"]}"""
        );

        Assert.True(await LoadAsync());

        Assert.Equal(
            [
                "node1: has shop/web:1, shop/api:1, shop/api:2 after N s",
                "node1: sending 2.8 kB",
                "node2: has shop/web:1, shop/api:1, shop/api:2 after N s",
                "node2: sending 0.8 kB, 2 of 3 layers; it has the others",
                "node3: has shop/web:1, shop/api:1, shop/api:2 already",
            ],
            Said()
        );
        Assert.Equal(["node1", "node2"], _sent.Keys.Order());
        Assert.Contains("blobs/sha256/base", _sent["node1"]);
        Assert.DoesNotContain("blobs/sha256/base", _sent["node2"]);
    }

    [Fact]
    public async Task An_image_without_one_of_its_names_is_sent_without_its_layers()
    {
        Has(
            "node1",
            Classic,
            """{"Id":"sha256:c1","Names":["shop/web:1"],"Layers":["sha256:base","sha256:web"]}""",
            """{"Id":"sha256:c2","Names":null,"Layers":["sha256:base","sha256:api"]}"""
        );

        Assert.True(await LoadAsync(1));

        Assert.Equal(["blobs/sha256/c1", "blobs/sha256/c2", "index.json", "manifest.json"], _sent["node1"]);
    }

    [Fact]
    public async Task An_engine_that_keeps_images_in_containerd_gets_everything()
    {
        Has(
            "node1",
            """[["driver-type","io.containerd.snapshotter.v1"]]""",
            """{"Id":"sha256:c1","Names":["shop/web:1"],"Layers":["sha256:base","sha256:web"]}"""
        );

        Assert.True(await LoadAsync(1));

        Assert.Equal("node1: sending 2.8 kB", Said()[1]);
        Assert.Contains("blobs/sha256/base", _sent["node1"]);
    }

    [Fact]
    public async Task A_node_that_fails_is_told_and_the_others_have_the_images()
    {
        Has("node1", Classic);
        _shell
            .Setup(shell => shell.RunAsync(_nodes[1], NodeImages.List, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new CheckFailedException("node2 cannot be reached by ssh: No route to host"));
        _shell
            .Setup(shell => shell.RunAsync(_nodes[2], NodeImages.List, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ShellAnswer(1, "", "Cannot connect to the Docker daemon"));

        Assert.False(await LoadAsync());

        Assert.Equal(
            [
                "node1: has shop/web:1, shop/api:1, shop/api:2 after N s",
                "node1: sending 2.8 kB",
                "node2 cannot be reached by ssh: No route to host",
                "node3: Docker does not say which images it has: Cannot connect to the Docker daemon",
            ],
            Said()
        );
    }

    [Fact]
    public async Task What_docker_load_says_is_told()
    {
        Has("node1", Classic);

        Assert.False(await LoadAsync(1, new ShellAnswer(1, "", "no space left on device")));

        Assert.Contains("node1: docker load failed: no space left on device", _said);
    }

    private async Task<bool> LoadAsync(int nodes = 3, ShellAnswer? answer = null) =>
        await new ImageLoader(
            _shell.Object,
            async (node, command, input, cancellation) =>
            {
                Assert.Equal("docker load", command);
                using var sent = new MemoryStream();
                await input(sent, cancellation);
                var names = await Archives.NamesIn(sent);
                lock (_sent)
                {
                    _sent[node.Name] = names;
                }

                return answer ?? new ShellAnswer(0, "Loaded image: shop/web:1", "");
            },
            line =>
            {
                lock (_said)
                {
                    _said.Add(line);
                }
            }
        ).LoadAsync(await ImageArchive.OpenAsync(Archives.Two(_directory), default), _nodes[..nodes], default);

    private void Has(string name, params string[] lines)
    {
        var node = _nodes.Single(one => one.Name == name);
        _shell
            .Setup(shell => shell.RunAsync(node, NodeImages.List, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ShellAnswer(0, string.Join('\n', lines), ""));
    }

    private string[] Said() => [.. _said.Select(line => Seconds().Replace(line, "after N s")).Order(StringComparer.Ordinal)];

    private static Node NodeOf(string name) => new(name, "worker", "10.0.0.1", "192.0.2.1", new SshLine([], 22, "admin", "192.0.2.1"));

    [GeneratedRegex(@"after [0-9.]+ s$")]
    private static partial Regex Seconds();
}
