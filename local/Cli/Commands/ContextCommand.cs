using System.CommandLine;
using Local.Cli.Client;
using Local.Cli.Verify;

namespace Local.Cli.Commands;

internal static class ContextCommand
{
    public static Command Create()
    {
        var remove = new Option<bool>("--remove") { Description = "Take the context and the configuration of ssh away, as down does" };
        var command = new Command("context", "Make a context of this computer's docker client for the swarm")
        {
            remove,
            SwarmCommand.Outputs,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var context = Of(stack);
                if (parsed.GetValue(remove))
                {
                    await Console.Out.WriteLineAsync(
                        await context.RemoveAsync(DockerClient.TryFind("docker"), CancellationToken.None)
                            ? $"The docker context {context.Name} and its configuration of ssh are gone."
                            : $"There is no docker context {context.Name} of this checkout."
                    );
                    return ExitCode.Done;
                }

                var docker = DockerClient.Find("docker");
                var file = parsed.GetValue(SwarmCommand.Outputs);
                var nodes = await PulumiOutputs.NodesAsync(stack, file);
                using var interrupts = new Interrupts(_ => { });
                var manager = await AnsweringManager.FindAsync(
                    nodes,
                    NodeShell.Prompt(stack.Resolver),
                    NodeShell.PromptTimeout,
                    interrupts.Stop
                );
                context.WriteConfiguration(nodes, stack.Resolver);
                await context.CreateAsync(docker, manager, interrupts.Stop);
                await Console.Out.WriteLineAsync(
                    $"""
                    The docker context {context.Name} reaches the swarm through {manager.Name}:
                      docker --context {context.Name} node ls
                      docker context use {context.Name}     (until docker context use default)
                    It needs {context.ConfigFile}, which ~/.ssh/config includes now. When {manager.Name} is gone, run this again.
                    {(
                        file is null
                            ? "./swarm down takes all of it away, and so does ./swarm context --remove."
                            : "./swarm context --remove takes all of it away."
                    )}
                    """
                );
                return ExitCode.Done;
            })
        );
        return command;
    }

    /// <summary>The context of a stack.</summary>
    public static DockerContext Of(LocalStack stack) =>
        new(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), stack.Options.ProjectDirectory, stack.Options.Stack);
}
