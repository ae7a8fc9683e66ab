using Review.Reports;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What the changes of a preview do to the swarm, by the same model as the reports for reviewers.</summary>
internal static class EffectsReport
{
    /// <param name="console">Where to.</param>
    /// <param name="review">What the changes do.</param>
    /// <param name="stack">The stack's name.</param>
    public static void Write(IAnsiConsole console, ChangeReview review, string stack)
    {
        console.WriteLine();
        console.Write(new Text(TextReport.Summary(review)));
        console.WriteLine(
            $"\nWhat the rules find, and who may reach what: ./swarm preview{(stack == "dev" ? "" : $" --stack {stack}")} --json --show-sames | ./swarm review"
        );
    }
}
