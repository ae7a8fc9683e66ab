using Local.Cli.Look;
using Local.Cli.Nodes;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What <c>status</c> found, for a person.</summary>
internal static class StatusReport
{
    public static void Write(IAnsiConsole console, StatusDocument document)
    {
        StatusTables.Write(console, document);
        foreach (var endpoint in document.Endpoints)
        {
            console.WriteLine($"Open {endpoint}");
        }

        if (document.Resources is { } resources)
        {
            WriteRecord(console, document, resources);
        }

        WriteProblems(console, document);
    }

    private static void WriteRecord(IAnsiConsole console, StatusDocument document, int resources)
    {
        console.WriteLine(
            document switch
            {
                { Resources: 0, Run: null } => $"The stack {document.Stack} is not up: ./swarm up brings it up",
                { Nodes.Count: 0, Run: null } =>
                    $"{resources} resources recorded, but no nodes: the last run did not get that far. ./swarm up continues from there",
                _ => $"{resources} resources recorded",
            }
        );
        if (document.Run is { } run)
        {
            console.WriteLine(
                $"A run is in progress ({run}){(document.UnderWay.Count > 0 ? $" on {string.Join(", ", document.UnderWay)}" : "")}: this is how things are at the moment"
            );
        }
        else if (document.Interrupted.Count > 0)
        {
            console.WriteLine($"A run was interrupted at {string.Join(", ", document.Interrupted)}: ./swarm up continues from there");
        }
    }

    private static void WriteProblems(IAnsiConsole console, StatusDocument document)
    {
        if (document.Stopped.Count > 0)
        {
            console.WriteLine($"{StoppedNode.Sentence(document.Stopped)} ./swarm up starts them again.");
        }
        else if (document is { IsSwarmSilent: true, Run: null })
        {
            console.WriteLine(
                "No node reports what the swarm looks like, so the roles are those of the last run that ended. ./swarm verify takes a closer look"
            );
        }

        // Those are told in the sentence above.
        foreach (var problem in document.Problems.Where(problem => document.Stopped.All(node => node.Name != problem.Subject)))
        {
            console.MarkupLineInterpolated($"[red]not well:[/] {problem.What}");
            console.WriteLine($"  next: {problem.Fix}");
        }

        if (document is { IsWell: true, Run: null, Nodes.Count: > 0 })
        {
            console.MarkupLine("[green]All is well[/]");
        }
    }
}
