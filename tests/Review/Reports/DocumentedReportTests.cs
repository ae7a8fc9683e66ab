using Review.Pictures;
using Review.Reports;
using Tests.Infra;

namespace Tests.Review.Reports;

/// <summary>The reports and pictures in the documentation are what the program makes today.</summary>
public sealed class DocumentedReportTests
{
    // To write them anew: eng/review-pictures, or WRITE_DOCS=1 dotnet test --filter DocumentedReportTests without the screenshots.
    private static readonly bool _isWriting = Environment.GetEnvironmentVariable("WRITE_DOCS") == "1";

    [Fact]
    public void The_comment() =>
        AssertCurrent(
            "docs/review-report.md",
            $"""
            <!-- Written by a test: see CONTRIBUTING.md. -->
            This is the comment on a pull request that renames the overlay network of the first stack file, made with `./swarm review --format markdown` from what `./swarm preview --json --show-sames` printed of the demo on three virtual machines. [Reviewing a change](review.md) explains it.

            {MarkdownReport.Render(RenamedNetwork())}
            """.ReplaceLineEndings("\n")
        );

    [Fact]
    public void The_page() => AssertCurrent("docs/pictures/review.html", HtmlReport.Render(RenamedNetwork()));

    [Fact]
    public void The_picture_of_fifty_nodes() =>
        AssertCurrent(
            "docs/pictures/review-50.svg",
            SvgPicture.Render(Drawing.Of(ReviewInput.Review(LargeSwarm.Fifty().Stream()).Picture), SvgPicture.Wide)
        );

    internal static ChangeReview RenamedNetwork() => ReviewInput.Review(ReviewInput.Digest("local-network-rename"));

    private static void AssertCurrent(string file, string expected)
    {
        var path = Path.Combine(SwarmProgram.Project, file);
        if (_isWriting)
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }
}
