namespace Local.Cli.Look;

/// <summary>The script <c>look.sh</c>, as it is sent to a node.</summary>
internal static class LookScript
{
    // For each request to the engine: one that stops answering half-way is told from one that is off.
    private const int LimitSeconds = 10;

    private static readonly string _text = Read();

    /// <param name="forTheSwarm">Whether the node is also asked what the swarm holds.</param>
    public static string Of(bool forTheSwarm) => $"LIMIT={LimitSeconds}\nOBJECTS={(forTheSwarm ? "yes" : "no")}\n{_text}";

    private static string Read()
    {
        using var stream = typeof(LookScript).Assembly.GetManifestResourceStream("look.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
