using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Local.Cli.Vms;
using Local.Machines;
using Local.Machines.Host;
using Local.Runner.State;

namespace Local.Cli.Verbs;

internal static class VmsVerb
{
    /// <summary>Where the machines are kept; no stack can have this name.</summary>
    public const string Stack = ".vms";

    private const int Count = 3;

    public static Command Create()
    {
        var down = new Option<bool>("--down") { Description = "Remove them again" };
        var command = new Command("vms", "Boot three bare virtual machines and print a stack configuration for them, for the genuine pulumi up") { down };
        command.SetAction(SwarmCommand.Guarded(async parsed =>
        {
            var project = Project.Find(Environment.CurrentDirectory);
            var machines = new BareMachines(new LocalCloud(project.StateDirectory(Stack)));
            using var interrupts = new Interrupts(Console.Error.WriteLine);
            PrivateFile.CreateDirectory(project.StateDirectory(Stack));
            using var held = StackLock.Take(project.StateDirectory(Stack), Stack);
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
                        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,7:0.0} s  {word}"));
                    }
                }
            }

            var booted = await machines.UpAsync(Count, new Local.Machines.Progress(Say, Say), interrupts.Stop);
            await Console.Error.WriteLineAsync("As Pulumi.vms.yaml this is a stack: ./swarm up --stack vms, or pulumi stack init vms && pulumi up. The machines go with ./swarm vms --down.");
            await Console.Out.WriteAsync(HostsConfiguration.Of(booted, machines.PrivateKeyFile));
            return ExitCode.Done;
        }));
        return command;
    }
}
