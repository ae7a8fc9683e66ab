using System.Text.Json;

namespace Local.Cli.Load;

/// <summary>What a node has of images already.</summary>
internal sealed class NodeImages
{
    /// <summary>Prints how the engine keeps images, then a line for each. An image that goes meanwhile is no error.</summary>
    public const string List = """
        set -eu
        docker info --format '{{json .DriverStatus}}'
        docker image ls --all --quiet --no-trunc | sort -u |
          xargs -r docker image inspect --format '{"Id":{{json .Id}},"Names":{{json .RepoTags}},"Layers":{{json .RootFS.Layers}}}' 2>/dev/null || true
        """;

    // Such an engine keeps layers compressed, and wants each that an archive names.
    private const string Containerd = "io.containerd.snapshotter";

    private readonly bool _keepsChains;
    private readonly Dictionary<string, IReadOnlySet<string>> _names;

    private NodeImages(bool keepsChains, Dictionary<string, IReadOnlySet<string>> names, IReadOnlySet<string> chains) =>
        (_keepsChains, _names, Chains) = (keepsChains, names, chains);

    /// <summary>The layers that need not be sent again, each with all below it (<see cref="ImageArchive.ChainOf"/>); none where that cannot be known.</summary>
    public IReadOnlySet<string> Chains { get; }

    /// <summary>Reads what <see cref="List"/> printed.</summary>
    public static NodeImages Parse(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var keepsChains = lines.Length > 0 && !lines[0].Contains(Containerd, StringComparison.Ordinal);
        Dictionary<string, IReadOnlySet<string>> names = new(StringComparer.Ordinal);
        HashSet<string> chains = new(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            using var image = JsonDocument.Parse(line);
            names[image.RootElement.GetProperty("Id").GetString()!] = Texts(image.RootElement, "Names").ToHashSet(StringComparer.Ordinal);
            var chain = "";
            foreach (var layer in Texts(image.RootElement, "Layers"))
            {
                chain = chain.Length == 0 ? layer : $"{chain} {layer}";
                chains.Add(chain);
            }
        }

        return new NodeImages(keepsChains, names, keepsChains ? chains : new HashSet<string>());
    }

    /// <summary>Whether the node has this very image under all of its names.</summary>
    public bool Has(ArchivedImage image) => _keepsChains && _names.TryGetValue(image.Id, out var names) && image.Names.All(names.Contains);

    private static IEnumerable<string> Texts(JsonElement image, string key) =>
        image.GetProperty(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(text => text.GetString()!) : [];
}
