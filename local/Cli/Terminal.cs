using Spectre.Console;

namespace Local.Cli;

/// <summary>Where a command's words go: the report to standard output; with <c>--json</c> only the JSON there, and the rest to standard error.</summary>
internal sealed class Terminal
{
    /// <summary>For what a person reads.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>For plain progress lines.</summary>
    public required TextWriter Lines { get; init; }

    /// <summary>For JSON; null when a person reads.</summary>
    public TextWriter? Json { get; init; }

    /// <summary>Whether a tree can be kept up to date on the screen, and a question asked.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Whether this is a step of GitHub Actions.</summary>
    public bool IsGitHub { get; init; }

    public static Terminal Open(bool json)
    {
        var wishes = OutputWishes.Of(Environment.GetEnvironmentVariable);
        var words = json ? System.Console.Error : System.Console.Out;
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(words) };
        if (wishes.IsDumb)
        {
            settings.Ansi = AnsiSupport.No;
        }

        if (wishes.NoColor)
        {
            settings.ColorSystem = ColorSystemSupport.NoColors;
        }

        var console = AnsiConsole.Create(settings);
        if (wishes.NoBoxes)
        {
            console.Pipeline.Attach(new WithoutBoxes());
        }

        var isLive =
            !json
            && !wishes.NoTree
            && !System.Console.IsOutputRedirected
            && !System.Console.IsInputRedirected
            && console.Profile.Capabilities.Ansi;
        if (!isLive)
        {
            // Whole lines: what reads a file or a log wraps them itself.
            console.Profile.Width = 1000;
        }

        return new Terminal
        {
            Console = console,
            Lines = words,
            Json = json ? System.Console.Out : null,
            IsLive = isLive,
            IsGitHub = wishes.IsGitHub,
        };
    }
}
