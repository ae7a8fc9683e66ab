using System.CommandLine;
using Local.Cli.Reports;

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
            var session = new RunSession(terminal, TimeProvider.System);
            var result = await session.RunAsync(stack.Options, (engine, interrupts) =>
            {
                stack.Resume(terminal.Lines.WriteLine);
                return engine.UpAsync(interrupts.Stop, interrupts.Abort);
            });
            await UpReport.WriteAsync(terminal, result, session.Timeline, stack);
            return RunSession.ExitCodeOf(result);
        }));
        return command;
    }
}
