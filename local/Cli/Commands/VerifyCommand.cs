using System.CommandLine;
using Local.Cli.Reports;
using Local.Cli.Verify;
using Local.Cli.Verify.Checks;

namespace Local.Cli.Commands;

internal static class VerifyCommand
{
    // One emulated core per node answers slowly; a check that hangs has failed long before.
    private static readonly TimeSpan _checkTimeout = TimeSpan.FromMinutes(3);

    public static Command Create()
    {
        var command = new Command(
            "verify",
            "Check on the running swarm that everything is as the stack declares it and works as the tutorial shows, one line per check"
        )
        {
            SwarmCommand.Json,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(parsed.GetValue(SwarmCommand.Json));
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var nodes = stack.Nodes();
                using var interrupts = new Interrupts(terminal.Lines.WriteLine);
                using var outside = new Outside(stack.Resolver);
                var shell = new NodeShell(stack.Resolver);
                var state = stack.TryReadStack()!;
                var remedies = new Remedies(
                    stack.Options.Stack,
                    (await stack.RowsAsync(state.Outputs)).ToDictionary(row => row.Name, row => row.State)
                );
                var declared = Declared.In(state, nodes);
                var results = await new Verifier(_checkTimeout).RunAsync(
                    AllChecks.InOrder,
                    stop => RunningSwarm.LookAsync(nodes, shell, outside, declared, remedies, stop),
                    interrupts.Stop
                );
                VerifyReport.Write(terminal.Console, results);
                terminal.Json?.WriteLine(JsonText.Of(results));
                return results.Any(result => result.Passed == false) ? ExitCode.Broken : ExitCode.Done;
            })
        );
        return command;
    }
}
