using System.CommandLine;
using Review.Acceptances;
using Review.Plans;
using Review.Reports;

namespace Local.Cli.Commands;

/// <summary>The plan that a command is given, and its review.</summary>
internal static class PlanInput
{
    private const string StandardInput = "-";

    public static Argument<string> File() =>
        new("file")
        {
            Description = "What pulumi preview --json, pulumi up --json or ./swarm preview --json printed; - is the standard input",
            DefaultValueFactory = _ => StandardInput,
        };

    public static Option<int?> PulumiExit() =>
        new("--pulumi-exit")
        {
            Description =
                "The exit code of the Pulumi CLI: 7 says that there are changes where none were expected, any other but 0 that the plan may not be whole",
        };

    /// <param name="text">What links to the report.</param>
    public static Option<string?> Report(string text) =>
        new("--report") { Description = $"The address of the whole report, which the {text} links to beside the run" };

    /// <summary>Reads and reviews it.</summary>
    /// <exception cref="PlanFormatException">It is no plan, ends too early, or something else is mixed into it.</exception>
    public static async Task<ChangeReview> ReviewAsync(string file, int? pulumiExit) =>
        Review(await BytesAsync(file), file == StandardInput ? "the standard input" : file, pulumiExit);

    /// <summary>Reviews the text of a plan, which messages call by its name.</summary>
    /// <inheritdoc cref="ReviewAsync" path="/exception"/>
    public static ChangeReview Review(byte[] text, string name, int? pulumiExit = null)
    {
        var plan = PlanReader.Read(text, name);
        return ChangeReview.Of(plan, new ReviewOptions { PulumiExit = pulumiExit, Files = ProjectFiles.Of(plan, TextInProject) });
    }

    // A plan may be anybody's: it names no file outside the project.
    private static string? TextInProject(string file)
    {
        var directory = Project.Find(Environment.CurrentDirectory).Directory;
        var path = Path.GetFullPath(file, directory);
        return path.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal) && System.IO.File.Exists(path)
            ? System.IO.File.ReadAllText(path)
            : null;
    }

    private static async Task<byte[]> BytesAsync(string file)
    {
        if (file != StandardInput)
        {
            var path = CalledFrom.PathOf(file);
            return System.IO.File.Exists(path)
                ? await System.IO.File.ReadAllBytesAsync(path)
                : throw new RefusedCommandException($"there is no file {file}. Name a file, or - for the standard input.");
        }

        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
