using System.Net;
using Local.Machines.Network;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>A virtual machine as it is now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Whom it was made for.</param>
/// <param name="HostName">Its name.</param>
/// <param name="PrivateAddress">Its address in its network.</param>
/// <param name="IsRunning">False when its process is gone.</param>
/// <param name="IsUp">True when it was seen to come up, with its packet filter in force.</param>
/// <param name="Launched">When it was made.</param>
public sealed record Machine(
    string Id,
    string Owner,
    string HostName,
    IPAddress PrivateAddress,
    bool IsRunning,
    bool IsUp,
    DateTimeOffset Launched
)
{
    /// <summary>True from its restart until somebody has read what came back with it; see <see cref="LocalCloud.HasBeenRead"/>.</summary>
    public bool MustBeRead { get; init; }

    /// <summary>The machine of a directory; null: it is gone, or was never begun.</summary>
    internal static Machine? In(MachineDirectory files) =>
        files.Read() is { } record
            ? new(
                record.Id,
                record.Owner,
                record.HostName,
                IPAddress.Parse(record.PrivateAddress),
                Hypervisor.IsRunning(files),
                record.Running,
                record.Launched
            )
            {
                MustBeRead = File.Exists(files.Restarted),
            }
            : null;
}

/// <summary>What to launch.</summary>
public sealed record MachineSpec
{
    /// <summary>The machine's id: unique, made of letters, digits and dashes, such as <c>i-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whom it is made for, such as a URN.</summary>
    public required string Owner { get; init; }

    /// <summary>Which network of the stack it is in, such as <c>vpc-0123456789abcdef0</c>.</summary>
    public required string Network { get; init; }

    public required string HostName { get; init; }

    public required IPAddress PrivateAddress { get; init; }

    /// <summary>The length of the prefix that it reaches directly.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>Its memory in MiB. Default: <see cref="DefaultMemoryMiB"/>.</summary>
    public int MemoryMiB { get; init; } = DefaultMemoryMiB;

    /// <summary>Enough for an engine and a few services, in MiB; taken from this computer only as it is used.</summary>
    public const int DefaultMemoryMiB = 1024;

    /// <summary>Run by cloud-init at the first boot; may hold secrets. Default: none.</summary>
    public string? UserData { get; init; }

    /// <summary>The public key that the default user (<c>admin</c>) lets in, beside those of the user data. Default: none.</summary>
    public string? AuthorizedKey { get; init; }
}

/// <summary>Who may reach what.</summary>
/// <param name="Rules">What is allowed; all else is dropped.</param>
/// <param name="PublicAddress">The loopback address that leads to the machine; null: none does.</param>
public sealed record MachineNetwork(IReadOnlyList<FilterRule> Rules, IPAddress? PublicAddress);
