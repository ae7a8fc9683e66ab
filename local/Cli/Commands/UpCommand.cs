using System.CommandLine;
using Local.Cli.Reports;
using Local.Cli.Verify;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Commands;

internal static class UpCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--delete-all-services")
        {
            Description =
                "Do not ask before deleting every service of the stack when the stack files no longer name any of them. The question is asked only on a terminal",
        };
        var command = new Command(
            "up",
            "Make the virtual machines and the swarm on them match the program. Does not ask first: the machines exist on this computer only (see preview)"
        )
        {
            SwarmCommand.Json,
            all,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(parsed.GetValue(SwarmCommand.Json));
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                if (stack.NodesToRestart().Count > 0)
                {
                    // What ran on them may not have come back as it was: it is read before the program is held against it.
                    var again = new RunSession(terminal, TimeProvider.System);
                    var read = await again.RunAsync(
                        stack.Options with
                        {
                            Before = stack.RestartAsync,
                            Unfinished = RepeatedAfterRestart.Why,
                        },
                        (runner, interrupts) => runner.RefreshAsync(interrupts.Stop, interrupts.Abort)
                    );
                    if (read.Outcome != RunOutcome.Succeeded)
                    {
                        return await EndAsync(again, read);
                    }

                    stack.MarkRestartsAsRead();
                }

                var guard = new ServicesGuard(stack.Options.Stack);
                var session = new RunSession(terminal, TimeProvider.System);
                var result = await UpAsync(
                    session,
                    parsed.GetValue(all) ? stack.Options : stack.Options with { RefuseDeletion = guard.Refuse }
                );
                if (
                    guard.Kept.Count > 0
                    && terminal.IsLive
                    && await terminal.Console.ConfirmAsync(
                        $"Delete every service of the stack {stack.Options.Stack} ({string.Join(", ", guard.Kept)})?",
                        defaultValue: false
                    )
                )
                {
                    session = new RunSession(terminal, TimeProvider.System);
                    result = await UpAsync(session, stack.Options);
                }

                return await EndAsync(session, result);

                Task<RunResult> UpAsync(RunSession run, RunOptions options) => run.RunAsync(options, async (runner, interrupts) =>
                    {
                        stack.Resume(terminal.Lines.WriteLine);
                        var ran = await runner.UpAsync(interrupts.Stop, interrupts.Abort);
                        return await FailedHealthchecks.ReadAsync(ran, new NodeShell(stack.Resolver), interrupts.Stop);
                    });

                async Task<int> EndAsync(RunSession ended, RunResult finished)
                {
                    await UpReport.WriteAsync(terminal, finished, ended.Timeline, stack);
                    return RunSession.ExitCodeOf(finished);
                }
            })
        );
        return command;
    }
}
