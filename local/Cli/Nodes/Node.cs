using System.Text.Json;
using Local.Providers.Contract;

namespace Local.Cli.Nodes;

/// <summary>A node, as the stack's outputs describe it.</summary>
internal sealed record Node(string Name, string Role, string PrivateAddress, string PublicAddress, SshLine Ssh)
{
    /// <summary>The nodes in the outputs, in their order; none when the stack has no nodes yet.</summary>
    public static IReadOnlyList<Node> In(PropertyMap outputs)
    {
        var nodes = outputs["nodes"];
        if (nodes.Kind != PropertyKind.List)
        {
            return [];
        }

        return
        [
            .. from item in nodes.AsList
            where item.Kind == PropertyKind.Map && !item.ContainsUnknowns
            let node = item.AsMap
            select Of(key => node[key].AsString),
        ];
    }

    /// <summary>The same, as <c>pulumi stack output --json</c> prints them.</summary>
    public static IReadOnlyList<Node> In(JsonElement outputs) =>
        outputs.ValueKind == JsonValueKind.Object
        && outputs.TryGetProperty("nodes", out var nodes)
        && nodes.ValueKind == JsonValueKind.Array
        && nodes.EnumerateArray().All(node => node.ValueKind == JsonValueKind.Object)
            ? [.. nodes.EnumerateArray().Select(node => Of(key => node.GetProperty(key).GetString()!))]
            : [];

    private static Node Of(Func<string, string> value) =>
        new(
            value("name"),
            value("role"),
            value("privateAddress"),
            value("publicAddress"),
            SshLine.Parse(value("ssh"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))
        );
}
