using System.CommandLine;
using Local.Cli.Reports;
using Local.Runner;

namespace Local.Cli.Verbs;

internal static class Up
{
    public static Command Create()
    {
        var command = new Command("up", "Make the virtual machines and the swarm on them match the program. Does not ask: the machines are on this computer and its own (see preview)")
        {
            SwarmCommand.Json,
        };
        command.SetAction(SwarmCommand.Guarded(async parsed =>
        {
            var terminal = Terminal.Open(parsed.GetValue(SwarmCommand.Json));
            var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
            if (stack.NodesToRestart().Count > 0)
            {
                // What ran on them may not have come back as it was: it is read before the program is held against it.
                var again = new RunSession(terminal, TimeProvider.System);
                var read = await again.RunAsync(
                    stack.Options with { Before = stack.RestartAsync }, (engine, interrupts) => engine.RefreshAsync(interrupts.Stop, interrupts.Abort));
                if (read.Outcome != EngineOutcome.Succeeded)
                {
                    return await EndAsync(again, read);
                }

                stack.HaveBeenRead();
            }

            var session = new RunSession(terminal, TimeProvider.System);
            return await EndAsync(session, await session.RunAsync(stack.Options, (engine, interrupts) =>
            {
                stack.Resume(terminal.Lines.WriteLine);
                return engine.UpAsync(interrupts.Stop, interrupts.Abort);
            }));

            async Task<int> EndAsync(RunSession ended, EngineResult result)
            {
                await UpReport.WriteAsync(terminal, result, ended.Timeline, stack);
                return RunSession.ExitCodeOf(result);
            }
        }));
        return command;
    }
}
