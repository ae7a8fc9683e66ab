using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Review.Reports;
using Snapshooter.Xunit;

namespace Tests.Review.Reports;

/// <summary>The report as a page: whatever the plan holds, nothing of it is read as HTML, and the page needs nothing but itself.</summary>
public sealed class HtmlReportTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&lt;]]>--><!--\u202e\u0000\u001b[31m{{x}}";

    private static readonly string[] _elements =
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "section",
        "div",
        "h1",
        "h2",
        "h3",
        "p",
        "b",
        "span",
        "code",
        "pre",
        "ul",
        "li",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "rect",
        "path",
        "circle",
        "text",
    ];

    private static readonly string[] _attributes =
    [
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "data-head",
        "xmlns",
        "width",
        "height",
        "viewBox",
        "role",
        "aria-label",
        "x",
        "y",
        "rx",
        "cx",
        "cy",
        "r",
        "d",
        "text-anchor",
    ];

    [Fact]
    public void The_page_of_a_renamed_network() =>
        HtmlReport.Render(ReviewInput.Review(ReviewInput.Digest("network-rename"))).MatchSnapshot();

    [Fact]
    public void The_page_of_fifty_nodes() => HtmlReport.Render(ReviewInput.Review(LargeSwarm.Fifty().Stream())).MatchSnapshot();

    [Theory]
    [MemberData(nameof(ReportTests.Written), MemberType = typeof(ReportTests))]
    public void Every_page_is_well_formed_and_needs_nothing_from_elsewhere(string name) =>
        AssertSelfContained(HtmlReport.Render(ReviewInput.Review(Changes.All[name].Digest())));

    [Fact]
    public void What_a_plan_holds_is_text()
    {
        var page = HtmlReport.Render(ReviewInput.Review(Hostiles().Digest()));

        AssertSelfContained(page);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain('\u001b', page);
        // As a reader sees it: the whole name, in what is said of the service, and in its changes.
        Assert.True(Parsed(page).Value.Split("<script>alert(1)</script>").Length > 5);
    }

    [Fact]
    public void A_secret_is_said_to_change_and_is_not_shown() =>
        Assert.Contains(
            "data: the secret changes; its value is not shown",
            HtmlReport.Render(ReviewInput.Review(Changes.All["secret-rotated"].Digest())),
            StringComparison.Ordinal
        );

    [Fact]
    public void It_has_the_order_in_which_a_reviewer_looks() =>
        Assert.Equal(
            ["What it does to the swarm", "What the rules find", "Before and after", "Who may reach what", "Changes, by component"],
            Regex
                .Matches(HtmlReport.Render(ReviewInput.Review(ReviewInput.Digest("network-rename"))), "<h2>(.*?)</h2>")
                .Select(match => match.Groups[1].Value)
        );

    [Fact]
    public void A_preview_that_failed_says_so_first()
    {
        var page = Parsed(HtmlReport.Render(ReviewInput.Review(Changes.All["preview-failed"].Digest())));

        Assert.StartsWith(
            "stack prod\nLook twice\nThe preview FAILED, so this may not be all",
            string.Join('\n', page.Descendants("header").Single().Elements().Select(element => element.Value)),
            StringComparison.Ordinal
        );
        Assert.Contains("no image.\nAllowed: a name and a tag.", page.Descendants("section").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_changes_is_a_page_too() =>
        Assert.Contains(
            "<p>Nothing changes.</p>",
            HtmlReport.Render(ReviewInput.Review(ReviewInput.Digest("no-change"))),
            StringComparison.Ordinal
        );

    private static PlanText Hostiles()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(Hostile);
        return new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "aws")
            .Config("swarm:publishedFrom", System.Text.Json.JsonSerializer.Serialize(new[] { Hostile }))
            .Step(
                "update",
                "swarm:workloads:StackWorkloads workloads",
                "docker:index/service:Service",
                Hostile,
                Changes.ServiceOf(ports: [8000]),
                $$$"""{"taskSpec": {"containerSpec": {"image": {{{json}}} }, "networksAdvanceds": [{"id": {{{json}}} }]}, "endpointSpec": {"ports": [{"publishedPort": 8000, "protocol": {{{json}}} }]}}""",
                "taskSpec.containerSpec.image=update"
            )
            .Step("tilt", "", Hostile.Replace(":", "", StringComparison.Ordinal), Hostile, "{}", "{}")
            .Say("error", Hostile)
            .Say("warning", Hostile);
    }

    private static void AssertSelfContained(string page)
    {
        var parsed = Parsed(page);
        Assert.Empty(parsed.DescendantsAndSelf().Select(element => element.Name.LocalName).Except(_elements));
        Assert.Empty(
            parsed
                .DescendantsAndSelf()
                .SelectMany(element => element.Attributes())
                .Select(attribute => attribute.Name.LocalName)
                .Except(_attributes)
        );
        Assert.DoesNotMatch(
            @"url\(|@import",
            string.Concat(parsed.Descendants().Where(element => element.Name.LocalName == "style").Select(style => style.Value))
        );
    }

    private static XElement Parsed(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }
}
