namespace Local.Cli.Look;

/// <summary>Docker's words as a person says them.</summary>
internal static class SwarmWords
{
    /// <summary>How an update went; empty: there is nothing to say.</summary>
    public static string OfUpdate(string? state) =>
        state switch
        {
            null or "completed" => "",
            ServiceRow.Updating => "under way",
            ServiceRow.Paused => "paused",
            ServiceRow.RollingBack => "rolling back",
            ServiceRow.RollbackPaused => "rollback paused",
            ServiceRow.RolledBack => "rolled back",
            _ => state,
        };
}
