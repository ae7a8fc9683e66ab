using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Load;

/// <summary>Runs a command on a node with what is written to it as its input.</summary>
internal delegate Task<ShellAnswer> SendToNode(
    Node node,
    string command,
    Func<Stream, CancellationToken, Task> input,
    CancellationToken cancellation
);

/// <summary>Brings images to nodes, to all of them at once, and to each only what it lacks where that can be known.</summary>
/// <param name="shell">Asks the nodes what they have.</param>
/// <param name="send">Sends.</param>
/// <param name="say">Takes one line for each step.</param>
internal sealed class ImageLoader(INodeShell shell, SendToNode send, Action<string> say)
{
    /// <summary>False when a node did not get them; why not was said.</summary>
    public async Task<bool> LoadAsync(ImageArchive archive, IReadOnlyList<Node> nodes, CancellationToken cancellation) =>
        (await Task.WhenAll(nodes.Select(node => TryAsync(archive, node, cancellation)))).All(loaded => loaded);

    private async Task<bool> TryAsync(ImageArchive archive, Node node, CancellationToken cancellation)
    {
        try
        {
            await LoadAsync(archive, node, cancellation);
            return true;
        }
        catch (Exception failed) when (failed is CheckFailedException or IOException or JsonException)
        {
            say(failed is CheckFailedException ? failed.Message : $"{node.Name}: {failed.Message}");
            return false;
        }
    }

    private async Task LoadAsync(ImageArchive archive, Node node, CancellationToken cancellation)
    {
        var answer = await shell.RunAsync(node, NodeImages.List, cancellation);
        if (answer.ExitCode != 0)
        {
            throw new CheckFailedException($"{node.Name}: Docker does not say which images it has: {Word(answer)}");
        }

        var there = NodeImages.Parse(answer.Output);
        if (archive.Images.Count > 0 && archive.Images.All(there.Has))
        {
            say($"{node.Name}: has {Names(archive)} already");
            return;
        }

        var known = archive.LayersFor(there.Chains);
        var layers = archive.Images.SelectMany(image => image.Layers).Select(layer => layer.File).ToHashSet(StringComparer.Ordinal);
        var size = Size(archive.SizeWithout(known));
        say(
            known.Count == 0
                ? $"{node.Name}: sending {size}"
                : $"{node.Name}: sending {size}, {layers.Count(file => !known.Contains(file))} of {layers.Count} layers; it has the others"
        );
        var watch = Stopwatch.StartNew();
        var loaded = await send(node, "docker load", (input, stop) => archive.CopyAsync(input, known, stop), cancellation);
        if (loaded.ExitCode != 0)
        {
            throw new CheckFailedException($"{node.Name}: docker load failed: {Word(loaded)}");
        }

        say(string.Create(CultureInfo.InvariantCulture, $"{node.Name}: has {Names(archive)} after {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    private static string Names(ImageArchive archive) =>
        archive.Images.SelectMany(image => image.Names.DefaultIfEmpty(image.Id)).ToArray() is { Length: > 0 } names
            ? string.Join(", ", names)
            : "the images";

    private static string Size(long bytes) =>
        bytes < 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private static string Word(ShellAnswer answer) =>
        new[] { answer.Error, answer.Output, $"exit code {answer.ExitCode}" }.First(text => text.Length > 0);
}
