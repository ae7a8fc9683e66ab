namespace Local.Cli.Pipelines;

/// <summary>A project on a code host, as a job of its pipelines sees it.</summary>
internal interface ICodeHost : IDisposable
{
    /// <summary>The commit that was checked out.</summary>
    string Commit { get; }

    /// <summary>Where this run is seen; null: not known.</summary>
    string? Run { get; }

    /// <summary>Its issues.</summary>
    IIssues Issues { get; }

    /// <summary>That on which the job runs.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="words">Where it says that it waits.</param>
    static ICodeHost Of(Variables variables, TextWriter words) =>
        variables.Of("GITLAB_CI") is null ? new GitHub(variables, Task.Delay, words) : new GitLab(variables, Task.Delay, words);

    /// <summary>The comments on a pull request, or merge request.</summary>
    /// <param name="request">Its number; null: that of the run.</param>
    /// <param name="commit">The commit that the comment is about; null: the last one of the pull request.</param>
    IComments CommentsOn(int? request, string? commit);
}
