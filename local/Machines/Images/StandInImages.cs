using System.Collections.Concurrent;
using Local.Machines.Vm;

namespace Local.Machines.Images;

/// <summary>Where no container registry answers: the archive of stand-ins that machines boot with, and the names under which they then know them.</summary>
internal sealed class StandInImages(ImageCache cache)
{
    /// <summary>Docker's installation is waited for, on an emulated machine.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(string Machine, string Reference), Lazy<Task>> _brought = new();
    private bool _hasTold;

    /// <summary>The archive, null where a registry answers.</summary>
    public async Task<string?> EnsureArchiveAsync(Progress progress, CancellationToken cancellation)
    {
        if (await Registry.WhyUnreachableAsync() is not { } reason)
        {
            return null;
        }

        if (!Interlocked.Exchange(ref _hasTold, true))
        {
            progress.Note($"No container registry answers ({reason}), so stand-ins for {string.Join(" and ", ContainerImages.Repositories)}, built from Debian's packages, are used.");
        }

        return await ContainerImages.EnsureAsync(cache, progress, cancellation);
    }

    /// <summary>Has the machines know an image under this reference; false: it is none of ours to bring. Throws where nobody can bring it.</summary>
    public async Task<bool> BringAsync(
        IReadOnlyCollection<(MachineDirectory Files, MachineRecord Record)> machines, string reference, Action<string> status, CancellationToken cancellation)
    {
        if (ImageReference.RepositoryOnDockerHub(reference) is not { } repository || await Registry.WhyUnreachableAsync() is not { } reason)
        {
            return false;
        }

        if (!ContainerImages.Repositories.Contains(repository) || reference.Contains('@', StringComparison.Ordinal))
        {
            throw new MachineException(
                $"the image '{reference}' cannot be had: no registry answers ({reason}), and the only stand-ins are for "
                + $"{string.Join(" and ", ContainerImages.Repositories)}, by tag. Use one of them, or a network that reaches registry-1.docker.io");
        }

        status($"waiting for the image {reference} on every machine");
        await Task.WhenAll(machines.Select(machine => BringOnceAsync(machine.Files, machine.Record, repository, reference, cancellation)));
        return true;
    }

    /// <summary>Several services and containers may want the same image; what failed is tried again by the next.</summary>
    private async Task BringOnceAsync(MachineDirectory files, MachineRecord machine, string repository, string reference, CancellationToken cancellation)
    {
        var brought = _brought.GetOrAdd((machine.Id, reference), _ => new(() => BringAsync(files, machine, repository, reference, cancellation)));
        try
        {
            await brought.Value;
        }
        catch
        {
            _brought.TryRemove(new((machine.Id, reference), brought));
            throw;
        }
    }

    private static async Task BringAsync(MachineDirectory files, MachineRecord machine, string repository, string reference, CancellationToken cancellation)
    {
        var result = await new GuestAgent(Sockets.Agent(machine)).RunAsync(
            "/usr/local/lib/local-cloud/images", ["ensure", repository + ":latest", reference], "", () => Hypervisor.IsRunning(files), s_limit, cancellation);
        if (result.ExitCode != 0)
        {
            throw new MachineException($"the image '{reference}' could not be brought to {machine.HostName} ({machine.Id}): {result.Error.Trim()}");
        }
    }
}
