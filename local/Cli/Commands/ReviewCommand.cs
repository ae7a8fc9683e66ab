using System.CommandLine;
using Review.Effects;
using Review.Plans;
using Review.Reports;

namespace Local.Cli.Commands;

internal static class ReviewCommand
{
    private const string StandardInput = "-";
    private const string Text = "text";
    private const string Markdown = "markdown";
    private const string Json = "json";
    private const string Html = "html";
    private const string LookTwice = "look-twice";
    private const string Dangerous = "dangerous";

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "What pulumi preview --json, pulumi up --json or ./swarm preview --json printed; - is the standard input",
            DefaultValueFactory = _ => StandardInput,
        };
        var format = new Option<string>("--format")
        {
            Description = "text for a terminal, markdown for a pull request, html for a browser, json for another program",
            DefaultValueFactory = _ => Text,
        };
        var exit = new Option<int?>("--pulumi-exit")
        {
            Description =
                "The exit code of the Pulumi CLI: 7 says that there are changes where none were expected, any other but 0 that the plan may not be whole",
        };
        var failOn = new Option<string>("--fail-on")
        {
            Description =
                "End with exit code 3 if the change needs that much care or more (look-twice or dangerous), or if the plan is not whole",
        };
        format.AcceptOnlyFromAmong(Text, Markdown, Html, Json);
        failOn.AcceptOnlyFromAmong(LookTwice, Dangerous);
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
                var review = ChangeReview.Of(
                    Read(await BytesAsync(parsed.GetRequiredValue(file)), parsed.GetRequiredValue(file)),
                    parsed.GetValue(exit)
                );
                await parsed.InvocationConfiguration.Output.WriteAsync(
                    parsed.GetValue(format) switch
                    {
                        Markdown => MarkdownReport.Render(review),
                        Html => HtmlReport.Render(review),
                        Json => JsonReport.Render(review),
                        _ => TextReport.Render(review),
                    }
                );
                // A plan that is not whole may hold anything.
                var tooMuch = parsed.GetValue(failOn) switch
                {
                    LookTwice => review.Verdict.Care >= Care.LookTwice,
                    Dangerous => review.Verdict.Care == Care.Dangerous || review.Verdict.Trouble is not null,
                    _ => false,
                };
                return tooMuch ? ExitCode.Broken : ExitCode.Done;
            })
        );
        return command;
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
