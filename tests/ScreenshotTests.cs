using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Review.Reports;
using Tests.Infra;
using Tests.Review.Reports;

namespace Tests;

/// <summary>The screenshots in the documentation show the page that the program makes today, in the sizes and colours that eng/review-pictures says.</summary>
public sealed partial class ScreenshotTests
{
    public static TheoryData<string, int, int, string> Shots
    {
        get
        {
            var shots = new TheoryData<string, int, int, string>();
            foreach (Match shot in Shot().Matches(Read("eng/review-pictures")))
            {
                shots.Add(shot.Groups["file"].Value, Number(shot, "width"), Number(shot, "height"), shot.Groups["colours"].Value);
            }

            return shots;
        }
    }

    [Theory]
    [MemberData(nameof(Shots))]
    public void It_shows_the_page_of_today(string file, int width, int height, string colours)
    {
        var page = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(HtmlReport.Render(DocumentedReportTests.RenamedNetwork())))
        );

        Assert.True(
            Record().Contains($"{page} {file} {width}x{height} {colours}"),
            $"{file} does not show the page that the program makes today, {width} by {height} pixels and {colours}. Run eng/review-pictures, which takes it anew, and look at it."
        );
    }

    [Theory]
    [MemberData(nameof(Shots))]
    public void It_has_the_size_that_is_said_and_is_small(string file, int width, int height, string colours)
    {
        var picture = File.ReadAllBytes(Path.Combine(SwarmProgram.Project, file));

        // The header of a PNG file: eight bytes of its own, the length and the name of the first part, then the width and the height.
        Assert.Equal(
            (width, height),
            (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)))
        );
        Assert.InRange(picture.Length, 1, 150 * 1024);
        Assert.Contains(colours, (string[])["light", "dark"]);
    }

    [Fact]
    public void Every_screenshot_is_taken_by_the_command() =>
        Assert.Equal(
            Directory
                .EnumerateFiles(Path.Combine(SwarmProgram.Project, "docs", "pictures"), "*.png")
                .Select(file => $"docs/pictures/{Path.GetFileName(file)}")
                .Order(StringComparer.Ordinal),
            Record().Select(line => line.Split(' ')[1]).Order(StringComparer.Ordinal)
        );

    private static IReadOnlyList<string> Record() =>
        [.. Read("docs/pictures/screenshots.txt").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    private static string Read(string file) => File.ReadAllText(Path.Combine(SwarmProgram.Project, file));

    private static int Number(Match shot, string group) => int.Parse(shot.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^shoot (?<file>\S+\.png) (?<width>\d+) (?<height>\d+) (?<colours>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Shot();
}
