using System.Text.Json;
using System.Text.Json.Serialization;

namespace Local.Machines.Vm;

/// <summary>What is remembered of a virtual machine, in the file <c>machine.json</c> of its directory. Holds no secret.</summary>
internal sealed record MachineRecord
{
    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The machine's id, such as <c>i-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whom it was made for, so that a launch that was killed half-way is found again.</summary>
    public required string Owner { get; init; }

    /// <summary>Which network it is in, unique on this computer; machines with the same name here reach each other directly.</summary>
    public required string Network { get; init; }

    public required string HostName { get; init; }

    /// <summary>Its address in that network.</summary>
    public required string PrivateAddress { get; init; }

    /// <summary>The length of the prefix that is reached directly.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>Where its sockets are: a short path, since a socket's has at most 107 bytes.</summary>
    public required string SocketDirectory { get; init; }

    /// <summary>The directory of the base image that its disk stands on; empty in what an older version recorded.</summary>
    public string BaseImage { get; init; } = "";

    /// <summary>Its memory in MiB.</summary>
    public int MemoryMiB { get; init; } = MachineSpec.DefaultMemoryMiB;

    public required DateTimeOffset Launched { get; init; }

    /// <summary>True once the machine has shown that it is up, with its packet filter in force.</summary>
    public bool Running { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, _json);

    public static MachineRecord FromJson(string json) =>
        JsonSerializer.Deserialize<MachineRecord>(json, _json) ?? throw new JsonException("the record is empty");
}
