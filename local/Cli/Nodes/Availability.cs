namespace Local.Cli.Nodes;

/// <summary>Whether a node is given tasks, in docker's words.</summary>
internal static class Availability
{
    /// <summary>As a person says it.</summary>
    public static string InWords(string availability) =>
        availability switch
        {
            "drain" => "drained",
            "pause" => "paused",
            _ => availability,
        };
}
