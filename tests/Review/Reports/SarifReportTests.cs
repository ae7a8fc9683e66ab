using System.Text.Json;
using Review.Acceptances;
using Review.Reports;
using Review.Rules;
using Tests.Review.Rules;

namespace Tests.Review.Reports;

/// <summary>What SARIF 2.1.0 and the code hosts that read it require.</summary>
public sealed class SarifReportTests
{
    public static TheoryData<string> Written => [.. Changes.All.Keys];

    [Fact]
    public void Findings_stand_at_the_lines_of_the_files_and_accepted_ones_are_suppressed()
    {
        var result = Results(Review(Plan()))
            .Select(one =>
                (
                    one.GetProperty("ruleId").GetString(),
                    one.GetProperty("level").GetString(),
                    Physical(one).GetProperty("artifactLocation").GetProperty("uri").GetString(),
                    Physical(one).GetProperty("region").GetProperty("startLine").GetInt32(),
                    string.Join(", ", one.GetProperty("suppressions").EnumerateArray().Select(Suppression))
                )
            );

        Assert.Equal(
            [
                ("docker-socket", "error", "stacks/my%20demo.yaml", 5, ""),
                ("failure-leaves-half", "warning", "stacks/my%20demo.yaml", 2, "external accepted: somebody looks (until 2027-03-31)"),
                ("image-latest", "warning", "stacks/my%20demo.yaml", 3, "inSource accepted: no other there (by Ann, for ever)"),
                ("engine-unpinned", "note", "Pulumi.prod.yaml", 1, ""),
            ],
            result
        );
    }

    [Fact]
    public void A_message_says_what_where_and_the_fix() =>
        Assert.Equal(
            "services.web: The engine's socket is mounted (/var/run/docker.sock). Take the mount out, or let the service ask a proxy that lets through only what it needs.",
            Results(Review(Plan())).First().GetProperty("message").GetProperty("text").GetString()
        );

    [Fact]
    public void Without_files_what_is_found_stands_in_the_project_file() =>
        Assert.All(Results(ReviewInput.Review(Plan().Digest())), one =>
            Assert.Equal("Pulumi.yaml", Physical(one).GetProperty("artifactLocation").GetProperty("uri").GetString())
        );

    [Theory]
    [MemberData(nameof(Written))]
    public void All_that_the_schema_requires_is_there(string name)
    {
        var log = Parse(ReviewInput.Review(Changes.All[name].Digest()));

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(log.GetProperty("$schema").GetString(), UriKind.Absolute));
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("swarm review", driver.GetProperty("name").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!).ToList();
        Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id), rules);
        Assert.Equal("swarm-review/prod/", run.GetProperty("automationDetails").GetProperty("id").GetString());
        Assert.Equal(name != "preview-failed", run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]);
            Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning", "note"]);
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            Assert.NotEmpty(result.GetProperty("partialFingerprints").GetProperty("swarmFinding/v1").GetString()!);
            var place = Physical(result);
            var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.True(
                Uri.IsWellFormedUriString(uri, UriKind.Relative) && uri[0] != '/' && !uri.Contains('\\', StringComparison.Ordinal),
                uri
            );
            Assert.Equal("%SRCROOT%", place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
            Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() >= 1);
        });
    }

    [Fact]
    public void Fingerprints_tell_findings_apart()
    {
        var prints = Results(Review(Plan())).Select(one => one.GetProperty("partialFingerprints").GetRawText()).ToList();

        Assert.Equal(prints.Distinct(), prints);
    }

    internal static PlanText Plan() =>
        Judged
            .Of(
                ServiceText.With(
                    ("taskSpec.containerSpec.image", "\"nginx\""),
                    ("updateConfig.failureAction", "\"pause\""),
                    (
                        "taskSpec.containerSpec.mounts",
                        """[{"type": "bind", "source": "/var/run/docker.sock", "target": "/var/run/docker.sock"}]"""
                    )
                )
            )
            .Config("swarm:stackFiles", "./stacks/my demo.yaml")
            .Config("swarm:review", """{"accept": [{"rule": "failure-leaves-half", "reason": "somebody looks", "until": "2027-03-31"}]}""");

    internal static ChangeReview Review(PlanText text)
    {
        var plan = ReviewInput.Read(text.Digest());
        return ChangeReview.Of(plan, new ReviewOptions { Today = Judged.Today, Files = ProjectFiles.Of(plan, name => name
                    == "Pulumi.prod.yaml"
                        ? "config: {}\n"
                        : """
                            services:
                              web:
                                image: nginx
                                x-accept: [{rule: image-latest, reason: no other there, until: never, by: Ann}]
                                volumes: ["/var/run/docker.sock:/var/run/docker.sock"]
                            """) });
    }

    private static JsonElement Physical(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation");

    private static string Suppression(JsonElement one) =>
        $"{one.GetProperty("kind").GetString()} {one.GetProperty("status").GetString()}: {one.GetProperty("justification").GetString()}";

    private static IEnumerable<JsonElement> Results(ChangeReview review) =>
        Parse(review).GetProperty("runs")[0].GetProperty("results").EnumerateArray();

    private static JsonElement Parse(ChangeReview review) => JsonSerializer.Deserialize<JsonElement>(SarifReport.Render(review));
}
