using System.Runtime.CompilerServices;
using System.Text;
using Review.Plans;
using Review.Reports;

namespace Tests.Review;

/// <summary>
/// The inputs in Inputs/, which the genuine CLI printed for an earlier state of this program, and, as local-NAME, ./swarm preview --json --show-sames for today's; scripts and
/// outputs of resources are shortened.
/// </summary>
internal static class ReviewInput
{
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder(), "*.stream.jsonl").Select(file => Path.GetFileName(file).Split('.')[0]).Order();

    public static byte[] Digest(string name) => File.ReadAllBytes(Path.Combine(Folder(), $"{name}.json"));

    public static byte[] Stream(string name) => File.ReadAllBytes(Path.Combine(Folder(), $"{name}.stream.jsonl"));

    /// <summary>A stream of events that names only what changes, as a digest does.</summary>
    public static byte[] WithoutWhatStays(byte[] stream) =>
        Encoding.UTF8.GetBytes(
            string.Concat(
                Encoding
                    .UTF8.GetString(stream)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(line =>
                        !line.Contains("\"op\":\"same\"", StringComparison.Ordinal)
                        || line.Contains("pulumi:pulumi:Stack::", StringComparison.Ordinal)
                    )
                    .Select(line => $"{line}\n")
            )
        );

    public static Plan Read(byte[] input) => PlanReader.Read(input, "plan.json");

    public static ChangeReview Review(byte[] input) => ChangeReview.Of(Read(input));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Inputs");
}
