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

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return
        [
            .. from item in nodes.AsList
            where item.Kind == PropertyKind.Map && !item.ContainsUnknowns
            let node = item.AsMap
            select new Node(
                node["name"].AsString,
                node["role"].AsString,
                node["privateAddress"].AsString,
                node["publicAddress"].AsString,
                SshLine.Parse(node["ssh"].AsString, home)
            ),
        ];
    }
}
