using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>The report that was approved with a pull request: the artifact of its preview.</summary>
/// <param name="Text">The report in JSON.</param>
/// <param name="Source">Where it comes from, in a sentence.</param>
internal sealed record ApprovedReport(string Text, string Source)
{
    /// <summary>The file in the artifact.</summary>
    public const string File = "review.json";

    /// <summary>What can be done where no report was approved.</summary>
    public const string ByHand = "To deploy without one, start the deployment by hand: then its own report is what is approved.";

    private const string Workflow = ".github/workflows/preview.yml";
    private const string ReadActions = "the permission actions: read";

    /// <summary>The name of the artifact, in which no slash may be.</summary>
    public static string ArtifactOf(string stack, int request) => $"swarm-review-{stack.Replace('/', '-')}-{request}";

    /// <summary>Finds the newest report on the last commit of the pull request that brought this commit which was there when that was approved.</summary>
    public static async Task<ApprovedReport> FindAsync(GitHub gitHub, string stack)
    {
        var commit = gitHub.Commit;
        var request = await MergedRequest.FindAsync(gitHub)
            ?? throw new RefusedCommandException(
                $"no merged pull request has brought the commit {commit} to the branch {gitHub.Branch}, so nothing was approved. {ByHand}"
            );
        var approval = await Approval.FindAsync(gitHub, request)
            ?? throw new RefusedCommandException(
                $"pull request {request.Number}, which brought the commit {commit}, was reviewed, but nobody who may write to the repository has approved its last commit {request.Head}, so no report was approved. {ByHand}"
            );
        var name = ArtifactOf(stack, request.Number);
        var (found, others) = await NewestAsync(gitHub, name, request, approval);
        if (found is not { } artifact)
        {
            throw new RefusedCommandException(
                $"pull request {request.Number}, which brought the commit {commit}, has no artifact {name} of its last commit {request.Head}, so no report was approved.{others} {ByHand}"
            );
        }

        var zip = await gitHub.Client.DownloadAsync(
            $"{gitHub.Repository}/actions/artifacts/{artifact.GetProperty("id").GetInt64()}/zip",
            ReadActions
        );
        return new ApprovedReport(
            Unzipped(zip, name),
            $"the artifact {name} of run {artifact.GetProperty("workflow_run").GetProperty("id").GetInt64()}, for pull request {request.Number} at commit {request.Head}, {(approval.By is { } reviewer ? $"approved by {reviewer}" : "merged without a review")}"
        );
    }

    private static async Task<(JsonElement? Artifact, string Others)> NewestAsync(
        GitHub gitHub,
        string name,
        MergedRequest request,
        Approval approval
    )
    {
        List<JsonElement> candidates = [];
        var others = "";
        await foreach (
            var artifact in gitHub.Client.ListAsync(
                $"{gitHub.Repository}/actions/artifacts?name={Uri.EscapeDataString(name)}&per_page=100",
                ReadActions,
                "artifacts"
            )
        )
        {
            if (
                artifact.GetProperty("workflow_run") is not { ValueKind: JsonValueKind.Object } run
                || run.GetProperty("head_sha").GetString() != request.Head
            )
            {
                continue;
            }

            var made = artifact.GetProperty("created_at").GetDateTimeOffset();
            // What a fork's run left may have been written by anybody; a fork that was deleted has no number.
            if (
                run.GetProperty("head_repository_id") is not { ValueKind: JsonValueKind.Number } from
                || from.GetInt64() != run.GetProperty("repository_id").GetInt64()
            )
            {
                others = " One is there that a fork's run has left, which is not trusted.";
            }
            else if (artifact.GetProperty("expired").GetBoolean())
            {
                others = " One was there, and has expired.";
            }
            else if (made > request.Merged)
            {
                others = " One is there that was made after the merge, which nobody has approved.";
            }
            else if (made > approval.Time)
            {
                others = $" One is there that was made after the approval by {approval.By}, and that nobody has approved since.";
            }
            else
            {
                candidates.Add(artifact);
            }
        }

        foreach (var artifact in candidates.OrderByDescending(one => one.GetProperty("created_at").GetDateTimeOffset()))
        {
            var id = artifact.GetProperty("workflow_run").GetProperty("id").GetInt64();
            var run = await gitHub.Client.GetAsync($"{gitHub.Repository}/actions/runs/{id}", ReadActions);
            // Any workflow of a branch may leave an artifact of this name. The path may be followed by @ and where it was read.
            var (path, started) = ($"{run.GetProperty("path")}".Split('@')[0], $"{run.GetProperty("event")}");
            if (path == Workflow && started == "pull_request")
            {
                return (artifact, "");
            }

            others = $" One is there that {path} has left, started by {started}; only what {Workflow} leaves for a pull request counts.";
        }

        return (null, others);
    }

    private static string Unzipped(byte[] zip, string name)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip));
            var entry = archive.GetEntry(File)
                ?? throw new RefusedCommandException(
                    $"the artifact {name} holds no {File}, but {string.Join(", ", archive.Entries.Take(10).Select(other => other.FullName))}. Upload what ./swarm review --format json printed under that name."
                );
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (InvalidDataException broken)
        {
            throw new CodeHostException(
                $"The artifact {name} is no ZIP file: {broken.Message.TrimEnd('.')}. Start the command again.",
                cause: broken
            );
        }
    }
}
