using System.Net;
using Local.Machines.BaseImage;
using Local.Machines.Computer;
using Local.Machines.Images;
using Local.Machines.Network;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>The virtual machines of one stack. Machines outlive the process that launched them, and the next one finds them again.</summary>
public sealed class LocalCloud : IEndpointResolver, IImageDepot
{
    /// <summary>For a program on a machine; Docker's installation is waited for, on an emulated one.</summary>
    private static readonly TimeSpan _programTimeout = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan _deleteTimeout = TimeSpan.FromSeconds(10);

    /// <summary>An emulated machine needs a minute or two until Docker and its part in the swarm are back; what takes longer will not come.</summary>
    private static readonly TimeSpan _rebootTimeout = TimeSpan.FromMinutes(8);

    private readonly string _machines;
    private readonly ImageCache _cache;
    private readonly StandInImages _images;
    private readonly NetworkSync _network;
    private readonly SocketFolder _sockets;
    private readonly Lock _addresses = new();
    private readonly HashSet<IPAddress> _promised = [];

    /// <param name="directory">The stack's own directory, <c>.swarm/&lt;stack&gt;</c>.</param>
    /// <param name="cacheDirectory">Where built images are kept; default: <see cref="ImageCache.DefaultDirectory"/>.</param>
    public LocalCloud(string directory, string? cacheDirectory = null)
    {
        StackDirectory = Path.GetFullPath(directory);
        _machines = Path.Combine(StackDirectory, "machines");
        _cache = new(cacheDirectory ?? ImageCache.DefaultDirectory);
        _images = new(_cache, Registry.WhyUnreachableAsync, RunAsync);
        _network = new();
        _sockets = new(StackDirectory);
    }

    /// <summary>The stack's own directory.</summary>
    public string StackDirectory { get; }

    /// <summary>All machines of the stack, also those whose process is gone.</summary>
    public IReadOnlyList<Machine> List() =>
        [.. Directories().Select(Describe).OfType<Machine>().OrderBy(machine => machine.Id, StringComparer.Ordinal)];

    /// <summary>The machine with this id; null: there is none.</summary>
    public Machine? Find(string id) => Describe(FilesOf(id));

    /// <summary>A loopback address that nobody uses, for use as a public one.</summary>
    /// <param name="wish">Its last byte, where that can be had.</param>
    /// <param name="taken">Addresses that are promised already, though nothing may listen on them yet.</param>
    public IPAddress ChoosePublicAddress(int wish, IReadOnlySet<IPAddress> taken)
    {
        lock (_addresses)
        {
            var address = LoopbackAddresses.Choose(StackDirectory, wish, candidate =>
                taken.Contains(candidate) || _promised.Contains(candidate) || LoopbackAddresses.IsInUse(candidate)
            );
            _promised.Add(address);
            return address;
        }
    }

