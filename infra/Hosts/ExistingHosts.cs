using Infra.Remote;
using Infra.Settings;
using Pulumi;

namespace Infra.Hosts;

/// <summary>Adopts machines that exist already; creates and deletes none.</summary>
internal sealed class ExistingHosts : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:ExistingHosts";

    /// <summary>Takes the hosts as they are listed.</summary>
    public ExistingHosts(string name, ExistingHostsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        Hosts = [.. args.Settings.Hosts.Select(host => Adopt(host, args.Key))];
        RegisterOutputs();
    }

    /// <summary>The hosts, in the order of the list.</summary>
    public IReadOnlyList<Host> Hosts { get; }

    private static Host Adopt(ExistingHostSettings host, OperatorIdentity key)
    {
        var hostKey = Output.Create(host.HostKey);
        var ssh = new SshTarget(host.Name, Output.Create(host.Address), host.Port, host.User, key, hostKey);
        return new Host(host.Name, host.Role, Output.Create(host.PrivateAddress), ssh, hostKey, Machine: null);
    }
}

/// <summary>The arguments of <see cref="ExistingHosts"/>.</summary>
internal sealed class ExistingHostsArgs : ResourceArgs
{
    /// <summary>The list of hosts.</summary>
    public required ExistingHostsSettings Settings { get; init; }

    /// <summary>A key that all hosts accept.</summary>
    public required OperatorIdentity Key { get; init; }
}
