using System.Text.Json;
using System.Text.RegularExpressions;
using Review.Reports;
using Review.Rules;

namespace Tests.Review.Reports;

/// <summary>What GitLab requires of a Code Quality report, and that it says the same as SARIF.</summary>
public sealed partial class CodeQualityReportTests
{
    public static TheoryData<string> Written => [.. Changes.All.Keys];

    [Fact]
    public void Findings_stand_at_the_lines_of_the_files_and_accepted_ones_are_left_out() =>
        Assert.Equal(
            [
                (
                    "docker-socket",
                    "critical",
                    "stacks/my demo.yaml",
                    5,
                    "services.web: The engine's socket is mounted (/var/run/docker.sock). Take the mount out, or let the service ask a proxy that lets through only what it needs."
                ),
                (
                    "engine-unpinned",
                    "info",
                    "Pulumi.prod.yaml",
                    1,
                    "swarm:dockerVersion: No version of Docker Engine is set. Set swarm:dockerVersion, such as 28.5."
                ),
            ],
            Entries(CodeQualityReport.Render(SarifReportTests.Review(SarifReportTests.Plan())))
                .Select(entry =>
                    (
                        entry.GetProperty("check_name").GetString(),
                        entry.GetProperty("severity").GetString(),
                        entry.GetProperty("location").GetProperty("path").GetString(),
                        entry.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32(),
                        entry.GetProperty("description").GetString()
                    )
                )
        );

    [Fact]
    public void A_plan_without_findings_is_an_empty_list_that_GitLab_can_read() =>
        Assert.Equal("[]\n", CodeQualityReport.Render(ReviewInput.Review(new PlanText().Digest())));

    // GitLab drops all that follows an entry which does not meet its schema.
    [Theory]
    [MemberData(nameof(Written))]
    public void All_that_the_schema_requires_is_there_and_fingerprints_tell_findings_apart(string name)
    {
        var review = ReviewInput.Review(Changes.All[name].Digest());
        var entries = Entries(CodeQualityReport.Render(review)).ToList();

        Assert.Equal(review.Findings.Count(finding => finding.IsOpen), entries.Count);
        Assert.All(entries, entry =>
        {
            Assert.NotEmpty(entry.GetProperty("description").GetString()!);
            Assert.Contains(entry.GetProperty("check_name").GetString(), RuleCatalogue.All.Select(rule => rule.Id));
            Assert.Contains(entry.GetProperty("severity").GetString(), (string[])["info", "minor", "major", "critical"]);
            Assert.Matches(Fingerprint(), entry.GetProperty("fingerprint").GetString());
            var path = entry.GetProperty("location").GetProperty("path").GetString()!;
            Assert.False(path.StartsWith('/') || path.StartsWith("./", StringComparison.Ordinal), path);
            Assert.True(entry.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32() >= 1);
        });
        var prints = entries.Select(entry => entry.GetProperty("fingerprint").GetString()).ToList();
        Assert.Equal(prints.Distinct(), prints);
    }

    [Fact]
    public void A_finding_has_the_same_fingerprint_in_the_next_run() =>
        Assert.Equal(
            CodeQualityReport.Render(SarifReportTests.Review(SarifReportTests.Plan())),
            CodeQualityReport.Render(SarifReportTests.Review(SarifReportTests.Plan()))
        );

    [Theory]
    [InlineData(Severity.Critical, "critical")]
    [InlineData(Severity.High, "major")]
    [InlineData(Severity.Medium, "minor")]
    [InlineData(Severity.Low, "info")]
    public void Nothing_is_called_worse_than_it_is(Severity severity, string word)
    {
        var findings = Changes
            .All.Values.Select(plan => ReviewInput.Review(plan.Digest()))
            .SelectMany(review => Entries(CodeQualityReport.Render(review)))
            .Where(entry => Rule(entry.GetProperty("check_name").GetString()!).Severity == severity)
            .Select(entry => entry.GetProperty("severity").GetString())
            .Distinct();

        Assert.Equal([word], findings);
    }

    private static Rule Rule(string id) => RuleCatalogue.All.Single(rule => rule.Id == id);

    private static IEnumerable<JsonElement> Entries(string report) => JsonSerializer.Deserialize<JsonElement>(report).EnumerateArray();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Fingerprint();
}
