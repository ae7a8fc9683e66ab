using System.CommandLine;
using Local.Cli.Client;
using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Machines;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Commands;

internal static class DownCommand
{
    public static Command Create()
    {
        var yes = new Option<bool>("--yes", "-y")
        {
            Description = "Do not ask for confirmation. Without this option, the question is asked only on a terminal",
        };
        var command = new Command("down", "Delete the virtual machines and everything else that the stack made, except the image cache")
        {
            yes,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(json: false);
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var recorded = stack.TryReadStack()?.Resources.Count ?? 0;
                if (
                    recorded > 0
                    && terminal.IsLive
                    && !parsed.GetValue(yes)
                    && !await terminal.Console.ConfirmAsync(
                        $"Delete the stack {stack.Options.Stack} with its virtual machines and everything on them ({recorded} resources)?",
                        defaultValue: false
                    )
                )
                {
                    terminal.Console.WriteLine("Nothing was deleted.");
                    return ExitCode.Stopped;
                }

                var session = new RunSession(terminal, TimeProvider.System);
                var result = await session.RunAsync(stack.Options, (runner, interrupts) =>
                    runner.DestroyAsync(interrupts.Stop, interrupts.Abort)
                );
                if (result.Outcome == RunOutcome.Succeeded)
                {
                    await stack.RemoveRestAsync(CancellationToken.None);
                    var context = ContextCommand.Of(stack);
                    if (await context.RemoveAsync(DockerClient.TryFind("docker"), CancellationToken.None))
                    {
                        terminal.Console.WriteLine($"The docker context {context.Name} is gone, too");
                    }
                }

                KeptVolumes.Write(terminal.Console, result);
                terminal.Console.WriteLine($"{PlanReport.Sum(result, Words.Done)} in {PlanReport.Seconds(result)}");
                if (result.Outcome == RunOutcome.Succeeded)
                {
                    terminal.Console.WriteLine($"What remains is the image cache, {ImageCache.DefaultDirectory}");
                }

                return RunSession.ExitCodeOf(result);
            })
        );
        return command;
    }
}
