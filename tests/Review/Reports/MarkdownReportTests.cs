using System.Globalization;
using System.Text;
using Review.Reports;
using Tests.Review.Rules;

namespace Tests.Review.Reports;

/// <summary>A comment has a limit, and texts of others are not Markdown.</summary>
public sealed class MarkdownReportTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";

    [Fact]
    public void A_thousand_nodes_and_two_hundred_services_fit_and_nothing_that_needs_care_is_lost()
    {
        var review = ReviewInput.Review(Large().Digest());

        var report = MarkdownReport.Render(review);

        Assert.True(Encoding.UTF8.GetByteCount(report) < 65_536);
        Assert.StartsWith("## 🟡 Look twice: stack `prod`\n\n**LOOK TWICE:** ", report, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 200), number => Assert.Contains($"`service{number}`", report, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(6, 995), number => Assert.Contains($"`node{number}`", report, StringComparison.Ordinal));
        Assert.Contains("`services.service8` and 192 more", report, StringComparison.Ordinal);
        Assert.Contains("The report as text or JSON has it all.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_the_last_thing_to_be_shortened()
    {
        var plan = new PlanText().Nodes("node1 manager");
        for (var number = 1; number <= 3_000; number++)
        {
            plan.Step(
                "update",
                Workloads,
                "docker:index/service:Service",
                $"a-service-with-a-long-name-{number}",
                Changes.ServiceOf(replicas: 1, image: $"nginx:1.{number}", order: "stop-first"),
                Changes.ServiceOf(replicas: 1, image: $"nginx:2.{number}", order: "stop-first"),
                "taskSpec.containerSpec.image=update"
            );
        }

        var report = MarkdownReport.Render(ReviewInput.Review(plan.Digest()));

        Assert.True(Encoding.UTF8.GetByteCount(report) <= MarkdownReport.Limit);
        Assert.StartsWith("## 🟡 Look twice: stack `prod`\n\n**LOOK TWICE:** 3000 services ", report, StringComparison.Ordinal);
        Assert.Contains("\n- 🟡 `a-service-with-a-long-name-1`, ", report, StringComparison.Ordinal);
        Assert.Contains("`a-service-with-a-long-name-200` and 2800 more\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void While_there_is_room_everything_that_needs_care_is_named()
    {
        var review = ReviewInput.Review(Interrupted(20).Digest());

        var all = string.Join(", ", Enumerable.Range(1, 20).Select(number => $"`svc{number}`"));
        Assert.Contains($"- 🟡 {all}: each INTERRUPTED", MarkdownReport.Render(review), StringComparison.Ordinal);
        Assert.Contains(
            $"! docker:Service {all.Replace("`", "", StringComparison.Ordinal)}  (updated)\n",
            MarkdownReport.Render(review),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $" ! {all.Replace("`", "", StringComparison.Ordinal)}: each INTERRUPTED",
            TextReport.Render(review),
            StringComparison.Ordinal
        );
        Assert.Contains("`services.svc20`", MarkdownReport.Render(review), StringComparison.Ordinal);
        Assert.Contains(
            "`svc8` and 292 more: each INTERRUPTED",
            MarkdownReport.Render(ReviewInput.Review(Interrupted(300).Digest()), 4_000),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_preview_without_a_plan_is_something_to_look_at() =>
        Assert.Equal(
            "## 🟡 Look twice: stack `dev`\n\n**LOOK TWICE:** The preview FAILED before there was a plan, so nothing is known of this change: do not approve it before a preview has succeeded. The log of the run says why. plan\\_1.json is empty.\n",
            MarkdownReport.WithoutPlan("dev", "plan_1.json is empty.")
        );

    [Theory]
    [InlineData(2_400)]
    [InlineData(8_000)]
    [InlineData(20_000)]
    public void What_is_folded_goes_first_and_is_named(int limit)
    {
        var review = ReviewInput.Review(ReviewInput.Digest("network-rename"));

        var report = MarkdownReport.Render(review, limit);

        Assert.True(Encoding.UTF8.GetByteCount(report) <= limit);
        Assert.Contains("🟡 `web`, `whoami`: each recreated, and DOWN meanwhile", report, StringComparison.Ordinal);
        Assert.Equal(limit > 2_400, report.Contains("<details><summary>StackWorkloads workloads", StringComparison.Ordinal));
        Assert.Equal(
            limit <= 2_400,
            report.Contains(
                "Left out, since a comment has a limit: the picture, the findings that are medium or low, StackWorkloads workloads",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void A_small_picture_is_seen_at_once_and_a_large_one_is_a_click_away()
    {
        var small = MarkdownReport.Render(ReviewInput.Review(ReviewInput.Digest("network-rename")));
        var large = MarkdownReport.Render(ReviewInput.Review(LargeSwarm.Fifty().Stream()));

        Assert.Contains("\n```mermaid\nflowchart LR\n", Before(small, "<details>"), StringComparison.Ordinal);
        Assert.DoesNotContain("```mermaid", Before(large, "<details>"), StringComparison.Ordinal);
        Assert.Contains("### Before and after\n\n<details><summary>The picture</summary>\n", large, StringComparison.Ordinal);

        static string Before(string report, string what) => report[..report.IndexOf(what, StringComparison.Ordinal)];
    }

    [Fact]
    public void However_much_the_rules_find_no_severe_rule_is_left_out()
    {
        var plan = new PlanText().Nodes("node1 manager");
        for (var number = 1; number <= 500; number++)
        {
            plan.Step(
                "create",
                Workloads,
                "docker:index/service:Service",
                $"service{number}",
                next: ServiceText.With(
                    ("taskSpec.containerSpec.env", $$"""{"PASSWORD_OF_{{number}}{{new string('A', 100)}}": "hunter2"}"""),
                    ("taskSpec.containerSpec.capAdds", """["ALL"]"""),
                    ("taskSpec.containerSpec.image", "\"nginx\"")
                )
            );
        }

        var report = MarkdownReport.Render(ReviewInput.Review(plan.Digest()));

        Assert.True(Encoding.UTF8.GetByteCount(report) < 65_536);
        Assert.Contains("**high** `dangerous-capability`: ", report, StringComparison.Ordinal);
        Assert.Contains("**high** `secret-in-environment`: ", report, StringComparison.Ordinal);
        Assert.Contains("`services.service60` and 440 more", report, StringComparison.Ordinal);
        Assert.Contains("<summary>What the rules find: 500 medium", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("a\nb", "`a b`")]
    [InlineData("", "` `")]
    public void Names_are_code_whatever_they_hold(string text, string shown) => Assert.Equal(shown, Markdown.Code(text));

    [Fact]
    public void Texts_mention_nobody_link_nowhere_and_hold_no_HTML() =>
        Assert.Equal(
            "@<!-- -->team \\[x\\](https://a) &lt;img src=x&gt; \\*\\*b\\*\\* a\\_b \\| \\`c\\` \\#<!-- -->1 &amp;lt;",
            Markdown.Plain("@team [x](https://a) <img src=x> **b** a_b | `c` #1 &lt;")
        );

    [Fact]
    public void What_nobody_sees_changes_nothing_that_is_seen()
    {
        // It turns the direction of writing, ends it, overwrites the line, colours it, and takes no room.
        const string Text = "a\u202Eb\u2066c\u0008d\u001B[31me\u200Bf\tg";

        Assert.Equal("a�b�c�d�\\[31me�f\tg", Markdown.Plain(Text));
        Assert.Equal("`a�b�c�d�[31me�f\tg`", Markdown.Code(Text));
        Assert.Equal("a�b�c�d�[31me�f\tg", Markdown.InHtml(Text));
        Assert.Equal("```\na�b�c�d�[31me�f\tg\nh\n```\n", Markdown.Block("", [Text, "h"]));
    }

    [Fact]
    public void A_terminal_is_sent_nothing_but_text()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step(
                "create",
                Workloads,
                "docker:index/service:Service",
                "we\u001B]0;b\u0007",
                next: Changes.ServiceOf(image: "nginx:\u202E1")
            );
        var review = ReviewInput.Review(plan.Digest());

        Assert.Contains("we�]0;b�: new: nginx:�1, 2 tasks", TextReport.Summary(review), StringComparison.Ordinal);
        Assert.DoesNotContain(TextReport.Render(review), letter => char.IsControl(letter) && letter != '\n');
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    public void However_long_a_name_is_the_verdict_is_kept(int services)
    {
        var plan = new PlanText().Nodes("node1 manager");
        for (var number = 1; number <= services; number++)
        {
            var image = $"registry.example/{new string('a', 90_000)}{number}";
            plan.Step(
                "update",
                Workloads,
                "docker:index/service:Service",
                $"web{number}",
                Changes.ServiceOf(replicas: 1, image: $"{image}:1", order: "stop-first"),
                Changes.ServiceOf(replicas: 1, image: $"{image}:2", order: "stop-first"),
                "taskSpec.containerSpec.image=update"
            );
        }

        plan.Say("error", "no room");
        var report = MarkdownReport.Render(ReviewInput.Review(plan.Digest()));

        Assert.True(Encoding.UTF8.GetByteCount(report) <= MarkdownReport.Limit);
        Assert.StartsWith(
            $"## 🟡 Look twice: stack `prod`\n\n**LOOK TWICE:** The preview FAILED, so this may not be all (no room). {services} service{(services == 1 ? "" : "s")} interrupted. Riskiest: web1: INTERRUPTED (image registry.example/aaa",
            report,
            StringComparison.Ordinal
        );
        Assert.Contains("\n**Error** (of all):\n\n```\nno room\n```\n", report, StringComparison.Ordinal);
    }

    public static TheoryData<int> Limits => [.. Enumerable.Range(105, 41)];

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_text_that_is_cut_leaves_no_block_open_and_fits(int limit)
    {
        var text = $"# Title\n\nverdict\n\n````mermaid\n```\nin it\n````\nafter{new string('a', 100)}\nlast\n";

        var cut = CutMarkdown.Fit(text, limit);

        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 1, limit);
        Assert.StartsWith("# Title\n\nverdict\n", cut, StringComparison.Ordinal);
        Assert.EndsWith(
            "\nThe rest is cut, since a comment has a limit. The report as text or JSON has it all.\n",
            cut,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("last", cut, StringComparison.Ordinal);
        Assert.Equal(0, cut.Split('\n').Count(line => line.StartsWith("````", StringComparison.Ordinal)) % 2);
    }

    [Fact]
    public void A_block_is_not_closed_by_what_it_holds() =>
        Assert.Equal("`````diff\n+ ````\n</details>\n`````\n", Markdown.Block("diff", ["+ ````", "</details>"]));

    private static PlanText Interrupted(int services)
    {
        var plan = new PlanText().Nodes("node1 manager");
        for (var number = 1; number <= services; number++)
        {
            plan.Step(
                "update",
                Workloads,
                "docker:index/service:Service",
                $"svc{number}",
                Changes.ServiceOf(replicas: 1, image: "nginx:1", order: "stop-first"),
                Changes.ServiceOf(replicas: 1, image: "nginx:2", order: "stop-first"),
                "taskSpec.containerSpec.image=update"
            );
        }

        return plan;
    }

    internal static PlanText Large()
    {
        var nodes = Enumerable.Range(1, 1000).Select(number => $"node{number} {(number <= 5 ? "manager" : "worker")}").ToArray();
        var plan = new PlanText().Nodes(nodes);
        foreach (var node in nodes.Select(node => node.Split(' ')[0]))
        {
            plan.Step(
                "update",
                $"swarm:swarm:DockerEngine {node}",
                "command:remote:Command",
                $"{node}-docker",
                Engine(node, "28.2"),
                Engine(node, "29.0"),
                "create=update"
            );
        }

        for (var number = 1; number <= 200; number++)
        {
            plan.Step(
                "update",
                Workloads,
                "docker:index/service:Service",
                $"service{number}",
                Changes.ServiceOf(replicas: 1, image: $"registry.example/team/service{number}:1.{number}.0", order: "stop-first"),
                Changes.ServiceOf(replicas: 1, image: $"registry.example/team/service{number}:1.{number}.1", order: "stop-first"),
                "taskSpec.containerSpec.image=update"
            );
        }

        return plan;
    }

    private static string Engine(string node, string version) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"create": "NODE='{{node}}' CHANNEL='docker' ENGINE_VERSION='{{version}}' timeout --kill-after=10 1800 /bin/sh", "stdin": "{{new string('x', 8000)}}"}"""
        );
}
