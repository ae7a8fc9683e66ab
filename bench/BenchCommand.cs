using System.CommandLine;
using Local.Cli;
using Local.Cli.Commands;

namespace Bench;

/// <summary>What <c>./swarm bench</c> starts.</summary>
internal static class BenchCommand
{
    public static RootCommand Create()
    {
        var part = new Argument<string>("part")
        {
            Description =
                "up: a first up against its slowest node; again: up and preview with nothing changed; plan: plans of 3, 100 and 1,000 nodes; stack: a stack file of 200 services; review: the report on a plan for 1,000 nodes",
            DefaultValueFactory = _ => "all",
        };
        part.AcceptOnlyFromAmong("all", "up", "again", "plan", "stack", "review");
        var command = new RootCommand(SwarmCommand.Measure) { SwarmCommand.Stack, part };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = parsed.GetRequiredValue(SwarmCommand.Stack);
                var wanted = parsed.GetRequiredValue(part);
                var terminal = Terminal.Open(json: false);
                var isUp = LocalStack.Open(stack).TryReadStack() is { Resources.Count: > 0 };
                if (wanted == "up" && isUp)
                {
                    throw new RefusedCommandException(
                        $"the stack {stack} is up, so that a first up cannot be measured: ./swarm down first"
                    );
                }

                var good = true;
                if (wanted == "up" || (wanted == "all" && !isUp))
                {
                    good &= await UpBench.RunAsync(stack, terminal);
                }

                if (wanted is "again" or "all")
                {
                    using var interrupts = new Interrupts(terminal.Lines.WriteLine);
                    good &= await AgainBench.RunAsync(stack, terminal.Lines.WriteLine, interrupts);
                }

                if (wanted is "plan" or "all")
                {
                    using var interrupts = new Interrupts(terminal.Lines.WriteLine);
                    good &= await PlanBench.RunAsync(stack, terminal.Lines.WriteLine, interrupts.Stop);
                }

                if (wanted is "stack" or "all")
                {
                    using var interrupts = new Interrupts(terminal.Lines.WriteLine);
                    good &= await StackBench.RunAsync(stack, terminal.Lines.WriteLine, interrupts.Stop);
                }

                if (wanted is "review" or "all")
                {
                    good &= ReviewBench.Run(terminal.Lines.WriteLine);
                }

                return good ? ExitCode.Done : ExitCode.Failed;
            })
        );
        return command;
    }
}
