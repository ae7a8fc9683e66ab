namespace Local.Cli.Pipelines;

/// <summary>The issues of one project.</summary>
internal interface IIssues
{
    /// <summary>The number of the open issue of this same author that begins with the marker; null: there is none.</summary>
    Task<string?> FindAsync(string marker);

    /// <summary>Opens one.</summary>
    /// <returns>Its number.</returns>
    Task<string> OpenAsync(string title, string body);

    Task UpdateAsync(string issue, string body);

    Task CloseAsync(string issue);

    /// <summary>Adds a comment.</summary>
    Task SayAsync(string issue, string word);
}
