using System.CommandLine;
using System.Diagnostics;
using Local.Cli.Client;
using Local.Cli.Verify;

namespace Local.Cli.Commands;

internal static class DockerCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("arguments") { Description = "What docker is to do, after --", Arity = ArgumentArity.OneOrMore };
        var command = new Command("docker", "Run this computer's docker client against a manager of the swarm; ends with its exit code")
        {
            words,
            SwarmCommand.Outputs,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var client = DockerClient.OfThisComputer();
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var nodes = await PulumiOutputs.NodesAsync(stack, parsed.GetValue(SwarmCommand.Outputs));
                // Ctrl-C is for docker.
                using var interrupts = new Interrupts(_ => { });
                var manager = await AnsweringManager.FindAsync(
                    nodes,
                    NodeShell.Prompt(stack.Resolver),
                    NodeShell.PromptTimeout,
                    interrupts.Stop
                );
                var directory = Directory.CreateTempSubdirectory("swarm-docker-");
                try
                {
                    var start = client.Start(manager.Ssh.At(stack.Resolver), directory.FullName, parsed.GetRequiredValue(words));
                    // Files in the arguments are named from where ./swarm was called.
                    start.WorkingDirectory = CalledFrom.Directory;
                    using var docker = Process.Start(start)!;
                    await docker.WaitForExitAsync();
                    return docker.ExitCode;
                }
                finally
                {
                    directory.Delete(recursive: true);
                }
            })
        );
        return command;
    }
}