    /// <summary>Launches a machine and waits until it is up, with its packet filter in force; sshd comes later.</summary>
    public async Task<Machine> LaunchAsync(
        MachineSpec spec,
        MachineNetwork network,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        var images = _images.EnsureArchiveAsync(progress, cancellation);
        var image = await BaseImageBuilder.EnsureAsync(_cache, progress, cancellation);
        var containerImages = await images;
        var files = FilesOf(spec.Id);
        if (Directory.Exists(files.Path))
        {
            throw new MachineException($"there is a machine {spec.Id} already");
        }

        try
        {
            PrivateFile.CreateDirectory(files.Path);
            var record = Record(files, spec, image);
            await StartAsync(files, record, spec, network, containerImages, progress, cancellation);
            await ComeUpAsync(files, record, progress, cancellation);
            return Describe(files)!;
        }
        catch
        {
            // The caller may be cancelled already; what was begun must go all the same.
            await TerminateAsync(spec.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Waits for a machine whose launch was interrupted; true when it is up, false when it is not and never will be.</summary>
    public async Task<bool> AdoptAsync(string id, MachineProgress progress, CancellationToken cancellation)
    {
        var files = FilesOf(id);
        if (files.Read() is not { } record || !IsRunning(files))
        {
            return false;
        }

        Credentials.Remove(files);
        try
        {
            await ComeUpAsync(files, record, progress, cancellation);
            return true;
        }
        catch (MachineException failed)
        {
            progress.Note($"{record.HostName} ({id}) is started over: {failed.Message}");
            return false;
        }
    }

    /// <summary>
    /// Starts a machine again that was up and whose process has ended since, as after a power cut, from the disk that it had, and waits until what runs on
    /// it is back; false: there is nothing to start. Until <see cref="HasBeenRead"/> a run that was cut off meanwhile is taken up again.
    /// </summary>
    /// <exception cref="MachineException">It does not come up.</exception>
    public async Task<bool> RestartAsync(string id, MachineProgress progress, CancellationToken cancellation)
    {
        var files = FilesOf(id);
        if (files.Read() is not { Running: true } record || (IsRunning(files) && !File.Exists(files.Restarted)))
        {
            return false;
        }

        try
        {
            if (!IsRunning(files))
            {
                record = await SwitchOnAgainAsync(files, record, progress, cancellation);
            }

            progress.Status("waiting until what runs on it is back");
            await new GuestAgent(Sockets.Agent(record)).RunAsync(
                "/usr/local/lib/local-cloud/booted",
                [],
                "",
                () => Hypervisor.IsRunning(files),
                _rebootTimeout,
                cancellation
            );
            return true;
        }
        catch (MachineException failed)
        {
            throw new MachineException(
                $"{record.HostName} ({id}) cannot be started again: {failed.Message}\nPut the cause right and run the same command again. "
                    + $"Or remove '{files.Path}' with all that is on its disk: refresh, and then up, create the machine again",
                failed
            );
        }
    }

    /// <summary>Whoever reads what machines hold says so, once what came back with a restart is read.</summary>
    public void HasBeenRead(string id) => File.Delete(FilesOf(id).Restarted);

    /// <summary>
    /// Makes these rules and this address the machine's. The ports of this computer change at once; the machine itself is told as soon as it
    /// listens, see <see cref="SettleAsync"/>.
    /// </summary>
    public async Task ApplyAsync(string id, MachineNetwork network, MachineProgress progress, CancellationToken cancellation)
    {
        var files = FilesOf(id);
        if (files.Read() is not { } record)
        {
            return;
        }

        Write(files, network, progress);
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
        foreach (var files in Directories())
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
        foreach (var files in Directories().ToArray())
        {
            await TerminateAsync(Path.GetFileName(files.Path), cancellation);
        }

        if (Directory.Exists(StackDirectory))
        {
            Directory.Delete(StackDirectory, recursive: true);
        }
    }

    /// <summary>Where a machine's console is written to.</summary>
    public string ConsoleOf(string id) => FilesOf(id).Console;

    /// <summary>Waits until every machine was told its rules.</summary>
    public Task SettleAsync(CancellationToken cancellation) => _network.SettleAsync(cancellation);

    /// <summary>Ends a machine and removes all that it had; one that is gone already is no error.</summary>
    public async Task TerminateAsync(string id, CancellationToken cancellation)
    {
        var files = FilesOf(id);
        await Hypervisor.KillAsync(files, cancellation);
        if (files.Read() is { } record)
        {
            _sockets.Close(record, Directories().Select(other => other.Read()).OfType<MachineRecord>());
        }

        // A push that is just ending may still write one file.
        if (!await Poll.UntilAsync(() => TryDelete(files.Path), _deleteTimeout, cancellation))
        {
            throw new MachineException($"the directory '{files.Path}' cannot be removed; remove it and run again");
        }
    }

    /// <inheritdoc/>
    public int Resolve(string host, int port) => IsHere(host) ? PortForward.LocalPortOf(port) : port;

    /// <inheritdoc/>
    public async Task<bool> EnsureImageAsync(string host, string reference, MachineProgress progress, CancellationToken cancellation)
    {
        if (!IsHere(host))
        {
            return false;
        }

        var running = Directories().Where(IsRunning).Select(files => files.Read()!).ToArray();
        return await _images.BringAsync(running, reference, progress, cancellation);
    }

    private Task<GuestResult> RunAsync(MachineRecord machine, IReadOnlyList<string> command, CancellationToken cancellation) =>
        new GuestAgent(Sockets.Agent(machine)).RunAsync(
            command[0],
            [.. command.Skip(1)],
            "",
            () => IsRunning(FilesOf(machine.Id)),
            _programTimeout,
            cancellation
        );

    private bool IsHere(string host) =>
        IPAddress.TryParse(host, out var address) && Directories().Any(files => ForwardedAddresses(files).Contains(address));

    private static async Task StartAsync(
        MachineDirectory files,
        MachineRecord record,
        MachineSpec spec,
        MachineNetwork network,
        string? containerImages,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        progress.Status("starting the virtual machine");
        Write(files, network, progress);
        var image = new BaseImageFiles(record.BaseImage);
        await ComputerTool.RunAsync(
            "qemu-img",
            ["create", "-q", "-f", "qcow2", "-b", image.Disk, "-F", "raw", files.Disk],
            TimeSpan.FromMinutes(1),
            null,
            cancellation
        );
        try
        {
            Credentials.Write(files, spec, File.ReadAllText(files.Filter));
            await SwitchOnAsync(files, record, containerImages, isFirstBoot: true, cancellation);
        }
        finally
        {
            Credentials.Remove(files);
        }

        File.Copy(files.Filter, files.AppliedFilter);
    }

    private static async Task SwitchOnAsync(
        MachineDirectory files,
        MachineRecord record,
        string? containerImages,
        bool isFirstBoot,
        CancellationToken cancellation
    )
    {
        var forwards = PrivateFile.ReadOrEmpty(files.Forwards);
        var arguments = QemuCommandLine.Build(
            record,
            files,
            Accelerator.OfThisComputer,
            [.. forwards.Split('\n', StringSplitOptions.RemoveEmptyEntries)],
            containerImages,
            isFirstBoot
        );
        // It returns once the machine runs in the background, or says why it cannot.
        await ComputerTool.RunAsync(QemuCommandLine.Program, arguments, TimeSpan.FromMinutes(1), null, cancellation);
        PrivateFile.Write(files.AppliedForwards, forwards);
    }

    private async Task<MachineRecord> SwitchOnAgainAsync(
        MachineDirectory files,
        MachineRecord record,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        if (!Directory.Exists(record.BaseImage))
        {
            throw new MachineException($"the base image that its disk stands on is gone ('{record.BaseImage}')");
        }

        progress.Status("starting the virtual machine");
        PrivateFile.Write(files.Restarted, "");
        var moved = _sockets.Open(socketDirectory =>
        {
            var moved = record with { SocketDirectory = socketDirectory };
            files.Write(moved);
            return moved;
        });
        // Its last words of the time before would be taken for new ones.
        File.Delete(files.Console);
        // What its disk has kept of the rules may be older than what it was told.
        File.Delete(files.AppliedFilter);
        try
        {
            await SwitchOnAsync(files, moved, await _images.EnsureArchiveAsync(progress, cancellation), isFirstBoot: false, cancellation);
            await ComeUpAsync(files, moved, progress, cancellation);
            return moved;
        }
        catch
        {
            // Half up it would be taken for one that runs.
            await Hypervisor.KillAsync(files, CancellationToken.None);
            throw;
        }
    }

    private async Task ComeUpAsync(MachineDirectory files, MachineRecord record, MachineProgress progress, CancellationToken cancellation)
    {
        await Boot.WatchAsync(files, progress, cancellation);
        files.Write(record with { Running = true });
        _network.Begin(files, record, progress);
    }

    private static void Write(MachineDirectory files, MachineNetwork network, MachineProgress progress)
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

    private static IEnumerable<IPAddress> ForwardedAddresses(MachineDirectory files) =>
        PrivateFile
            .ReadOrEmpty(files.Forwards)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(forward => IPAddress.Parse(forward.Split(':')[1]))
            .Distinct();

    private static bool IsRunning(MachineDirectory files) => Hypervisor.IsRunning(files);

    private static Machine? Describe(MachineDirectory files) =>
        files.Read() is { } record
            ? new(
                record.Id,
                record.Owner,
                record.HostName,
                IPAddress.Parse(record.PrivateAddress),
                IsRunning(files),
                record.Running,
                record.Launched
            )
            {
                MustBeRead = File.Exists(files.Restarted),
            }
            : null;

    private MachineRecord Record(MachineDirectory files, MachineSpec spec, BaseImageFiles image) =>
        _sockets.Open(socketDirectory =>
        {
            var record = new MachineRecord
            {
                Id = spec.Id,
                Owner = spec.Owner,
                Network = StackDirectory + ":" + spec.Network,
                HostName = spec.HostName,
                PrivateAddress = spec.PrivateAddress.ToString(),
                PrefixLength = spec.PrefixLength,
                SocketDirectory = socketDirectory,
                BaseImage = image.Directory,
                Launched = DateTimeOffset.UtcNow,
            };
            files.Write(record);
            return record;
        });

    private static bool TryDelete(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private MachineDirectory FilesOf(string id) => new(Path.Combine(_machines, id));

    private IEnumerable<MachineDirectory> Directories() =>
        Directory.Exists(_machines) ? Directory.EnumerateDirectories(_machines).Select(path => new MachineDirectory(path)) : [];
}
