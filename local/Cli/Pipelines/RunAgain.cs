namespace Local.Cli.Pipelines;

/// <summary>A deployment that is run again deploys the commit that it once began with. That must still be the newest one.</summary>
internal static class RunAgain
{
    /// <summary>Whether this is not the first attempt of a run of GitHub Actions.</summary>
    public static bool Is(Variables variables) => variables.Of("GITHUB_RUN_ATTEMPT") is { } attempt && attempt != "1";

    /// <summary>Refuses a commit that is not the head of its branch any more.</summary>
    public static async Task RefuseOldAsync(GitHub gitHub)
    {
        var branch = gitHub.Branch;
        var reference = await gitHub.Client.GetAsync(
            $"{gitHub.Repository}/git/ref/heads/{string.Join('/', branch.Split('/').Select(Uri.EscapeDataString))}",
            "the permission contents: read"
        );
        var newest = reference.GetProperty("object").GetProperty("sha").GetString();
        if (newest != gitHub.Commit)
        {
            throw new RefusedCommandException(
                $"this run was started again, and its commit {gitHub.Commit} is not the newest of the branch {branch} any more, which is {newest}: it would take back what has come since. Start the deployment of {newest} instead. To go back, revert the change in a pull request."
            );
        }
    }
}
