using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>Who approved a pull request as it was merged, and when: a report that was made later is not what was approved.</summary>
/// <param name="Time">When.</param>
/// <param name="By">Who approved its last commit last; null: it was merged without any review, and the merge is the approval.</param>
internal sealed record Approval(DateTimeOffset Time, string? By)
{
    // A comment decides nothing; one that was dismissed was a decision, and is none any more.
    private static readonly string[] _decisions = ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"];

    /// <summary>The last approval of its last commit by somebody who may write to the repository; null: it was reviewed, and that commit was not approved.</summary>
    public static async Task<Approval?> FindAsync(GitHub gitHub, MergedRequest request)
    {
        Dictionary<string, bool> mayWrite = [];
        var isReviewed = false;
        Approval? last = null;
        await foreach (
            var review in gitHub.Client.ListAsync(
                $"{gitHub.Repository}/pulls/{request.Number}/reviews?per_page=100",
                MergedRequest.Permission
            )
        )
        {
            // Anybody may review what is public. An account that was deleted has no name, and a machine decides nothing.
            if (
                !_decisions.Contains(review.GetProperty("state").GetString())
                || review.GetProperty("user") is not { ValueKind: JsonValueKind.Object } user
                || user.GetProperty("type").GetString() != "User"
            )
            {
                continue;
            }

            var login = user.GetProperty("login").GetString()!;
            if (!mayWrite.TryGetValue(login, out var counts))
            {
                mayWrite[login] = counts = await MayWriteAsync(gitHub, login);
            }

            if (!counts)
            {
                continue;
            }

            isReviewed = true;
            if (
                review.GetProperty("state").GetString() == "APPROVED"
                && review.GetProperty("commit_id").GetString() == request.Head
                && review.GetProperty("submitted_at").GetDateTimeOffset() is var time
                && (last is null || time > last.Time)
            )
            {
                last = new Approval(time, login);
            }
        }

        return isReviewed ? last : new Approval(request.Merged, null);
    }

    private static async Task<bool> MayWriteAsync(GitHub gitHub, string login) =>
        (
            await gitHub.Client.GetAsync(
                $"{gitHub.Repository}/collaborators/{Uri.EscapeDataString(login)}/permission",
                "the permission metadata: read"
            )
        )
            .GetProperty("permission")
            .GetString()
            is "admin"
                or "write";
}
