using System.Text;
using Review.Reports;
using Tests.Review.Rules;

namespace Tests.Review.Reports;

/// <summary>What the rules take for a secret is in no report.</summary>
public sealed class HiddenTests
{
    private const string Config = "docker:index/serviceConfig:ServiceConfig";
    private const string Hidden = "(looks like a secret; not shown)";

    [Fact]
    public void What_is_new() =>
        AssertLines(
            new PlanText()
                .Nodes("node1 manager")
                .Step(
                    "create",
                    Judged.Workloads,
                    Judged.Service,
                    "web",
                    next: """{"taskSpec": {"containerSpec": {"env": {"DB_PASSWORD": "hunter2new", "LEVEL": "info"}, "args": ["--password=hunter2arg", "--token", "hunter2word", "-v"]}}, "labels": [{"label": "traefik.auth.password", "value": "hunter2label"}]}"""
                ),
            $"+ taskSpec.containerSpec.env.DB_PASSWORD: {Hidden}",
            "+ taskSpec.containerSpec.env.LEVEL: info",
            $"+ taskSpec.containerSpec.args: [--password={Hidden}, --token, {Hidden}, -v]",
            $"+ labels[\"traefik.auth.password\"]: {Hidden}"
        );

    [Fact]
    public void What_stands_beside_a_secret_is_shown() =>
        AssertLines(
            new PlanText()
                .Nodes("node1 manager")
                .Step(
                    "create",
                    Judged.Workloads,
                    Judged.Service,
                    "web",
                    next: """{"taskSpec": {"containerSpec": {"env": {"O": "--password hunter2secret", "URL": "postgres://app:hunter2secret@db/x"}, "args": ["sh", "-c", "redis-cli -a hunter2secret; x"], "commands": ["sh", "-c", "mysqldump --password hunter2secret -u x"], "tests": ["curl", "-u", "app:hunter2secret", "http://web"]}}}"""
                ),
            $"+ taskSpec.containerSpec.env.O: --password {Hidden}",
            $"+ taskSpec.containerSpec.env.URL: postgres://app:{Hidden}@db/x",
            $"+ taskSpec.containerSpec.args: [sh, -c, redis-cli -a {Hidden} x]",
            $"+ taskSpec.containerSpec.commands: [sh, -c, mysqldump --password {Hidden} -u x]",
            $"+ taskSpec.containerSpec.tests: [curl, -u, {Hidden}, http://web]"
        );

    [Fact]
    public void Of_an_address_in_a_message_only_the_password_is_hidden()
    {
        var review = ReviewInput.Review(
            new PlanText().Nodes("node1 manager").Say("error", "cannot reach postgres://app:hunter2@db:5432/x").Digest()
        );

        Assert.Equal([$"cannot reach postgres://app:{Hidden}@db:5432/x"], review.Plan.Diagnostics.Select(said => said.Message));
    }

    [Fact]
    public void What_changes_and_what_goes() =>
        AssertLines(
            Updated(
                """{"taskSpec": {"containerSpec": {"env": {"DB_PASSWORD": "hunter2old", "API_TOKEN": "hunter2old"}, "args": ["--password=hunter2old"]}}, "labels": [{"label": "auth.password", "value": "hunter2old"}]}""",
                """{"taskSpec": {"containerSpec": {"env": {"API_TOKEN": "hunter2new"}, "args": []}}, "labels": []}""",
                "taskSpec=update labels=update"
            ),
            $"- taskSpec.containerSpec.env.DB_PASSWORD: {Hidden}",
            $"~ taskSpec.containerSpec.env.API_TOKEN: {Hidden} => {Hidden}",
            $"~ taskSpec.containerSpec.args: [--password={Hidden}] => []",
            $"- labels[\"auth.password\"]: {Hidden}"
        );

    [Fact]
    public void Lines_of_a_config_of_which_the_rest_is_shown() =>
        AssertLines(
            new PlanText()
                .Nodes("node1 manager")
                .Step(
                    "replace",
                    Judged.Workloads,
                    Config,
                    "app",
                    Content("user = app\npassword = hunter2old\nlevel = info\n"),
                    Content("user = app\npassword = hunter2new\nlevel = debug\n"),
                    "data=update-replace",
                    "data"
                ),
            $"-     password = {Hidden}",
            $"+     password = {Hidden}",
            "-     level = info",
            "+     level = debug"
        );

    [Fact]
    public void The_content_of_a_new_config_is_shown_as_text() =>
        AssertLines(
            new PlanText()
                .Nodes("node1 manager")
                .Step("create", Judged.Workloads, Config, "app", next: Content("user = app\npassword = hunter2new\n")),
            "+ name: prod_app-1",
            "+ data:",
            "+     user = app",
            $"+     password = {Hidden}"
        );

    [Fact]
    public void A_long_text_that_is_a_secret_whole()
    {
        var (old, next) = (new string('h', 100) + "hunter2old", new string('h', 100) + "hunter2new");
        AssertLines(
            Updated(
                $$$"""{"taskSpec": {"containerSpec": {"env": {"DB_PASSWORD": "{{{old}}}"} } } }""",
                $$$"""{"taskSpec": {"containerSpec": {"env": {"DB_PASSWORD": "{{{next}}}"} } } }""",
                "taskSpec=update"
            ),
            $"~ taskSpec.containerSpec.env.DB_PASSWORD: {Hidden} => {Hidden}"
        );
    }

    [Fact]
    public void A_change_within_a_long_line_beside_a_secret()
    {
        var (old, next) = (
            $"{new string('x', 100)} --password=hunter2old --level=1",
            $"{new string('x', 100)} --password=hunter2new --level=2"
        );
        AssertLines(
            Updated(
                $$$"""{"taskSpec": {"containerSpec": {"dir": "{{{old}}}"} } }""",
                $$$"""{"taskSpec": {"containerSpec": {"dir": "{{{next}}}"} } }""",
                "taskSpec=update"
            ),
            $"~ taskSpec.containerSpec.dir: …xxxxxxxxxxxx --password={Hidden} --level=1 => …xxxxxxxxxxxx --password={Hidden} --level=2"
        );
    }

    // The lines stand in each report that people read, in this order, and the secret in none.
    private static void AssertLines(PlanText plan, params string[] lines)
    {
        var review = ReviewInput.Review(plan.Digest());
        var detail = string.Join(
            '\n',
            review
                .Components.SelectMany(component => component.Details)
                .SelectMany(one => one.Lines)
                .Select(line => $"{line.Sign} {line.Text}")
        );
        Assert.All(lines, line => Assert.Contains($"\n{line}", $"\n{detail}", StringComparison.Ordinal));
        Assert.All(
            [detail, MarkdownReport.Render(review), TextReport.Render(review), HtmlReport.Render(review), JsonReport.Render(review)],
            report =>
            {
                Assert.DoesNotContain("hunter2", report, StringComparison.Ordinal);
                Assert.DoesNotContain(Convert.ToBase64String("hunter2"u8)[..6], report, StringComparison.Ordinal);
                Assert.Contains(Hidden, report, StringComparison.Ordinal);
            }
        );
    }

    private static PlanText Updated(string old, string next, string differences) =>
        new PlanText().Nodes("node1 manager").Step("update", Judged.Workloads, Judged.Service, "web", old, next, differences);

    private static string Content(string text) =>
        $$"""{"data": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}", "name": "prod_app-1"}""";
}
