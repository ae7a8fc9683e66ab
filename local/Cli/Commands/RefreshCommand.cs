using System.CommandLine;
using Local.Cli.Nodes;
using Local.Cli.Reports;
using Spectre.Console;

namespace Local.Cli.Commands;

internal static class RefreshCommand
{
    public static Command Create()
    {
        var command = new Command("refresh", "Read what is really there into the state; changes nothing else");
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(json: false);
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                if (stack.StoppedNodes() is { Count: > 0 } stopped)
                {
                    throw new RefusedCommandException(
                        $"nothing can be read from machines that are not running. {StoppedNode.Sentence(stopped)} ./swarm up starts them again and reads them"
                    );
                }

                var session = new RunSession(terminal, TimeProvider.System);
                var result = await session.RunAsync(stack.Options, (runner, interrupts) =>
                    runner.RefreshAsync(interrupts.Stop, interrupts.Abort)
                );
                terminal.Console.WriteLine($"{PlanReport.Sum(result, Progress.Words.Done)} in {PlanReport.Seconds(result)}");
                return RunSession.ExitCodeOf(result);
            })
        );
        return command;
    }
}
