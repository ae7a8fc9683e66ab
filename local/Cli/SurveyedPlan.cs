using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Providers.Aws;
using Local.Runner;

namespace Local.Cli;

/// <summary>A plan of a stack as if nothing were there yet, made in order to know what it uses of AWS.</summary>
/// <param name="Survey">What it uses.</param>
/// <param name="Result">The plan.</param>
internal sealed record SurveyedPlan(AwsSurvey Survey, RunResult Result)
{
    /// <summary>Plans. What is wrong with the configuration is reported on standard error; then the exit code is not 0, and the rest is of no use.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="types">The types of AWS that it may use.</param>
    public static async Task<SurveyedPlan> OfAsync(string stack, IReadOnlySet<string> types)
    {
        var survey = new AwsSurvey(types);
        using var interrupts = new Interrupts(_ => { });
        var options = LocalStack.Open(stack).Options;
        var result = await new StackRunner(
            options with
            {
                FromNothing = true,
                Providers = [.. options.Providers.Where(factory => factory.Package != survey.Package), survey],
            },
            new Observers()
        ).PreviewAsync(interrupts.Stop);
        if (result.Outcome != RunOutcome.Succeeded)
        {
            FailureReport.Write(Terminal.Open(json: true).Console, result, isPlan: true);
        }
        else if (survey.Uses.Count == 0)
        {
            throw new RefusedCommandException($"the stack {stack} creates nothing on AWS.");
        }

        return new(survey, result);
    }

    /// <summary>The exit code of a command that needs the plan.</summary>
    public int ExitCode => RunSession.ExitCodeOf(Result);
}
