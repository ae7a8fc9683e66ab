using System.CommandLine;
using Local.Runner;

namespace Local.Cli.Commands;

internal static class StateCommand
{
    private const string Instance = "aws:ec2/instance:Instance";

    public static Command Create() => new("state", "Carry the stack's state to the Pulumi CLI and back") { Export(), Import() };

    private static Command Export()
    {
        var command = new Command("export", "Print the state as pulumi stack export does, for pulumi stack import; secrets stay encrypted");
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var transfer = new StateTransfer(stack.Options);
                var state = transfer.Export()
                    ?? throw new RefusedCommandException($"the stack {stack.Options.Stack} is not up: ./swarm up brings it up");
                if (stack.TryReadStack()?.Resources.Any(resource => resource.Type == Instance) == true)
                {
                    await Console.Error.WriteLineAsync(
                        "Its machines are virtual machines on this computer, which AWS does not know: keep this as a copy; the Pulumi CLI cannot continue from it."
                    );
                }

                if (transfer.KeyFile is { } key)
                {
                    await Console.Error.WriteLineAsync(
                        $"The Pulumi CLI reads its secrets with this: export PULUMI_CONFIG_PASSPHRASE_FILE={key}"
                    );
                }

                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(state);
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("file") { Description = "What pulumi stack export --file wrote" };
        var command = new Command("import", "Continue from a state that the Pulumi CLI exported; the previous state is kept beside it")
        {
            file,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var (resources, before) = new StateTransfer(stack.Options).Import(
                    CalledFrom.PathOf(parsed.GetRequiredValue(file)),
                    incoming =>
                    {
                        if (incoming.FirstOrDefault(resource => resource.Type == Instance && !stack.HasMachine(resource.Id)) is { } machine)
                        {
                            throw new RefusedCommandException(
                                $"{machine.Name} ({machine.Id}) in this state is a machine on AWS, not a virtual machine on this computer. Nothing was touched. "
                                    + "The states of stacks on your own hosts (swarm:provider hosts) can be moved both ways; what runs on AWS stays with the Pulumi CLI"
                            );
                        }
                    }
                );
                await Console.Out.WriteLineAsync(
                    $"{resources} resources imported{(before is null ? "" : $"; what was recorded before is in {before}")}. ./swarm preview --stack {stack.Options.Stack} shows what up would change."
                );
                return ExitCode.Done;
            })
        );
        return command;
    }
}
