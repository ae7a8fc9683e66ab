using System.CommandLine;

namespace Local.Cli.Commands;

internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that completes this command line: source <(./swarm completion bash)")
        {
            shell,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                await Console.Out.WriteAsync(Script(parsed.GetRequiredValue(shell)));
                return ExitCode.Done;
            })
        );
        return command;
    }

    public static string Script(string shell)
    {
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{shell}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
