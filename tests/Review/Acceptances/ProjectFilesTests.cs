using Review.Acceptances;
using Review.Reports;
using Review.Rules;
using Tests.Review.Rules;

namespace Tests.Review.Acceptances;

/// <summary>What is accepted in the files of a project, and where things are written in them.</summary>
public sealed class ProjectFilesTests
{
    private const string Entry = "{rule: image-latest, reason: no other there, until: never, by: Ann}";

    [Fact]
    public void Beside_the_thing_in_a_stack_file()
    {
        var finding = Assert.Single(Judge("services:\n  web:\n    image: nginx\n    x-accept:\n      - " + Entry));

        Assert.False(finding.IsOpen);
        Assert.Equal(("no other there", "by Ann, for ever"), (finding.Acceptance!.Reason, finding.Acceptance.Terms));
        Assert.Equal(new Place("stacks/demo.yaml", 5), finding.Acceptance.Place);
        Assert.Equal(new Place("stacks/demo.yaml", 3), finding.Place);
    }

    [Fact]
    public void Another_thing_is_not_meant() =>
        Assert.Equal(
            [("image-latest", true), ("acceptance-unused", true)],
            Judge($"services:\n  web: {{image: nginx}}\n  api: {{image: nginx, x-accept: [{Entry}]}}")
                .Select(finding => (finding.Rule.Id, finding.IsOpen))
        );

    [Fact]
    public void Through_an_anchor_and_a_merge_key() =>
        Assert.False(
            Assert.Single(Judge($"x-all: &all\n  x-accept: [{Entry}]\nservices:\n  web:\n    <<: *all\n    image: nginx\n")).IsOpen
        );

    [Theory]
    [InlineData("", false)]
    [InlineData(""", "scope": "services.web" """, false)]
    [InlineData(""", "scope": "services.web.image" """, false)]
    [InlineData(""", "scope": "services" """, false)]
    [InlineData(""", "scope": "services.web (nginx)" """, false)]
    [InlineData(""", "scope": "services.web (nginx:1.29)" """, true)]
    [InlineData(""", "scope": "services.we" """, true)]
    [InlineData(""", "scope": "services.web.ports" """, true)]
    public void In_the_configuration(string scope, bool isOpen)
    {
        var files = Files(
            "services: {web: {image: nginx}}",
            Accepting($$"""{"rule": "image-latest", "reason": "no other there", "until": "never"{{scope}}}"""),
            "config:\n  swarm:provider: hosts\n  swarm:review:\n    accept:\n      - rule: image-latest\n"
        );

        var finding = RuleCatalogue.Judge(Plan(), Judged.Today, files).First(one => one.Rule == ImageRules.Latest);

        Assert.Equal(isOpen, finding.IsOpen);
        Assert.Equal(isOpen ? null : new Place("Pulumi.prod.yaml", 5), finding.Acceptance?.Place);
    }

    [Theory]
    [InlineData("configs.app", true)]
    [InlineData("configs.app.conf", false)]
    [InlineData("configs", false)]
    [InlineData("config", true)]
    public void A_name_may_hold_a_dot(string scope, bool isOpen)
    {
        var data = Convert.ToBase64String("password = hunter2"u8);
        var plan = ReviewInput.Read(
            new PlanText()
                .Step(
                    "create",
                    Judged.Workloads,
                    "docker:index/serviceConfig:ServiceConfig",
                    "app.conf",
                    next: $$"""{"name": "prod_app.conf-1", "data": "{{data}}"}"""
                )
                .Config(
                    "swarm:review",
                    Accepting($$"""{"rule": "secret-in-config", "scope": "{{scope}}", "reason": "r", "until": "never"}""")
                )
                .Digest()
        );

        var finding = RuleCatalogue
            .Judge(plan, Judged.Today, ProjectFiles.Of(plan, _ => null))
            .Single(one => one.Rule == SecretRules.InConfig);

        Assert.Equal(("configs.app.conf", isOpen), (finding.Scope, finding.IsOpen));
    }

    [Theory]
    [InlineData("2026-11-27", true)]
    [InlineData("2026-11-28", false)]
    [InlineData("2026-11-28T00:00:00Z", false)]
    [InlineData("never", false)]
    public void An_acceptance_that_is_over_does_not_count(string until, bool isOpen)
    {
        var finding = Assert.Single(
            Judge($"services: {{web: {{image: nginx, x-accept: [{{rule: image-latest, reason: r, until: {until}}}]}}}}")
        );

        Assert.Equal((isOpen, isOpen), (finding.IsOpen, finding.IsExpired));
    }

