using Review.Reports;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What the changes of a preview do to the swarm, by the same model as the reports for reviewers.</summary>
internal static class EffectsReport
{
    public static void Write(IAnsiConsole console, ChangeReview review)
    {
        console.WriteLine();
        console.Write(new Text(TextReport.Summary(review)));
        console.WriteLine("\nWhat the rules find, and who may reach what: ./swarm preview --json --show-sames | ./swarm review");
    }
}
