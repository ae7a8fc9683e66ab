using System.CommandLine;
using System.Diagnostics;
using Local.Cli.Look;
using Local.Cli.Verify;

namespace Local.Cli.Commands;

internal static class LogsCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("service")
        {
            Description = "A service, by its name in the stack file or on the swarm, or a container such as app1",
            CompletionSources = { Offers.Workloads },
        };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what is printed from now on, until Ctrl-C" };
        var tail = new Option<int?>("--tail", "-n") { Description = "Begin with so many lines from the end; default: all" };
        var command = new Command("logs", "Show what a service's tasks, or a container, have printed")
        {
            name,
            follow,
            tail,
            SwarmCommand.Outputs,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var nodes = await PulumiOutputs.NodesAsync(stack, parsed.GetValue(SwarmCommand.Outputs));
                // Ctrl-C ends the look, and then is for the command over there.
                using var interrupts = new Interrupts(_ => { });
                var sight = await new SwarmLook(NodeShell.Prompt(stack.Resolver), NodeShell.PromptTimeout).LookAsync(
                    nodes,
                    interrupts.Stop
                );
                var (node, what) = LogSource.Find(sight, parsed.GetRequiredValue(name), parsed.GetValue(follow), parsed.GetValue(tail));
                using var ssh = Process.Start(
                    "ssh",
                    [.. NodeShell.Bounds(NodeShell.PromptSeconds), .. node.Ssh.At(stack.Resolver).Arguments, what]
                );
                await ssh.WaitForExitAsync();
                return interrupts.Stop.IsCancellationRequested ? ExitCode.Stopped : ssh.ExitCode;
            })
        );
        return command;
    }
}
