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

    private const string ReadPulls = "the permission pull-requests: read";
    private const string ReadActions = "the permission actions: read";
    private const string ByHand = "To deploy without one, start the deployment by hand: then its own report is what is approved.";

    /// <summary>The name of the artifact.</summary>
    public static string ArtifactOf(string stack) => $"swarm-review-{stack.Replace('/', '-')}";

    /// <summary>Finds the newest report on the last commit of the pull request that brought this commit.</summary>
    public static async Task<ApprovedReport> FindAsync(GitHub gitHub, string stack)
    {
        var commit = gitHub.Commit;
        var request = await MergedAsync(gitHub, commit)
            ?? throw new RefusedCommandException(
                $"no merged pull request has brought the commit {commit}, so nothing was approved. {ByHand}"
            );
        var number = request.GetProperty("number").GetInt32();
        var head = request.GetProperty("head").GetProperty("sha").GetString()!;
        var name = ArtifactOf(stack);
        var merged = request.GetProperty("merged_at").GetDateTimeOffset();
        JsonElement? newest = null;
        var others = "";
        await foreach (
            var artifact in gitHub.Client.ListAsync(
                $"{gitHub.Repository}/actions/artifacts?name={Uri.EscapeDataString(name)}&per_page=100",
                ReadActions,
                "artifacts"
            )
        )
        {
            if (artifact.GetProperty("workflow_run") is not { ValueKind: JsonValueKind.Object } run || TextOf(run, "head_sha") != head)
            {
                continue;
            }

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
            else if (artifact.GetProperty("created_at").GetDateTimeOffset() > merged)
            {
                others = " One is there that was made after the merge, which nobody has approved.";
            }
            else if (
                newest is not { } known
                || artifact.GetProperty("created_at").GetDateTimeOffset() > known.GetProperty("created_at").GetDateTimeOffset()
            )
            {
                newest = artifact;
            }
        }

        if (newest is not { } found)
        {
            throw new RefusedCommandException(
                $"pull request {number}, which brought the commit {commit}, has no artifact {name} of its last commit {head}, so no report was approved.{others} {ByHand}"
            );
        }

        var zip = await gitHub.Client.DownloadAsync(
            $"{gitHub.Repository}/actions/artifacts/{found.GetProperty("id").GetInt64()}/zip",
            ReadActions
        );
        return new ApprovedReport(
            Unzipped(zip, name),
            $"the artifact {name} of run {found.GetProperty("workflow_run").GetProperty("id").GetInt64()}, for pull request {number} at commit {head}"
        );
    }

    private static async Task<JsonElement?> MergedAsync(GitHub gitHub, string commit)
    {
        await foreach (
            var request in gitHub.Client.ListAsync(
                $"{gitHub.Repository}/commits/{Uri.EscapeDataString(commit)}/pulls?per_page=100",
                ReadPulls
            )
        )
        {
            // Others may hold the commit too, such as one to a release branch.
            if (TextOf(request, "merged_at") is not null && TextOf(request, "merge_commit_sha") == commit)
            {
                return request;
            }
        }

        return null;
    }

    private static string? TextOf(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

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
