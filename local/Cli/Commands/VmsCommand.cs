using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Local.Cli.Vms;
using Local.Machines;
using Local.Machines.Computer;
using Local.Runner.State;

namespace Local.Cli.Commands;

internal static class VmsCommand
{
    private const int Count = 3;

    /// <summary>The stack whose file is written where the command line names none.</summary>
    private const string Written = "vms";

    public static Command Create()
    {
        var down = new Option<bool>("--down") { Description = "Remove them again" };
        var write = new Option<bool>("--write")
        {
            Description =
                "Write the configuration into Pulumi.vms.yaml (or that of --stack) instead of printing it; everything else in that file stays as it is",
        };
        var command = new Command(
            "vms",
            "Boot three bare virtual machines and print a stack configuration for them, for the genuine pulumi up"
        )
        {
            down,
            write,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var project = Project.Find(Environment.CurrentDirectory);
                var machines = new BareMachines(new LocalCloud(project.StateDirectory(Project.BareMachines)));
                var stack = parsed.GetResult(SwarmCommand.Stack) is { Implicit: false }
                    ? parsed.GetRequiredValue(SwarmCommand.Stack)
                    : Written;
                using var interrupts = new Interrupts(Console.Error.WriteLine);
                PrivateFile.CreateDirectory(project.StateDirectory(Project.BareMachines));
                using var held = StackLock.Take(project.StateDirectory(Project.BareMachines), Project.BareMachines);
                if (parsed.GetValue(down))
                {
                    await machines.DownAsync(interrupts.Stop);
                    project.RemoveEmptyState();
                    return ExitCode.Done;
                }

                var clock = Stopwatch.StartNew();
                var said = new HashSet<string>();
                void Say(string word)
                {
                    lock (said)
                    {
                        if (said.Add(word))
                        {
                            Console.Error.WriteLine(
                                string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds, 7:0.0} s  {word}")
                            );
                        }
                    }
                }

                var booted = await machines.UpAsync(Count, new Local.Machines.MachineProgress(Say, Say), interrupts.Stop);
                if (parsed.GetValue(write))
                {
                    await WriteAsync(Path.Combine(project.Directory, $"Pulumi.{stack}.yaml"), booted, machines.PrivateKeyFile);
                    await Console.Error.WriteLineAsync(
                        $"Pulumi.{stack}.yaml now lists the machines. Next: ./swarm up --stack {stack}, or pulumi stack init {stack} && pulumi up. ./swarm vms --down deletes the machines."
                    );
                }
                else
                {
                    await Console.Error.WriteLineAsync(
                        "In Pulumi.vms.yaml, this is a stack: ./swarm vms --write puts it there and keeps everything else in the file. ./swarm vms --down deletes the machines."
                    );
                    await Console.Out.WriteAsync(HostsConfiguration.Of(booted, machines.PrivateKeyFile));
                }

                return ExitCode.Done;
            })
        );
        return command;
    }

    private static async Task WriteAsync(string path, IReadOnlyList<BareMachine> machines, string keyFile)
    {
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        await File.WriteAllTextAsync(path, HostsFile.Merge(Path.GetFileName(path), text, machines, keyFile));
    }
}
