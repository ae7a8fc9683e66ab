using System.Text.Json;
using Local.Cli.Load;
using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli;

/// <summary>A stack that the Pulumi CLI runs: what <c>pulumi stack output --json</c> or <c>pulumi stack export</c> prints of it.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Endpoints">What can be opened.</param>
/// <param name="Declared">What it declares to run on the swarm; null: outputs alone do not say.</param>
internal sealed record PulumiOutputs(IReadOnlyList<Node> Nodes, IReadOnlyList<string> Endpoints, Declared? Declared)
{
    /// <summary>Reads a file; <c>-</c> is standard input.</summary>
    public static async Task<PulumiOutputs> ReadAsync(string file) =>
        Parse(
            file == "-" ? await Console.In.ReadToEndAsync()
            : ImageSource.FileOf(file) is { } path ? await File.ReadAllTextAsync(path)
            : throw new RefusedCommandException(
                $"there is no file {file}; `pulumi stack output --json >{file}` or `pulumi stack export >{file}` writes it"
            )
        );

    /// <summary>The nodes of a stack: as a file has them, or, without one, as the runner's state does.</summary>
    public static async Task<IReadOnlyList<Node>> NodesAsync(LocalStack stack, string? file) =>
        file is null ? stack.Nodes() : (await ReadAsync(file)).Nodes;

    /// <summary>Reads what the Pulumi CLI printed.</summary>
    public static PulumiOutputs Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var exported = Resources(document.RootElement);
            var outputs = exported is null
                ? document.RootElement
                : exported
                    .Where(resource => Text(resource, "type") == "pulumi:pulumi:Stack")
                    .Select(stack => At(stack, "outputs"))
                    .FirstOrDefault();
            return Node.In(outputs) is { Count: > 0 } nodes
                ? new(nodes, Texts(At(outputs, "endpoints")), exported is null ? null : DeclaredIn(exported, nodes))
                : throw new RefusedCommandException(
                    "the outputs name no nodes; are they those of `pulumi stack output --json` or `pulumi stack export`?"
                );
        }
        catch (JsonException)
        {
            throw new RefusedCommandException(
                "the outputs are no JSON; are they those of `pulumi stack output --json` or `pulumi stack export`?"
            );
        }
    }

    private static IReadOnlyList<JsonElement>? Resources(JsonElement root) =>
        At(At(root, "deployment"), "resources") is { ValueKind: JsonValueKind.Array } resources ? [.. resources.EnumerateArray()] : null;

    // Names only: the rest may be secret, and encrypted.
    private static Declared DeclaredIn(IReadOnlyList<JsonElement> resources, IReadOnlyList<Node> nodes)
    {
        var live = resources.Where(resource => At(resource, "delete").ValueKind != JsonValueKind.True).ToList();
        return new(
            [
                .. live.Where(resource => Text(resource, "type") == Declared.ServiceType)
                    .Select(resource => new DeclaredService(
                        Named(resource),
                        Text(At(resource, "inputs"), "name") ?? Named(resource),
                        null,
                        null
                    )),
            ],
            [
                .. live.Where(resource => Text(resource, "type") == Declared.ContainerType)
                    .Select(resource => new DeclaredContainer(
                        Text(At(resource, "inputs"), "name") ?? Named(resource),
                        Declared.NodeAt(HostOf(resource, live), nodes)
                    )),
            ]
        );
    }

    // A resource names its provider by URN and id.
    private static string? HostOf(JsonElement container, IReadOnlyList<JsonElement> resources) =>
        Text(container, "provider") is { } provider
        && resources.FirstOrDefault(resource => provider.StartsWith($"{Text(resource, "urn")}::", StringComparison.Ordinal))
            is { ValueKind: JsonValueKind.Object } engine
            ? Text(At(engine, "inputs"), "host")
            : null;

    private static string Named(JsonElement resource) => Text(resource, "urn")!.Split("::")[^1];

    private static JsonElement At(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        At(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString()).OfType<string>()] : [];
}
