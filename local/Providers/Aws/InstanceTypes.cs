using System.Globalization;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>
/// The instance types that the local region has: some families of every kind, so that what Amazon would refuse is refused here too. All machines here are
/// the same, whatever their type.
/// </summary>
internal sealed record InstanceTypes(string Name, string Architecture, bool IsBareMetal, bool IsNew)
{
    private static readonly string[] _sizes =
    [
        "nano",
        "micro",
        "small",
        "medium",
        "large",
        "xlarge",
        "2xlarge",
        "4xlarge",
        "8xlarge",
        "metal",
    ];
    private static readonly string[] _intel =
    [
        "t2",
        "t3",
        "t3a",
        "m5",
        "m5a",
        "m6i",
        "m6a",
        "m7i",
        "m7i-flex",
        "m7a",
        "c5",
        "c5a",
        "c6i",
        "c6a",
        "c7i",
        "c7a",
        "r5",
        "r5a",
        "r6i",
        "r6a",
        "r7i",
        "r7a",
        "g4dn",
    ];
    private static readonly string[] _arm = ["a1", "t4g", "m6g", "m7g", "c6g", "c7g", "c7gn", "r6g", "r7g", "g5g", "im4gn"];
    private static readonly Dictionary<string, string> _macs = new() { ["mac1.metal"] = "x86_64_mac", ["mac2.metal"] = "arm64_mac" };

    /// <summary>Null: there is no such type.</summary>
    public static InstanceTypes? Find(string? name)
    {
        if (name is null || name.Split('.') is not [var family, var size])
        {
            return null;
        }

        var architecture = _macs.GetValueOrDefault(name)
            ?? (
                _intel.Contains(family) ? "x86_64"
                : _arm.Contains(family) ? "arm64"
                : null
            );
        return architecture is null || !_sizes.Contains(size)
            ? null
            : new(name, architecture, size == "metal", family.Contains('7', StringComparison.Ordinal));
    }

    /// <summary>How many processors it has, as Amazon's table of that family says.</summary>
    public int Cpus =>
        Size switch
        {
            "medium" when IsOfOneCpu => 1,
            "nano" or "micro" or "small" when Name.StartsWith("t2.", StringComparison.Ordinal) => 1,
            "nano" or "micro" or "small" or "medium" or "large" => 2,
            "xlarge" => 4,
            "metal" => 96,
            var size => 4 * int.Parse(size[..^"xlarge".Length], CultureInfo.InvariantCulture),
        };

    /// <summary>Its memory in MiB.</summary>
    public int MemoryMiB =>
        Name[0] == 't'
            ? Size switch
            {
                "nano" => 512,
                "micro" => 1024,
                "small" => 2048,
                "medium" => 4096,
                "large" => 8192,
                _ => Cpus * 4096,
            }
            : Cpus
                * (
                    Name[0] is 'c' or 'a' || Name.StartsWith("g5g.", StringComparison.Ordinal) ? 2048
                    : Name[0] == 'r' ? 8192
                    : 4096
                );

    private string Size => Name.Split('.')[1];

    private bool IsOfOneCpu => Architecture == "arm64" && Name[0] != 't';

    /// <summary>The newest families are not in every zone, as in Amazon's older ones.</summary>
    public bool IsOfferedIn(string zone) => !IsNew || !zone.EndsWith('c');

    /// <summary>Refuses what a zone does not have, in Amazon's words.</summary>
    /// <param name="name">The type.</param>
    /// <param name="zone">The zone of the subnet.</param>
    /// <param name="zones">All zones of the region.</param>
    public static void Need(string name, string zone, IEnumerable<string> zones)
    {
        if (Find(name) is not { } type)
        {
            throw new ProviderException($"InvalidParameterValue: Invalid value '{name}' for InstanceType.");
        }

        if (!type.IsOfferedIn(zone))
        {
            throw new ProviderException(
                $"Unsupported: Your requested instance type ({name}) is not supported in your requested Availability Zone ({zone}). "
                    + $"Please retry your request by not specifying an Availability Zone or choosing {string.Join(", ", zones.Where(type.IsOfferedIn))}."
            );
        }

        if (type.Architecture != "x86_64")
        {
            throw new ProviderException(
                $"InvalidParameterValue: The architecture '{type.Architecture}' of the specified instance type does not match the architecture 'x86_64' of the specified AMI. "
                    + "Specify an instance type and an AMI that have matching architectures, and try again."
            );
        }
    }
}
