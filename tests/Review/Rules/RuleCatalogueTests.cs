using System.Text.RegularExpressions;
using Review.Rules;
using Tests.Infra;

namespace Tests.Review.Rules;

public sealed partial class RuleCatalogueTests
{
    [Fact]
    public void The_documentation_is_what_the_catalogue_says()
    {
        var path = Path.Combine(SwarmProgram.Project, "docs", "rules.md");
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, RulesDocument.Text());
        }

        // To write it anew: WRITE_DOCS=1 dotnet test --filter RuleCatalogueTests
        Assert.Equal(RulesDocument.Text(), written);
    }

    [Fact]
    public void Every_rule_is_in_the_catalogue_once_and_named_in_words_with_hyphens()
    {
        var declared = typeof(RuleCatalogue)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public))
            .Where(property => property.PropertyType == typeof(Rule))
            .Select(property => ((Rule)property.GetValue(null)!).Id)
            .Order();

        Assert.Equal(declared, RuleCatalogue.All.Select(rule => rule.Id).Order());
        Assert.Equal(RuleCatalogue.All.Count, RuleCatalogue.All.DistinctBy(rule => rule.Id).Count());
        Assert.All(RuleCatalogue.All, rule => Assert.Matches(Words(), rule.Id));
    }

    [Fact]
    public void Reasons_and_fixes_are_sentences_and_titles_go_on() => Assert.All(RuleCatalogue.All, rule =>
        {
            Assert.EndsWith(".", rule.Reason, StringComparison.Ordinal);
            Assert.EndsWith(".", rule.Fix, StringComparison.Ordinal);
            Assert.False(rule.Title.EndsWith('.'));
        });

    [Fact]
    public void In_a_service_as_it_should_be_nothing_is_found() =>
        Assert.Empty(RuleCatalogue.Judge(ReviewInput.Read(Judged.Of(ServiceText.With()).Digest()), Judged.Today));

    [Fact]
    public void What_was_there_before_is_not_new()
    {
        var before = ServiceText.With(("taskSpec.containerSpec.image", "\"nginx\""));
        var after = ServiceText.With(("taskSpec.containerSpec.image", "\"nginx:latest\""), ("updateConfig.failureAction", "\"pause\""));
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("update", Judged.Workloads, Judged.Service, "web", before, after, "taskSpec.containerSpec.image=update");

        Assert.Equal(
            [("failure-leaves-half", true), ("image-latest", false)],
            RuleCatalogue.Judge(ReviewInput.Read(plan.Digest()), Judged.Today).Select(finding => (finding.Rule.Id, finding.IsNew))
        );
    }

    [Fact]
    public void What_goes_is_not_judged()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("delete", Judged.Workloads, Judged.Service, "web", ServiceText.With(("taskSpec.containerSpec.image", "\"nginx\"")));

        Assert.Empty(RuleCatalogue.Judge(ReviewInput.Read(plan.Digest()), Judged.Today));
    }

    [Fact]
    public void What_stays_is_judged_where_the_plan_names_it()
    {
        var service = ServiceText.With(("taskSpec.containerSpec.image", "\"nginx\""));
        var plan = new PlanText().Nodes("node1 manager").Step("same", Judged.Workloads, Judged.Service, "web", service, service);

        var finding = Assert.Single(RuleCatalogue.Judge(ReviewInput.Read(plan.Digest()), Judged.Today));

        Assert.Equal(("image-latest", "services.web", false), (finding.Rule.Id, finding.Scope, finding.IsNew));
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Words();
}
