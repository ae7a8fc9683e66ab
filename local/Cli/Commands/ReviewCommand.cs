using System.CommandLine;
using Review.Acceptances;
using Review.Effects;
using Review.Plans;
using Review.Reports;
using Review.Rules;

namespace Local.Cli.Commands;

internal static class ReviewCommand
{
    private const string StandardInput = "-";
    private const string Text = "text";
    private const string Markdown = "markdown";
    private const string Json = "json";
    private const string Html = "html";
    private const string Sarif = "sarif";
    private const string LookTwice = "look-twice";
    private const string Dangerous = "dangerous";

    private static readonly Dictionary<string, Severity> _severities = Enum.GetValues<Severity>()
        .ToDictionary(severity => severity.ToString().ToLowerInvariant());

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "What pulumi preview --json, pulumi up --json or ./swarm preview --json printed; - is the standard input",
            DefaultValueFactory = _ => StandardInput,
        };
        var format = new Option<string>("--format")
        {
            Description =
                "text for a terminal, markdown for a pull request, html for a browser, json for another program, sarif for the findings at the lines of the files",
            DefaultValueFactory = _ => Text,
        };
        var exit = new Option<int?>("--pulumi-exit")
        {
            Description =
                "The exit code of the Pulumi CLI: 7 says that there are changes where none were expected, any other but 0 that the plan may not be whole",
        };
        var failOn = new Option<string[]>("--fail-on")
        {
            Description =
                "End with exit code 3 if the change needs that much care or more (look-twice, dangerous), if the rules find something that severe or worse which is not accepted (low, medium, high, critical), or if the plan is not whole. May be given several times",
        };
        format.AcceptOnlyFromAmong(Text, Markdown, Html, Json, Sarif);
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
                var plan = Read(await BytesAsync(parsed.GetRequiredValue(file)), parsed.GetRequiredValue(file));
                var review = ChangeReview.Of(
                    plan,
                    new ReviewOptions { PulumiExit = parsed.GetValue(exit), Files = ProjectFiles.Of(plan, TextInProject) }
                );
                await parsed.InvocationConfiguration.Output.WriteAsync(
                    parsed.GetValue(format) switch
                    {
                        Markdown => MarkdownReport.Render(review),
                        Html => HtmlReport.Render(review),
                        Json => JsonReport.Render(review),
                        Sarif => SarifReport.Render(review),
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

    // A plan may be anybody's: it names no file outside the project.
    private static string? TextInProject(string file)
    {
        var directory = Project.Find(Environment.CurrentDirectory).Directory;
        var path = Path.GetFullPath(file, directory);
        return path.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
            ? File.ReadAllText(path)
            : null;
    }

    private static Plan Read(byte[] input, string file)
    {
        try
        {
            return PlanReader.Read(input, file == StandardInput ? "the standard input" : file);
        }
        catch (PlanFormatException wrong)
        {
            throw new RefusedCommandException(wrong.Message);
        }
    }

    private static async Task<byte[]> BytesAsync(string file)
    {
        if (file != StandardInput)
        {
            var path = CalledFrom.PathOf(file);
            return File.Exists(path)
                ? await File.ReadAllBytesAsync(path)
                : throw new RefusedCommandException($"there is no file {file}. Name a file, or - for the standard input.");
        }

        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
