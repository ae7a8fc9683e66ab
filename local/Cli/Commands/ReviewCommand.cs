using System.CommandLine;
using Review.Effects;
using Review.Reports;
using Review.Rules;

namespace Local.Cli.Commands;

internal static class ReviewCommand
{
    private const string Text = "text";
    private const string Markdown = "markdown";
    private const string Json = "json";
    private const string Html = "html";
    private const string Sarif = "sarif";
    private const string CodeQuality = "codequality";
    private const string LookTwice = "look-twice";
    private const string Dangerous = "dangerous";

    private static readonly Dictionary<string, Severity> _severities = Enum.GetValues<Severity>()
        .ToDictionary(severity => severity.ToString().ToLowerInvariant());

    public static Command Create()
    {
        var file = PlanInput.File();
        var format = new Option<string>("--format")
        {
            Description =
                "text for a terminal, markdown for a pull request, html for a browser, json for another program, sarif for the findings at the lines of the files, codequality for the same on GitLab",
            DefaultValueFactory = _ => Text,
        };
        var exit = PlanInput.PulumiExit();
        var failOn = new Option<string[]>("--fail-on")
        {
            Description =
                "End with exit code 3 if the change needs that much care or more (look-twice, dangerous), if the rules find something that severe or worse which is not accepted (low, medium, high, critical), or if the plan is not whole. May be given several times",
        };
        format.AcceptOnlyFromAmong(Text, Markdown, Html, Json, Sarif, CodeQuality);
        failOn.AcceptOnlyFromAmong([LookTwice, Dangerous, .. _severities.Keys]);
        var command = new Command(
            "review",
            "Say what a plan does to the swarm: nodes, quorum, services, ports, data, and how much care it needs. No credentials are needed, and no machine is contacted"
        )
        {
            file,
            format,
            exit,
            failOn,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var review = await PlanInput.ReviewAsync(parsed.GetRequiredValue(file), parsed.GetValue(exit));
                await parsed.InvocationConfiguration.Output.WriteAsync(
                    parsed.GetValue(format) switch
                    {
                        Markdown => MarkdownReport.Render(review),
                        Html => HtmlReport.Render(review),
                        Json => JsonReport.Render(review),
                        Sarif => SarifReport.Render(review),
                        CodeQuality => CodeQualityReport.Render(review),
                        _ => TextReport.Render(review),
                    }
                );
                return (parsed.GetValue(failOn) ?? []).Any(limit => IsTooMuch(review, limit)) ? ExitCode.Broken : ExitCode.Done;
            })
        );
        return command;
    }

    // A plan that is not whole may hold anything.
    private static bool IsTooMuch(ChangeReview review, string limit) =>
        review.Verdict.Trouble is not null
        || limit switch
        {
            LookTwice => review.Verdict.Care >= Care.LookTwice,
            Dangerous => review.Verdict.Care == Care.Dangerous,
            _ => review.Findings.Any(finding => finding.IsOpen && finding.Rule.Severity >= _severities[limit]),
        };
}
