namespace Local.Cli.Nodes;

/// <summary>A node whose virtual machine should run and does not.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="MachineId">Its machine's id.</param>
internal sealed record StoppedNode(string Name, string MachineId)
{
    /// <summary>A sentence that goes on with what starts them.</summary>
    public static string Sentence(IEnumerable<StoppedNode> stopped) =>
        $"Stopped: the virtual machines of {string.Join(", ", stopped.Select(node => node.Name).Order(StringComparer.Ordinal))}.";
}
