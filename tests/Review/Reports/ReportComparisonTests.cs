using System.Text.Json.Nodes;
using Review.Reports;

namespace Tests.Review.Reports;

public sealed class ReportComparisonTests
{
    public static TheoryData<string> Names => [.. ReviewInput.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_forms_of_a_plan_are_one_change(string name) =>
        Assert.Empty(
            ReportComparison.Differences(
                Report(name),
                JsonReport.Render(ReviewInput.Review(ReviewInput.WithoutWhatStays(ReviewInput.Stream(name))))
            )
        );

    [Fact]
    public void Messages_notes_findings_and_the_exit_code_may_differ()
    {
        var later = Json("scale");
        later["diagnostics"] = new JsonArray(
            new JsonObject
            {
                ["severity"] = "info",
                ["message"] = "took 4 s",
                ["urn"] = null,
            }
        );
        later["notes"] = new JsonArray("pulumi ended with 7");
        later["findings"] = new JsonArray();

        Assert.Empty(ReportComparison.Differences(Report("scale"), later.ToJsonString()));
    }

    [Fact]
    public void Another_value_is_another_change()
    {
        var later = Json("scale");
        var change = later["changes"]!.AsArray().Single(one => (string?)one!["name"] == "whoami")!;
        var property = change["properties"]!
            .AsArray()
            .Single(one => ((string?)one!["path"])!.EndsWith("replicas", StringComparison.Ordinal))!;
        var (path, old, approved) = ((string?)property["path"], (string?)property["old"], (string?)property["new"]);
        property["new"] = "9";

        Assert.Equal(
            [
                $"- docker:index/service:Service whoami: {path}: {old} => {approved}",
                $"+ docker:index/service:Service whoami: {path}: {old} => 9",
            ],
            ReportComparison.Differences(Report("scale"), later.ToJsonString())
        );
    }

    [Fact]
    public void A_difference_behind_what_is_shown_of_a_long_value_is_one_all_the_same()
    {
        var (before, after) = (Json("scale"), Json("scale"));
        Property(before)["new"] = new string('x', 300) + "a";
        Property(after)["new"] = new string('x', 300) + "b";

        var differences = ReportComparison.Differences(before.ToJsonString(), after.ToJsonString());

        Assert.Equal(2, differences.Count);
        Assert.All(differences, line => Assert.EndsWith($"=> {new string('x', 120)}…", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_effect_of_the_same_steps_is_another_change()
    {
        var later = Json("scale");
        later["effects"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["area"] = "quorum",
                    ["subject"] = "swarm",
                    ["text"] = "lost",
                    ["care"] = "dangerous",
                }
            );

        Assert.Equal(["+ quorum: swarm: lost"], ReportComparison.Differences(Report("scale"), later.ToJsonString()));
    }

    [Theory]
    [InlineData("stack", "- stack vms", "+ stack other")]
    [InlineData("outcome", "- outcome of the preview: succeeded", "+ outcome of the preview: other")]
    public void Another_stack_or_outcome_is_another_change(string member, string before, string after)
    {
        var later = Json("scale");
        later[member] = "other";

        Assert.Equal([before, after], ReportComparison.Differences(Report("scale"), later.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"stack": "vms"}""")]
    public void What_is_no_report_is_refused(string text) =>
        Assert.StartsWith(
            "The approved report is not one that ./swarm review --format json printed: ",
            Assert.Throws<FormatException>(() => ReportComparison.Differences(text, Report("scale"))).Message,
            StringComparison.Ordinal
        );

    private static JsonNode Property(JsonNode report) =>
        report["changes"]!.AsArray().Single(one => (string?)one!["name"] == "whoami")!["properties"]![0]!;

    private static string Report(string name) => JsonReport.Render(ReviewInput.Review(ReviewInput.Digest(name)));

    private static JsonNode Json(string name) => JsonNode.Parse(Report(name))!;
}
