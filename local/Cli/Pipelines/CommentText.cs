namespace Local.Cli.Pipelines;

/// <summary>A report as a comment or an issue: found again by its first line, which nobody sees.</summary>
internal static class CommentText
{
    private const string Gap = "\n\n";

    /// <summary>The first line of the one comment on the stack.</summary>
    public static string Marker(string what, string stack) => $"<!-- swarm {what}: {Uri.EscapeDataString(stack)} -->";

    /// <summary>The whole text, marked with the commit below its first paragraph, where whoever reads the verdict sees what it is about.</summary>
    /// <param name="marker">Its first line.</param>
    /// <param name="report">The report in Markdown, which begins with a heading.</param>
    /// <param name="commit">The commit that it is about.</param>
    /// <param name="whole">Where the whole report is; null: not known.</param>
    /// <param name="run">Where the run is seen; null: not known.</param>
    public static string Of(string marker, string report, string commit, string? whole, string? run)
    {
        var end = report.IndexOf(Gap, StringComparison.Ordinal);
        return $"{marker}\n{report[..end]}{Gap}Preview of commit {commit}.{Link("The whole report", whole)}{Link("The run", run)}{report[end..].TrimEnd('\n')}\n";
    }

    /// <summary>A sentence that is a link; none where its target is not known.</summary>
    public static string Link(string words, string? target) => target is null ? "" : $" [{words}]({target}).";
}