    [Fact]
    public void One_that_holds_goes_before_one_that_is_over() =>
        Assert.False(
            Assert
                .Single(
                    Judge(
                        "services: {web: {image: nginx, x-accept: [{rule: image-latest, reason: old, until: 2020-01-01}, {rule: image-latest, reason: new, until: never}]}}"
                    )
                )
                .IsOpen
        );

    [Theory]
    [InlineData("{reason: r, until: never}", "it names no rule")]
    [InlineData("{rule: image-newest, reason: r, until: never}", "there is no rule image-newest")]
    [InlineData("{rule: image-latest, until: never}", "it has no reason")]
    [InlineData("{rule: image-latest, reason: r}", "it has no last day: until is a day such as 2027-03-31, or never")]
    [InlineData("{rule: image-latest, reason: r, until: soon}", "it has no last day: until is a day such as 2027-03-31, or never")]
    [InlineData("{rule: no-healthcheck, reason: r, until: never}", "no-healthcheck")]
    public void One_that_counts_for_nothing_is_a_finding(string entry, string detail)
    {
        var findings = Judge($"services:\n  web:\n    image: nginx\n    x-accept:\n      - {entry}\n");

        Assert.Equal(["image-latest", "acceptance-unused"], findings.Select(finding => finding.Rule.Id));
        Assert.Equal(("services.web", detail), (findings[1].Scope, findings[1].Detail));
        Assert.Equal(new Place("stacks/demo.yaml", 5), findings[1].Place);
        Assert.True(findings[0].IsOpen);
    }

    // The resources of a volume are named after their nodes as well.
    [Theory]
    [InlineData("data-node2", false)]
    [InlineData("data@node2", false)]
    [InlineData("other-node2", true)]
    public void What_is_accepted_beside_a_volume_holds_on_every_node(string resource, bool isOpen)
    {
        const string file = "volumes:\n  data:\n    x-accept: [{rule: volume-data-lost, reason: a cache, until: never}]\n  other: {}\n";
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Config("swarm:stackFiles", "stacks/demo.yaml")
            .Config("swarm:dockerVersion", "28.5")
            .Step("delete", Judged.Workloads, "docker:index/volume:Volume", resource, "{}", on: "node2");
        var read = ReviewInput.Read(plan.Whole().Digest());
        var findings = RuleCatalogue.Judge(read, Judged.Today, ProjectFiles.Of(read, _ => file));

        // What nothing loses now is accepted for the next time.
        var finding = Assert.Single(findings);
        Assert.Equal((DataRules.VolumeLost, isOpen), (finding.Rule, finding.IsOpen));
        Assert.Equal(new Place("stacks/demo.yaml", isOpen ? 4 : 2), finding.Place);
    }

    [Theory]
    [InlineData("networks: {back: {x-accept: [{rule: overlay-nearly-full, reason: r, until: never}]}}", false, 0)]
    [InlineData("networks: {back: {x-accept: [{rule: overlay-nearly-full, reason: r, until: never}]}}", true, 1)]
    public void What_the_plan_leaves_out_may_be_there(string more, bool isWhole, int unused)
    {
        var plan = Judged.Of(ServiceText.With()).Config("swarm:stackFiles", "stacks/demo.yaml");
        var read = ReviewInput.Read((isWhole ? plan.Whole() : plan).Digest());

        Assert.Equal(
            unused,
            RuleCatalogue
                .Judge(read, Judged.Today, ProjectFiles.Of(read, _ => more))
                .Count(finding => finding.Rule == AcceptanceRules.Unused)
        );
    }

    [Theory]
    [InlineData("services.web", 1)]
    [InlineData("services.web.healthcheck", 1)]
    [InlineData("services.webby", 0)]
    [InlineData("services.gone", 0)]
    [InlineData("x-containers.app1", 1)]
    [InlineData("x-containers.app2", 0)]
    [InlineData("", 0)]
    public void Of_what_the_plan_names_it_is_known_that_nothing_is_found(string scope, int unused)
    {
        var plan = ReviewInput.Read(
            Judged
                .Of(ServiceText.With())
                .Step("create", Judged.Workloads, "docker:index/container:Container", "app1@node2", next: "{}")
                .Config(
                    "swarm:review",
                    Accepting($$"""{"rule": "no-healthcheck", "scope": "{{scope}}", "reason": "r", "until": "never"}""")
                )
                .Digest()
        );

        Assert.Equal(
            unused,
            RuleCatalogue
                .Judge(plan, Judged.Today, ProjectFiles.Of(plan, _ => null))
                .Count(finding => finding.Rule == AcceptanceRules.Unused)
        );
    }

