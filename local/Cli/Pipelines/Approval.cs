using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>Who approved a pull request as it was merged, and when: a report that was made later is not what was approved.</summary>
/// <param name="Time">When.</param>
/// <param name="By">Who approved its last commit last; null: it was merged without any review, and the merge is the approval.</param>
internal sealed record Approval(DateTimeOffset Time, string? By)
{
    // A comment decides nothing; one that was dismissed was a decision, and is none any more.
    private static readonly string[] _decisions = ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"];

    /// <summary>The last approval of its last commit that stands, by somebody who may write to the repository; null: it was reviewed, and that commit was not approved.</summary>
    public static async Task<Approval?> FindAsync(GitHub gitHub, MergedRequest request)
    {
        var isReviewed = false;
        Dictionary<string, Decision> latest = [];
        await foreach (
            var review in gitHub.Client.ListAsync(
                $"{gitHub.Repository}/pulls/{request.Number}/reviews?per_page=100",
                MergedRequest.Permission
            )
        )
        {
            var state = review.GetProperty("state").GetString()!;
            if (!_decisions.Contains(state))
            {
                continue;
            }

            var time = review.GetProperty("submitted_at").GetDateTimeOffset();
            // What was merged is approved no more. An objection is heard at any time.
            if (state == "APPROVED" && time > request.Merged)
            {
                continue;
            }

            // An account that was deleted has no name: somebody has reviewed, and nobody can say who.
            if (review.GetProperty("user") is not { ValueKind: JsonValueKind.Object } user)
            {
                isReviewed = true;
                continue;
            }

            // A machine decides nothing.
            if (user.GetProperty("type").GetString() != "User")
            {
                continue;
            }

            // Whoever it was: somebody who may not write any more has reviewed all the same.
            isReviewed = true;
            var login = user.GetProperty("login").GetString()!;
            if (!latest.TryGetValue(login, out var before) || time >= before.Time)
            {
                latest[login] = new Decision(login, state, review.GetProperty("commit_id").GetString(), time);
            }
        }

        return isReviewed ? await StandingAsync(gitHub, request, latest.Values) : new Approval(request.Merged, null);
    }

    private static async Task<Approval?> StandingAsync(GitHub gitHub, MergedRequest request, IEnumerable<Decision> decisions)
    {
        Approval? last = null;
        foreach (var (login, state, commit, time) in decisions.OrderBy(one => one.Time))
        {
            var isObjection = state == "CHANGES_REQUESTED";
            var isApproval = state == "APPROVED" && commit == request.Head;
            // Anybody may review what is public.
            if (!(isObjection || isApproval) || !await MayWriteAsync(gitHub, login))
            {
                continue;
            }

            last = isApproval
                ? new Approval(time, login)
                : throw new RefusedCommandException(
                    $"{login}, who may write to the repository, has requested changes to pull request {request.Number}, which brought the commit {gitHub.Commit}, and has not approved it since, so no report was approved. {ApprovedReport.ByHand}"
                );
        }

        return last;
    }

    private static async Task<bool> MayWriteAsync(GitHub gitHub, string login) =>
        (
            await gitHub.Client.GetAsync(
                $"{gitHub.Repository}/collaborators/{Uri.EscapeDataString(login)}/permission",
                "the right to see who may write: the token of a workflow always has it, and a person's token has it where that person may push"
            )
        )
            .GetProperty("permission")
            .GetString()
            is "admin"
                or "write";

    private sealed record Decision(string Login, string State, string? Commit, DateTimeOffset Time);
}
