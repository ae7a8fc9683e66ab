namespace Local.Machines.Computer;

/// <summary>Runs the script <c>build.sh</c> of a recipe.</summary>
internal static class Recipe
{
    private const string Mark = "status: ";

    /// <summary>The script is given the recipe's directory and the one to fill; its lines that begin with "status: " are shown.</summary>
    public static async Task BuildAsync(
        EmbeddedTree tree,
        string output,
        string what,
        TimeSpan timeout,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        var recipe = Path.Combine(output, "recipe");
        tree.ExtractTo(recipe);
        await ComputerTool.RunAsync("bash", [Path.Combine(recipe, "build.sh"), recipe, output], timeout, Report, cancellation);
        Directory.Delete(recipe, recursive: true);

        void Report(string line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                progress.Status($"{what}: {line[Mark.Length..]}");
            }
        }
    }
}
