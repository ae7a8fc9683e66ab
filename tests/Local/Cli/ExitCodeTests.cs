using System.CommandLine;
using Local.Cli;
using Local.Cli.Commands;
using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Cli;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(RunOutcome.Succeeded, 0)]
    [InlineData(RunOutcome.Failed, 1)]
    [InlineData(RunOutcome.Stopped, 130)]
    public void A_run_ends_with_its_outcomes_code(RunOutcome outcome, int code) =>
        Assert.Equal(code, RunSession.ExitCodeOf(Steps.Result(outcome)));

    [Fact]
    public void A_configuration_that_is_refused_ends_with_its_own_code() =>
        Assert.Equal(
            ExitCode.Refused,
            RunSession.ExitCodeOf(Steps.Result(RunOutcome.Failed, [], [new Diagnostic(LogLevel.Error, "One problem")]))
        );

    [Fact]
    public void A_run_that_changed_something_before_the_program_failed_is_no_refusal() =>
        Assert.Equal(
            ExitCode.Failed,
            RunSession.ExitCodeOf(
                Steps.Result(
                    RunOutcome.Failed,
                    [Steps.Create("command:remote:Command", "node2-docker")],
                    [new Diagnostic(LogLevel.Error, "One problem")]
                )
            )
        );

    [Fact]
    public Task A_refusal_is_2() => Ends(2, new RefusedCommandException("no"));

    [Fact]
    public Task A_bad_configuration_is_2() => Ends(2, new ConfigurationException("no"));

    [Fact]
    public Task A_stack_that_another_run_holds_is_4() => Ends(4, new StackLockedException("held"));

    [Fact]
    public Task Ctrl_c_before_the_run_is_130() => Ends(130, new OperationCanceledException());

    [Fact]
    public void The_help_lists_every_code() =>
        Assert.Contains(
            "Exit codes: 0 done; 1 something failed, the same command continues from there; 2 refused, nothing was touched;\n"
                + "3 something that should run does not (verify, status), a change needs more care than is allowed (review), or it is not the one that was approved (approved);\n"
                + "4 another run holds the stack; 130 stopped.",
            SwarmCommand.Create().Description,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("up")]
    [InlineData("preview")]
    [InlineData("down")]
    public async Task A_misspelt_option_is_refused(string verb)
    {
        var parsed = SwarmCommand.Create().Parse([verb, "--stck", "dev"]);

        Assert.NotEmpty(parsed.Errors);
        Assert.Equal(2, await SwarmCommand.InvokeAsync(parsed, TextWriter.Null));
    }

    [Theory]
    [InlineData("bench", "plan")]
    [InlineData("test", "--vms")]
    public async Task What_the_script_starts_is_refused_when_it_does_not_come_first(string verb, string argument) =>
        Assert.Equal(2, await SwarmCommand.InvokeAsync(SwarmCommand.Create().Parse(["--stack", "dev", verb, argument]), TextWriter.Null));

    private static async Task Ends(int code, Exception cause)
    {
        var verb = new Command("verb");
        verb.SetAction(SwarmCommand.Guarded(_ => throw cause));

        Assert.Equal(code, await verb.Parse([]).InvokeAsync());
    }
}
