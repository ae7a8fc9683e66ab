using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>The pull request that brought a commit to a branch.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Head">Its last commit.</param>
/// <param name="Merged">When it was merged.</param>
internal sealed record MergedRequest(int Number, string Head, DateTimeOffset Merged)
{
    /// <summary>The permission to see it and its reviews.</summary>
    public const string Permission = "the permission pull-requests: read";

    /// <summary>That which brought the commit of this run to its branch; null: none did.</summary>
    public static async Task<MergedRequest?> FindAsync(GitHub gitHub)
    {
        var (commit, branch) = (gitHub.Commit, gitHub.Branch);
        await foreach (
            var request in gitHub.Client.ListAsync(
                $"{gitHub.Repository}/commits/{Uri.EscapeDataString(commit)}/pulls?per_page=100",
                Permission
            )
        )
        {
            // Others may hold the commit too, such as one to a release branch.
            if (
                request.GetProperty("merged_at") is { ValueKind: JsonValueKind.String } merged
                && request.GetProperty("merge_commit_sha").GetString() == commit
                && request.GetProperty("base").GetProperty("ref").GetString() == branch
            )
            {
                return new MergedRequest(
                    request.GetProperty("number").GetInt32(),
                    request.GetProperty("head").GetProperty("sha").GetString()!,
                    merged.GetDateTimeOffset()
                );
            }
        }

        return null;
    }
}
