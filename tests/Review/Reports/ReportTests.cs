using Review.Reports;
using Snapshooter;
using Snapshooter.Xunit;

namespace Tests.Review.Reports;

/// <summary>What a reviewer is shown of a change; every report is read when it changes.</summary>
public sealed class ReportTests
{
    private const string Note =
        "The plan came as a stream of events, which names no dependencies between resources: what depends on a change without being changed itself is not shown.";

    public static TheoryData<string> Samples => [.. ReviewInput.Names];

    public static TheoryData<string> Written => [.. Changes.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_the_genuine_CLI_printed(string name) => AssertReports(name, ReviewInput.Digest(name), ReviewInput.Stream(name));

    [Theory]
    [MemberData(nameof(Written))]
    public void What_was_written_in_its_forms(string name) => AssertReports(name, Changes.All[name].Digest(), Changes.All[name].Stream());

    [Theory]
    [InlineData("local-network-rename")]
    [InlineData("local-image-change")]
    [InlineData("local-delete-node")]
    public void What_the_local_preview_printed(string name)
    {
        var review = ReviewInput.Review(ReviewInput.Digest(name));
        MarkdownReport.Render(review).MatchSnapshot(new SnapshotFullName($"{name}.md.snap", Folder()));
        TextReport.Render(review).MatchSnapshot(new SnapshotFullName($"{name}.txt.snap", Folder()));
    }

    [Fact]
    public void Where_both_forms_name_what_stays_the_reports_are_alike_too()
    {
        var (one, other) = (ReviewInput.Review(LargeSwarm.Fifty().Digest()), ReviewInput.Review(LargeSwarm.Fifty().Stream()));

        Assert.Equal(TextReport.Render(one), TextReport.Render(other).Replace($"\nNote: {Note}\n", "", StringComparison.Ordinal));
        Assert.Equal(MarkdownReport.Render(one), MarkdownReport.Render(other).Replace($"\n{Note}\n", "", StringComparison.Ordinal));
        Assert.Equal(
            HtmlReport.Render(one),
            HtmlReport.Render(other).Replace($"<p class=\"hint\">{Note}</p>\n", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_refresh_shows_what_was_found_changed() =>
        MarkdownReport.Render(ReviewInput.Review(ReviewInput.Digest("refresh"))).MatchSnapshot();

    [Fact]
    public void The_report_for_programs() => JsonReport.Render(ReviewInput.Review(ReviewInput.Digest("config-replace"))).MatchSnapshot();

    // The digest's report is the snapshot; the stream's is the same but for the note, where it names no more than the digest does.
    private static void AssertReports(string name, byte[] digest, byte[] stream)
    {
        var (one, other) = (ReviewInput.Review(digest), ReviewInput.Review(ReviewInput.WithoutWhatStays(stream)));

        Assert.Equal(TextReport.Render(one), TextReport.Render(other with { Notes = one.Notes }));
        Assert.Equal(MarkdownReport.Render(one), MarkdownReport.Render(other with { Notes = one.Notes }));
        Assert.Equal([.. one.Notes, Note], other.Notes);
        MarkdownReport.Render(one).MatchSnapshot(new SnapshotFullName($"{name}.md.snap", Folder()));
        TextReport.Render(one).MatchSnapshot(new SnapshotFullName($"{name}.txt.snap", Folder()));
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
