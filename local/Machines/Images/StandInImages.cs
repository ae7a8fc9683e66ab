using System.Collections.Concurrent;
using Local.Machines.Vm;

namespace Local.Machines.Images;

/// <summary>Where no container registry answers: the archive of stand-ins that machines boot with. Their engines load it as soon as they run.</summary>
/// <param name="cache">Where the archive is kept.</param>
/// <param name="whyUnreachable">Null when a registry answers, else why not.</param>
/// <param name="run">Runs a program with its arguments on a machine.</param>
internal sealed class StandInImages(
    ImageCache cache,
    Func<Task<string?>> whyUnreachable,
    Func<MachineRecord, IReadOnlyList<string>, CancellationToken, Task<GuestResult>> run
)
{
    private const string PullSeconds = "600";

    private readonly ConcurrentDictionary<(string Machine, string Reference), Lazy<Task>> _brought = new();
    private bool _hasTold;

    private static string Known => string.Join(" and ", ContainerImages.References);

    /// <summary>The archive, null where a registry answers.</summary>
    public async Task<string?> EnsureArchiveAsync(MachineProgress progress, CancellationToken cancellation)
    {
        if (await whyUnreachable() is not { } reason)
        {
            return null;
        }

        Tell(progress, reason);
        return await ContainerImages.EnsureAsync(cache, progress, cancellation);
    }

    /// <summary>Waits until the machines have loaded the stand-in for an image; false: it is none of ours to bring. Throws where nobody has it.</summary>
    public async Task<bool> BringAsync(
        IReadOnlyCollection<MachineRecord> machines,
        string reference,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        if (ImageReference.OnDockerHub(reference) is not { } name || await whyUnreachable() is not { } reason)
        {
            return false;
        }

        if (!ContainerImages.References.Contains(name))
        {
            return
                await IsOnAnyAsync(machines, reference, cancellation)
                || await WhyNotPulledAsync(machines, reference, progress, cancellation) is not { } word
                ? false
                : throw new MachineException(
                    $"the image '{reference}' is not available: no container registry answers ({reason}), no machine has it or can pull it ({word}), and there are stand-ins for {Known} only, "
                        + "the images of stacks/demo.yaml. Name one of these, load the image on every node (./swarm load), name a mirror (registry-mirrors in swarm:daemon) or a proxy (swarm:proxy), or use a network that reaches registry-1.docker.io"
                );
        }

        Tell(progress, reason);
        progress.Status($"waiting for the image {reference} on every machine");
        await Task.WhenAll(machines.Select(machine => BringOnceAsync(machine, name, cancellation)));
        return true;
    }

    private void Tell(MachineProgress progress, string reason)
    {
        if (!Interlocked.Exchange(ref _hasTold, true))
        {
            progress.Note(
                $"No container registry answers ({reason}), so stand-ins for {Known}, built from Debian's packages, are used. Other images are available only if they are loaded, or if a mirror or a proxy brings them."
            );
        }
    }

    /// <summary>Somebody may have loaded it by hand: then each node uses what it has.</summary>
    private async Task<bool> IsOnAnyAsync(IReadOnlyCollection<MachineRecord> machines, string reference, CancellationToken cancellation) =>
        (
            await Task.WhenAll(
                machines.Select(machine =>
                    run(
                        machine,
                        [
                            "/usr/bin/curl",
                            "--silent",
                            "--fail",
                            "--max-time",
                            "30",
                            "--output",
                            "/dev/null",
                            "--unix-socket",
                            "/run/docker.sock",
                            $"http://localhost/images/{reference}/json",
                        ],
                        cancellation
                    )
                )
            )
        ).Any(answer => answer.ExitCode == 0);

    /// <summary>An engine may reach by its mirror or its proxy what this computer does not. Null: it has pulled the image; otherwise its last word.</summary>
    private async Task<string?> WhyNotPulledAsync(
        IReadOnlyCollection<MachineRecord> machines,
        string reference,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        progress.Status($"asking the engine of {machines.First().HostName} for the image {reference}");
        var pull = await run(
            machines.First(),
            ["/usr/bin/timeout", PullSeconds, "/usr/bin/docker", "pull", "--quiet", reference],
            cancellation
        );
        return pull.ExitCode == 0 ? null : pull.Error.Trim().Split('\n')[^1].TrimEnd('.');
    }

    /// <summary>Several services and containers may want the same image; what failed is tried again by the next.</summary>
    private async Task BringOnceAsync(MachineRecord machine, string name, CancellationToken cancellation)
    {
        var brought = _brought.GetOrAdd((machine.Id, name), _ => new(() => BringAsync(machine, name, cancellation)));
        try
        {
            await brought.Value;
        }
        catch
        {
            _brought.TryRemove(new((machine.Id, name), brought));
            throw;
        }
    }

    private async Task BringAsync(MachineRecord machine, string name, CancellationToken cancellation)
    {
        var result = await run(machine, ["/usr/local/lib/local-cloud/images", "ensure", name, name], cancellation);
        if (result.ExitCode != 0)
        {
            throw new MachineException(
                $"the image '{name}' could not be copied to {machine.HostName} ({machine.Id}): {result.Error.Trim()}"
            );
        }
    }
}
