using System.Collections.Immutable;
using Pulumi;
using Pulumi.Command.Remote.Inputs;

namespace Infra.Remote;

/// <summary>How a machine is reached: the one place that knows address, user, keys and limits.</summary>
/// <param name="Name">The node's name; known_hosts knows the machine by it, whatever its address is.</param>
/// <param name="Address">Where SSH answers.</param>
/// <param name="Port">The SSH port.</param>
/// <param name="User">The SSH user.</param>
/// <param name="Key">The key that opens SSH.</param>
/// <param name="HostKey">The machine's public host key, type and key only. Every connection is refused to any other.</param>
internal sealed record SshTarget(string Name, Output<string> Address, int Port, string User, OperatorIdentity Key, Output<string> HostKey)
{
    // What boots is waited for before (Arrival). This is for a machine that is busy, or restarts: 20 tries last about a minute when refused
    // (pulumi-command retries after 0.1 s, then slower, up to every 5 s), five when dropped.
    private const int DialErrorLimit = 20;

    private const int PerDialTimeoutSeconds = 10;

    private static readonly TimeSpan _dialTimeout = TimeSpan.FromSeconds(DialErrorLimit * (PerDialTimeoutSeconds + 5));

    /// <summary>The machine through which it is reached; null: it is reached without another.</summary>
    public SshTarget? Hop { get; init; }

    /// <summary>The longest that dialling can take before it fails: the hop is dialled first.</summary>
    public TimeSpan DialTimeout => Hop is null ? _dialTimeout : _dialTimeout + Hop.DialTimeout;

    /// <summary>The machine's line for known_hosts.</summary>
    public Output<string> KnownHost => HostKey.Apply(key => $"{Name} {key}");

    /// <summary>
    /// The name of a known_hosts file that holds this line and no other. Another host key is another file: nothing that is in use is ever written anew.
    /// </summary>
    public Output<string> KnownHostsFile => KnownHost.Apply(line => $"known_hosts.{Name}.{Digest.Of(line, 8)}");

    /// <summary>The connection of Pulumi.Command.</summary>
    public ConnectionArgs Connection()
    {
        var connection = new ConnectionArgs
        {
            Host = Address,
            Port = Port,
            User = User,
            PrivateKey = Key.PrivateKey,
            HostKey = HostKey,
            DialErrorLimit = DialErrorLimit,
            PerDialTimeout = PerDialTimeoutSeconds,
        };
        if (Hop is not null)
        {
            connection.Proxy = new ProxyConnectionArgs
            {
                Host = Hop.Address,
                Port = Hop.Port,
                User = Hop.User,
                PrivateKey = Hop.Key.PrivateKey,
                HostKey = Hop.HostKey,
                DialErrorLimit = DialErrorLimit,
                PerDialTimeout = PerDialTimeoutSeconds,
            };
        }

        return connection;
    }

    /// <summary>The Docker host of Pulumi.Docker and of DOCKER_HOST.</summary>
    public Output<string> DockerHost() => Address.Apply(address => $"ssh://{User}@{address}:{Port}");

    /// <summary>
    /// What ssh needs to know beside the address, as arguments: this key and no other, this host key and no other. ssh itself expands ${HOME}, so
    /// that the arguments are the same on every computer.
    /// </summary>
    public Output<ImmutableArray<string>> SshOptions(Output<string> keyDirectory) =>
        Output
            .Tuple(keyDirectory, KnownHostsFile, ProxyCommand(keyDirectory))
            .Apply(known =>
                ImmutableArray.Create([
                    "-o",
                    "BatchMode=yes",
                    "-o",
                    "IdentitiesOnly=yes",
                    "-o",
                    $"IdentityFile={known.Item1}/id",
                    "-o",
                    "StrictHostKeyChecking=yes",
                    "-o",
                    $"UserKnownHostsFile={known.Item1}/{known.Item2}",
                    "-o",
                    $"HostKeyAlias={Name}",
                    "-o",
                    "ConnectTimeout=30",
                    "-o",
                    "ServerAliveInterval=15",
                    .. known.Item3.Length == 0 ? Array.Empty<string>() : ["-o", known.Item3],
                ])
            );

    /// <summary>The line that opens a shell on the machine.</summary>
    public Output<string> SshLine(Output<string> keyDirectory) =>
        Output
            .Tuple(keyDirectory, KnownHostsFile, ProxyCommand(keyDirectory), Address)
            .Apply(known =>
                $"ssh -o IdentitiesOnly=yes -i {known.Item1}/id -o StrictHostKeyChecking=yes -o UserKnownHostsFile={known.Item1}/{known.Item2}"
                + $" -o HostKeyAlias={Name}{(known.Item3.Length == 0 ? "" : $" -o \"{known.Item3}\"")} -p {Port} {User}@{known.Item4}"
            );

    // The option with which ssh goes through the hop, with the hop's key and host key pinned as well: -J would pass it neither. A shell starts the inner ssh,
    // which expands what stands in its quotes itself. Empty: there is no hop.
    private Output<string> ProxyCommand(Output<string> keyDirectory) =>
        Hop is null
            ? Output.Create("")
            : Output
                .Tuple(keyDirectory, Hop.KnownHostsFile, Hop.Address)
                .Apply(known =>
                    $"ProxyCommand=ssh -o BatchMode=yes -o IdentitiesOnly=yes -o 'IdentityFile={known.Item1}/id' -o StrictHostKeyChecking=yes"
                    + $" -o 'UserKnownHostsFile={known.Item1}/{known.Item2}' -o HostKeyAlias={Hop.Name} -o ConnectTimeout=30 -W %h:%p -p {Hop.Port} {Hop.User}@{known.Item3}"
                );
}
