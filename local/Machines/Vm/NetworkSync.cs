using System.Collections.Concurrent;
using Local.Machines.Computer;
using Local.Machines.Network;

namespace Local.Machines.Vm;

/// <summary>
/// Brings what machines and hypervisors were told about their network up to what they should have been told. What was told is kept in files, so
/// that a run in which nothing changed asks nobody, and a run after a crash goes on.
/// </summary>
internal sealed class NetworkSync
{
    /// <summary>An emulated machine's agent answers some 30 to 90 s after the machine is up.</summary>
    private static readonly TimeSpan _agentTimeout = TimeSpan.FromMinutes(8);

    private readonly Dictionary<string, Task> _pushes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Writes down what a machine and its hypervisor should be told.</summary>
    public static void Record(MachineDirectory files, MachineNetwork network, MachineProgress progress)
    {
        var forwards = PortForwards.Of(network.Rules, network.PublicAddress, rule =>
            progress.Note(
                $"The rule for protocol {rule.Protocol}, ports {rule.FromPort}-{rule.ToPort} opens more than {PortForwards.MostPortsOfARule} ports to this computer; "
                    + "they are not forwarded here. Name the ports that are needed."
            )
        );
        PrivateFile.Write(files.Filter, PacketFilter.Compile(network.Rules));
        PrivateFile.Write(files.Forwards, string.Concat(forwards.Select(forward => forward + "\n")));
    }

    /// <summary>Tells the hypervisor which ports to forward.</summary>
    public async Task ForwardAsync(MachineDirectory files, MachineRecord machine, CancellationToken cancellation)
    {
        using var turn = await ExclusiveAccess.TakeAsync(_turns.GetOrAdd(machine.Id, _ => new(1)), cancellation);
        var wanted = Lines(files.Forwards);
        var told = Lines(files.AppliedForwards);
        if (wanted.SetEquals(told) || !Hypervisor.IsRunning(files))
        {
            return;
        }

        foreach (var forward in told.Except(wanted).Order(StringComparer.Ordinal))
        {
            await Qmp.RemoveForwardAsync(Sockets.Control(machine), LocalEnd(forward), cancellation);
        }

        foreach (var forward in wanted.Except(told).Order(StringComparer.Ordinal))
        {
            // A run that was killed may have added it without noting so.
            await Qmp.RemoveForwardAsync(Sockets.Control(machine), LocalEnd(forward), cancellation);
            await Qmp.AddForwardAsync(Sockets.Control(machine), forward, cancellation);
        }

        PrivateFile.Write(files.AppliedForwards, string.Concat(wanted.Order(StringComparer.Ordinal).Select(forward => forward + "\n")));
    }

    /// <summary>Begins to tell the machine its packet filter, unless it has it.</summary>
    public void Begin(MachineDirectory files, MachineRecord machine, MachineProgress progress)
    {
        if (!IsPending(files))
        {
            return;
        }

        lock (_pushes)
        {
            _pushes[machine.Id] = PushAsync(_pushes.GetValueOrDefault(machine.Id, Task.CompletedTask), files, machine, progress);
        }
    }

    public async Task SettleAsync(CancellationToken cancellation)
    {
        Task[] pushes;
        lock (_pushes)
        {
            pushes = [.. _pushes.Values];
        }

        await Task.WhenAll(pushes).WaitAsync(cancellation);
    }

    private static bool IsPending(MachineDirectory files) =>
        PrivateFile.ReadOrEmpty(files.Filter) != PrivateFile.ReadOrEmpty(files.AppliedFilter);

    private static async Task PushAsync(Task previous, MachineDirectory files, MachineRecord machine, MachineProgress progress)
    {
        await Task.Yield();
        await previous;
        try
        {
            while (IsPending(files) && Hypervisor.IsRunning(files))
            {
                var filter = File.ReadAllText(files.Filter);
                var result = await new GuestAgent(Sockets.Agent(machine)).RunAsync(
                    "/usr/local/lib/local-cloud/filter",
                    ["push"],
                    filter,
                    () => Hypervisor.IsRunning(files),
                    _agentTimeout,
                    CancellationToken.None
                );
                if (result.ExitCode != 0)
                {
                    throw new MachineException($"the packet filter was refused: {result.Error.Trim()}");
                }

                PrivateFile.Write(files.AppliedFilter, filter);
            }
        }
        catch (Exception failed) when (failed is MachineException or IOException && Hypervisor.IsRunning(files))
        {
            progress.Note(
                $"The security group rules of {machine.HostName} ({machine.Id}) could not be put in force yet: {failed.Message}. The next run tries again."
            );
        }
        catch (Exception gone) when (gone is MachineException or IOException)
        {
            // The machine ended in the meantime, and needs no rules any more.
        }
    }

    private static string LocalEnd(string forward) => forward[..forward.LastIndexOf("-:", StringComparison.Ordinal)];

    private static HashSet<string> Lines(string path) =>
        new(PrivateFile.ReadOrEmpty(path).Split('\n', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
