using System.CommandLine;
using Local.Cli;
using Local.Cli.Commands;
using Tests.Review;

namespace Tests.Local.Cli.Commands;

/// <summary>The command line of a review; what the reports say is tested beside them.</summary>
public sealed class ReviewCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_file_is_reviewed_as_text_unless_another_format_is_asked_for()
    {
        var (code, text) = await RunAsync(ReviewInput.Digest("scale"));
        var (_, markdown) = await RunAsync(ReviewInput.Stream("scale"), "--format", "markdown");
        var (_, json) = await RunAsync(ReviewInput.Digest("scale"), "--format", "json");

        var (_, html) = await RunAsync(ReviewInput.Digest("scale"), "--format", "html");

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">\n", html, StringComparison.Ordinal);
        Assert.StartsWith("ROUTINE: 1 service scaled. Time: until the tasks of whoami run.\n", text, StringComparison.Ordinal);
        Assert.StartsWith("## 🟢 Routine: stack `vms`\n", markdown, StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"stack\": \"vms\",", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scale", "look-twice", ExitCode.Done)]
    [InlineData("network-rename", "look-twice", ExitCode.Broken)]
    [InlineData("network-rename", "dangerous", ExitCode.Done)]
    [InlineData("destroy", "look-twice", ExitCode.Broken)]
    [InlineData("destroy", "dangerous", ExitCode.Broken)]
    public async Task A_change_that_needs_more_care_than_is_allowed_ends_with_its_own_code(string name, string limit, int code) =>
        Assert.Equal(code, (await RunAsync(ReviewInput.Digest(name), "--fail-on", limit)).Code);

    // The image of the service has a tag and no digest (low), no limit of memory (medium), and nothing that is high.
    [Theory]
    [InlineData(ExitCode.Broken, "low")]
    [InlineData(ExitCode.Broken, "medium")]
    [InlineData(ExitCode.Done, "high")]
    [InlineData(ExitCode.Done, "critical")]
    [InlineData(ExitCode.Broken, "critical", "medium")]
    public async Task What_the_rules_find_ends_with_that_code_as_well(int code, params string[] limits) =>
        Assert.Equal(
            code,
            (await RunAsync(ReviewInput.Digest("scale"), [.. limits.SelectMany(limit => new[] { "--fail-on", limit })])).Code
        );

    [Fact]
    public async Task How_the_Pulumi_CLI_ended_is_taken_into_account()
    {
        var (_, unexpected) = await RunAsync(ReviewInput.Digest("scale"), "--pulumi-exit", "7");
        var (_, failed) = await RunAsync(ReviewInput.Digest("scale"), "--pulumi-exit", "1");

        Assert.StartsWith("ROUTINE: 1 service scaled. Time: until the tasks of whoami run.\n", unexpected, StringComparison.Ordinal);
        Assert.EndsWith("\nNote: pulumi ended with 7: there are changes where none were expected.\n", unexpected, StringComparison.Ordinal);
        Assert.StartsWith(
            "LOOK TWICE: There are CHANGES that the plan does not name, so this is not all. No change is known.\n",
            (await RunAsync(ReviewInput.Digest("no-change"), "--pulumi-exit", "7")).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "LOOK TWICE: The preview FAILED, so this may not be all. 1 service scaled. Time: until the tasks of whoami run.\n",
            failed,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\nNote: pulumi ended with 1: an error.\n", failed, StringComparison.Ordinal);
        // What is not known may be worse than what is.
        Assert.Equal(ExitCode.Broken, (await RunAsync(ReviewInput.Digest("scale"), "--pulumi-exit", "1", "--fail-on", "dangerous")).Code);
    }

    [Fact]
    public async Task What_is_no_plan_is_refused() =>
        Assert.Equal(ExitCode.Refused, (await RunAsync(ReviewInput.Digest("scale")[..500])).Code);

    private async Task<(int Code, string Output)> RunAsync(byte[] input, params string[] options)
    {
        await File.WriteAllBytesAsync(_file, input);
        await using var output = new StringWriter();
        var code = await SwarmCommand
            .Create()
            .Parse(["review", _file, .. options])
            .InvokeAsync(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return (code, output.ToString());
    }
}
