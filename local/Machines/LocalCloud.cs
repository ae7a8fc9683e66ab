using System.Net;
using Local.Machines.Images;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>The virtual machines of one stack. Machines outlive the process that launched them, and the next one finds them again.</summary>
public sealed class LocalCloud : IEndpointResolver, IImageDepot
{
    /// <summary>For a program on a machine; Docker's installation is waited for, on an emulated one.</summary>
    private static readonly TimeSpan _programTimeout = TimeSpan.FromMinutes(15);

    private readonly MachineDirectories _machines;
    private readonly StandInImages _images;
    private readonly NetworkSync _network = new();
    private readonly MachineAddresses _addresses;
    private readonly MachineLaunch _launch;
    private readonly MachineRestart _restart;
    private readonly MachineRemoval _removal;

    /// <param name="directory">The stack's own directory, <c>.swarm/&lt;stack&gt;</c>.</param>
    /// <param name="cacheDirectory">Where built images are kept; default: <see cref="ImageCache.DefaultDirectory"/>.</param>
    public LocalCloud(string directory, string? cacheDirectory = null)
    {
        StackDirectory = Path.GetFullPath(directory);
        _machines = new(Path.Combine(StackDirectory, "machines"));
        _addresses = new(StackDirectory, _machines);
        var cache = new ImageCache(cacheDirectory ?? ImageCache.DefaultDirectory);
        _images = new(cache, Registry.WhyUnreachableAsync, RunAsync);
        var sockets = new SocketFolder(StackDirectory);
        var start = new MachineStart(_network);
        _removal = new(_machines, sockets);
        _launch = new(StackDirectory, _machines, cache, _images, sockets, start, _removal);
        _restart = new(_machines, _images, sockets, start);
    }

    /// <summary>The stack's own directory.</summary>
    public string StackDirectory { get; }

    /// <summary>All machines of the stack, also those whose process is gone.</summary>
    public IReadOnlyList<Machine> List() =>
        [.. _machines.All().Select(Machine.In).OfType<Machine>().OrderBy(machine => machine.Id, StringComparer.Ordinal)];

    /// <summary>The machine with this id; null: there is none.</summary>
    public Machine? Find(string id) => Machine.In(_machines.Of(id));

    /// <summary>A loopback address that nobody uses, for use as a public one.</summary>
    /// <param name="wish">Its last byte, where that can be had.</param>
    /// <param name="taken">Addresses that are promised already, though nothing may listen on them yet.</param>
    public IPAddress ChoosePublicAddress(int wish, IReadOnlySet<IPAddress> taken) => _addresses.Choose(wish, taken);

    /// <summary>Launches a machine and waits until it is up, with its packet filter in force; sshd comes later.</summary>
    public Task<Machine> LaunchAsync(MachineSpec spec, MachineNetwork network, MachineProgress progress, CancellationToken cancellation) =>
        _launch.LaunchAsync(spec, network, progress, cancellation);

    /// <summary>Waits for a machine whose launch was interrupted; true when it is up, false when it is not and never will be.</summary>
    public Task<bool> AdoptAsync(string id, MachineProgress progress, CancellationToken cancellation) =>
        _launch.AdoptAsync(id, progress, cancellation);

    /// <summary>
    /// Starts a machine again that was up and whose process has ended since, as after a power cut, from the disk that it had, and waits until what runs on
    /// it is back; false: there is nothing to start. Until <see cref="HasBeenRead"/> a run that was cut off meanwhile is taken up again.
    /// </summary>
    /// <exception cref="MachineException">It does not come up.</exception>
    public Task<bool> RestartAsync(string id, MachineProgress progress, CancellationToken cancellation) =>
        _restart.RestartAsync(id, progress, cancellation);

    /// <summary>Whoever reads what machines hold says so, once what came back with a restart is read.</summary>
    public void HasBeenRead(string id) => File.Delete(_machines.Of(id).Restarted);

    /// <summary>
    /// Makes these rules and this address the machine's. The ports of this computer change at once; the machine itself is told as soon as it
    /// listens, see <see cref="SettleAsync"/>.
    /// </summary>
    public async Task ApplyAsync(string id, MachineNetwork network, MachineProgress progress, CancellationToken cancellation)
    {
        var files = _machines.Of(id);
        if (files.Read() is not { } record)
        {
            return;
        }

        NetworkSync.Record(files, network, progress);
        await _network.ForwardAsync(files, record, cancellation);
        // One that is still coming up is told when it is up: its sockets may not be there yet.
        if (files.Read() is { Running: true } up)
        {
            _network.Begin(files, up, progress);
        }
    }

    /// <summary>Takes up again what an earlier run did not get to tell the machines.</summary>
    public void Resume(MachineProgress progress)
    {
        foreach (var files in _machines.All())
        {
            if (files.Read() is { Running: true } record)
            {
                _network.Begin(files, record, progress);
            }
        }
    }

    /// <summary>Ends all machines of the stack, also such as no state knows, and removes the stack's directory.</summary>
    public async Task RemoveAllAsync(CancellationToken cancellation)
    {
        foreach (var files in _machines.All().ToArray())
        {
            await TerminateAsync(Path.GetFileName(files.Path), cancellation);
        }

        if (Directory.Exists(StackDirectory))
        {
            Directory.Delete(StackDirectory, recursive: true);
        }
    }

    /// <summary>Where a machine's console is written to.</summary>
    internal string ConsoleOf(string id) => _machines.Of(id).Console;

    /// <summary>Waits until every machine was told its rules.</summary>
    public Task SettleAsync(CancellationToken cancellation) => _network.SettleAsync(cancellation);

    /// <summary>Ends a machine and removes all that it had; one that is gone already is no error.</summary>
    public Task TerminateAsync(string id, CancellationToken cancellation) => _removal.TerminateAsync(id, cancellation);

    /// <inheritdoc/>
    public int Resolve(string host, int port) => _addresses.Resolve(host, port);

    /// <inheritdoc/>
    public async Task<bool> EnsureImageAsync(string host, string reference, MachineProgress progress, CancellationToken cancellation)
    {
        // One that is reached through another machine is known by its private address.
        if (!_addresses.IsHere(host) && _machines.All().All(files => files.Read()?.PrivateAddress != host))
        {
            return false;
        }

        var running = _machines.All().Where(Hypervisor.IsRunning).Select(files => files.Read()!).ToArray();
        var engines = await Task.WhenAll(running.Select(machine => HasEngineAsync(machine, cancellation)));
        return await _images.BringAsync([.. running.Where((_, index) => engines[index])], reference, progress, cancellation);
    }

    // Where images are asked for, engines are installed on all machines that are to have one: a bastion is none of them.
    private async Task<bool> HasEngineAsync(MachineRecord machine, CancellationToken cancellation) =>
        (await RunAsync(machine, ["/usr/bin/test", "-S", "/run/docker.sock"], cancellation)).ExitCode == 0;

    private Task<GuestResult> RunAsync(MachineRecord machine, IReadOnlyList<string> command, CancellationToken cancellation) =>
        new GuestAgent(Sockets.Agent(machine)).RunAsync(
            command[0],
            [.. command.Skip(1)],
            "",
            () => Hypervisor.IsRunning(_machines.Of(machine.Id)),
            _programTimeout,
            cancellation
        );
}
