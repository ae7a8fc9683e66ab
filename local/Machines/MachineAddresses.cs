using System.Net;
using Local.Machines.Computer;
using Local.Machines.Network;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>The public addresses of a stack's machines: chooses new ones, and knows which are taken and where their ports are.</summary>
internal sealed class MachineAddresses(string stackDirectory, MachineDirectories machines)
{
    private readonly Lock _gate = new();
    private readonly HashSet<IPAddress> _promised = [];

    /// <inheritdoc cref="LocalCloud.ChoosePublicAddress"/>
    public IPAddress Choose(int wish, IReadOnlySet<IPAddress> taken)
    {
        lock (_gate)
        {
            var address = LoopbackAddresses.Choose(stackDirectory, wish, candidate =>
                taken.Contains(candidate) || _promised.Contains(candidate) || LoopbackAddresses.IsInUse(candidate)
            );
            _promised.Add(address);
            return address;
        }
    }

    /// <inheritdoc cref="IEndpointResolver.Resolve"/>
    public int Resolve(string host, int port) => IsHere(host) ? PortForward.LocalPortOf(port) : port;

    /// <summary>Whether this is the public address of one of the machines.</summary>
    public bool IsHere(string host) =>
        IPAddress.TryParse(host, out var address) && machines.All().Any(files => Forwarded(files).Contains(address));

    private static IEnumerable<IPAddress> Forwarded(MachineDirectory files) =>
        PrivateFile
            .ReadOrEmpty(files.Forwards)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(forward => IPAddress.Parse(forward.Split(':')[1]))
            .Distinct();
}
