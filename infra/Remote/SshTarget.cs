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

    /// <summary>The longest that dialling can take before it fails.</summary>
    public static TimeSpan DialTimeout { get; } = TimeSpan.FromSeconds(DialErrorLimit * (PerDialTimeoutSeconds + 5));

    /// <summary>The machine's line for known_hosts.</summary>
    public Output<string> KnownHost => HostKey.Apply(key => $"{Name} {key}");

    /// <summary>
    /// The name of a known_hosts file that holds this line and no other. Another host key is another file: nothing that is in use is ever written anew.
    /// </summary>
    public Output<string> KnownHostsFile => KnownHost.Apply(line => $"known_hosts.{Name}.{Digest.Of(line, 8)}");

    /// <summary>The connection of Pulumi.Command.</summary>
    public ConnectionArgs Connection() =>
        new()
        {
            Host = Address,
            Port = Port,
            User = User,
            PrivateKey = Key.PrivateKey,
            HostKey = HostKey,
            DialErrorLimit = DialErrorLimit,
            PerDialTimeout = PerDialTimeoutSeconds,
        };

    /// <summary>The Docker host of Pulumi.Docker and of DOCKER_HOST.</summary>
    public Output<string> DockerHost() => Address.Apply(address => $"ssh://{User}@{address}:{Port}");

    /// <summary>
    /// What ssh needs to know beside the address, as arguments: this key and no other, this host key and no other. ssh itself expands ${HOME}, so
    /// that the arguments are the same on every computer.
    /// </summary>
    public IReadOnlyList<string> SshOptions(string keyDirectory, string knownHostsFile) =>
        [
            "-o",
            "BatchMode=yes",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            $"IdentityFile={keyDirectory}/id",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            $"UserKnownHostsFile={keyDirectory}/{knownHostsFile}",
            "-o",
            $"HostKeyAlias={Name}",
            "-o",
            "ConnectTimeout=30",
            "-o",
            "ServerAliveInterval=15",
        ];

    /// <summary>The line that opens a shell on the machine.</summary>
    public string SshLine(string keyDirectory, string knownHostsFile, string address) =>
        $"ssh -o IdentitiesOnly=yes -i {keyDirectory}/id -o StrictHostKeyChecking=yes -o UserKnownHostsFile={keyDirectory}/{knownHostsFile}"
        + $" -o HostKeyAlias={Name} -p {Port} {User}@{address}";
}
