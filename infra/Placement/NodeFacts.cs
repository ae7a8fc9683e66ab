using Infra.Settings;

namespace Infra.Placement;

/// <summary>What is known of a node before it is there; what is not known is null or 0.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Role">manager or worker.</param>
/// <param name="Labels">The labels that the configuration gives it.</param>
/// <param name="Availability">Whether the configuration has it given tasks.</param>
internal sealed record NodeFacts(string Name, NodeRole Role, IReadOnlyDictionary<string, string> Labels, NodeAvailability? Availability)
{
    /// <summary>The machine's own name.</summary>
    public string? HostName { get; init; }

    /// <summary>The address that the swarm knows it by.</summary>
    public string? Address { get; init; }

    /// <summary>Its machine; null for one that exists already.</summary>
    public MachineType? Machine { get; init; }

    /// <summary>What the configuration says of every node.</summary>
    /// <param name="hosts">Where the machines come from.</param>
    /// <param name="types">What the machines are like that the program creates, as soon as that is known.</param>
    public static IReadOnlyList<NodeFacts> Of(HostsSettings hosts, IReadOnlyDictionary<AwsMachineSettings, MachineType>? types = null) =>
        [
            .. hosts.Nodes.Select(node => new NodeFacts(node.Name, node.Role, node.Labels, node.Availability)
            {
                // A machine of AWS is called what the program says; its address may be an older one than a new machine would get.
                HostName = node is AwsNodeSettings ? node.Name : null,
                Address = (node as ExistingHostSettings)?.PrivateAddress,
                Machine = node is AwsNodeSettings made ? types?.GetValueOrDefault(made.Machine) : null,
            }),
        ];
}

/// <summary>A kind of machine.</summary>
/// <param name="Name">What it is called, such as t3.small.</param>
/// <param name="Architecture">Its processor as an engine says it: x86_64 or aarch64.</param>
/// <param name="MemoryBytes">All its memory, of which the system has a part.</param>
/// <param name="Cpus">How many processors it has.</param>
internal sealed record MachineType(string Name, string Architecture, long MemoryBytes, int Cpus);