    [Theory]
    [InlineData("services.web", "services.web")]
    [InlineData("", "swarm:review")]
    public void One_for_all_stands_for_itself_where_nothing_needs_it(string scope, string found)
    {
        var entry = $$"""{"rule": "no-healthcheck", "scope": "{{scope}}", "reason": "r", "until": "2027-03-31T00:00:00Z"}""";
        var plan = Plan(Accepting(entry));

        var finding = Assert.Single(RuleCatalogue.Judge(plan, Judged.Today, Files("", Accepting(entry))), finding =>
            finding.Rule == AcceptanceRules.Unused
        );
        Assert.Equal(found, finding.Scope);
    }

    [Theory]
    [InlineData("", "never", "for ever")]
    [InlineData("", "2027-03-31T00:00:00Z", "until 2027-03-31")]
    [InlineData("Ann", "2027-03-31", "by Ann, until 2027-03-31")]
    public void Who_accepts_it_and_until_when_are_its_terms(string by, string until, string terms) =>
        Assert.Equal(
            terms,
            new Acceptance
            {
                Rule = "image-latest",
                Scope = "",
                Reason = "r",
                By = by,
                Until = until,
                Place = new Place("stacks/demo.yaml", 1),
            }.Terms
        );

    [Fact]
    public void The_deepest_key_that_is_there_tells_the_line_and_a_later_file_goes_before()
    {
        var plan = ReviewInput.Read(Judged.Of(ServiceText.With()).Config("swarm:stackFiles", """["a.yaml", "b.yaml"]""").Digest());
        var files = ProjectFiles.Of(plan, name => name switch
            {
                "a.yaml" => "services:\n  web:\n    image: nginx\n    deploy: {}\n  api.v2:\n    image: nginx\n",
                "b.yaml" => "\nservices:\n  web:\n    deploy:\n      replicas: 2\n",
                "Pulumi.prod.yaml" => "config:\n  aws:region: x\n  swarm:zones: 1\n",
                _ => null,
            });

        Assert.Equal(new Place("b.yaml", 5), PlaceOf("services.web", "deploy.replicas"));
        Assert.Equal(new Place("b.yaml", 4), PlaceOf("services.web", "deploy.update_config"));
        Assert.Equal(new Place("a.yaml", 3), PlaceOf("services.web", "image"));
        Assert.Equal(new Place("b.yaml", 3), PlaceOf("services.web", "healthcheck"));
        Assert.Equal(new Place("a.yaml", 6), PlaceOf("services.api.v2", "image"));
        Assert.Equal(new Place("Pulumi.prod.yaml", 3), PlaceOf("swarm:zones", ""));
        Assert.Null(PlaceOf("swarm:managers", ""));
        Assert.Null(PlaceOf("services.gone", "image"));
        Assert.Null(PlaceOf("nodes.node1", ""));

        Place? PlaceOf(string scope, string at) => files.PlaceOf(new Finding(ImageRules.Latest, scope, "", at, IsNew: true));
    }

    [Fact]
    public void Files_that_are_not_there_or_no_YAML_hold_nothing()
    {
        var plan = Plan();

        Assert.Equal(["stacks/demo.yaml"], ProjectFiles.Of(plan, _ => null).Missing);
        Assert.Empty(ProjectFiles.Of(plan, _ => "services: {web: [").Acceptances);
        Assert.Empty(ProjectFiles.Of(plan, _ => "- a\n- b\n").Acceptances);
        Assert.Empty(ProjectFiles.Of(plan, _ => "").Acceptances);
        Assert.Contains(
            "The plan was made from stacks/demo.yaml, which is not here: what is accepted there was not read, and findings show no lines of it.",
            ChangeReview.Of(plan, new ReviewOptions { Files = ProjectFiles.Of(plan, _ => null) }).Notes
        );
    }

    private static IReadOnlyList<Finding> Judge(string stackFile) => RuleCatalogue.Judge(Plan(), Judged.Today, Files(stackFile));

    private static global::Review.Plans.Plan Plan(string? review = null)
    {
        var latest = ServiceText.With(("taskSpec.containerSpec.image", "\"nginx\""));
        var plan = Judged.Of(latest).Whole().Config("swarm:stackFiles", "stacks/demo.yaml").Config("swarm:dockerVersion", "28.5");
        return ReviewInput.Read((review is null ? plan : plan.Config("swarm:review", review)).Digest());
    }

    private static string Accepting(string entry) => $$"""{"accept": [{{entry}}]}""";

    private static ProjectFiles Files(string stackFile, string? review = null, string? configuration = null) =>
        ProjectFiles.Of(Plan(review), name => name switch
            {
                "stacks/demo.yaml" => stackFile,
                "Pulumi.prod.yaml" => configuration,
                _ => null,
            });
}
