namespace Local.Cli.Pipelines;

/// <summary>The comments on one pull request, or merge request.</summary>
internal interface IComments
{
    /// <summary>What it is called, such as <c>pull request 7</c>.</summary>
    string Place { get; }

    /// <summary>The commit that it is about.</summary>
    string Commit { get; }

    /// <summary>The last commit that the pull request has now.</summary>
    Task<string> NewestCommitAsync();

    /// <summary>The comment of this same author that begins with the marker; null: there is none.</summary>
    Task<string?> FindAsync(string marker);

    Task CreateAsync(string body);

    Task UpdateAsync(string comment, string body);
}
