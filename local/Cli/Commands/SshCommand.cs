using System.CommandLine;
using System.Diagnostics;

namespace Local.Cli.Commands;

internal static class SshCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("node") { Description = "The node, such as node1", CompletionSources = { Offers.Nodes } };
        var words = new Argument<string[]>("command")
        {
            Description = "What to run there, after --; default: a shell",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("ssh", "Open a shell on a node, or run a command there; ends with its exit code")
        {
            name,
            words,
            SwarmCommand.Outputs,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var nodes = await PulumiOutputs.NodesAsync(stack, parsed.GetValue(SwarmCommand.Outputs));
                var wanted = parsed.GetRequiredValue(name);
                var node = nodes.FirstOrDefault(node => node.Name == wanted)
                    ?? throw new RefusedCommandException(
                        $"there is no node \"{wanted}\"; there are {string.Join(", ", nodes.Select(node => node.Name))}"
                    );

                // Ctrl-C is for the command over there.
                using var interrupts = new Interrupts(_ => { });
                using var ssh = Process.Start("ssh", [.. node.Ssh.At(stack.Resolver).Arguments, .. parsed.GetValue(words) ?? []]);
                await ssh.WaitForExitAsync();
                return ssh.ExitCode;
            })
        );
        return command;
    }
}
