using System.CommandLine;
using Local.Cli.Reports;

namespace Local.Cli.Commands;

internal static class ImportCommand
{
    public static Command Create()
    {
        var command = new Command(
            "import",
            "Take over what already runs on the swarm under the stack's names, and show what up would change about it; touches nothing but the state"
        );
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(json: false);
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                _ = stack.Nodes();
                var session = new RunSession(terminal, TimeProvider.System);
                var result = await session.ImportAsync(stack.Options);
                ImportReport.Write(terminal.Console, result);
                return RunSession.ExitCodeOf(result);
            })
        );
        return command;
    }
}
