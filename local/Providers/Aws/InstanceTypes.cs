using System.Globalization;
using System.Text.RegularExpressions;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>
/// The instance types that the local region has, in all of its zones: some families of every kind, and whatever is named like one, since Amazon has new ones every month
/// and a plan is never refused for what was made up here. All machines here are the same, whatever their type.
/// </summary>
/// <param name="Name">Such as t3.small.</param>
/// <param name="Architecture">Of its processor.</param>
/// <param name="IsBareMetal">Whether it is a whole computer.</param>
/// <param name="IsListed">Whether it is in the tables here; of another one it is known what its name says.</param>
internal sealed partial record InstanceTypes(string Name, string Architecture, bool IsBareMetal, bool IsListed)
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

        var isListed = _macs.ContainsKey(name) || ((_intel.Contains(family) || _arm.Contains(family)) && _sizes.Contains(size));
        return isListed || Likely().IsMatch(name)
            ? new(name, _macs.GetValueOrDefault(name) ?? ProcessorOf(name), size.StartsWith("metal", StringComparison.Ordinal), isListed)
            : null;
    }

    /// <summary>The processor of a type as its name says it: those of AWS's own are a g behind the generation, as in t4g, c7gn and im4gn.</summary>
    public static string ProcessorOf(string name) => Graviton().IsMatch(name) ? "arm64" : "x86_64";

    /// <summary>How many processors it has, as Amazon's table of that family says; of a type that is not listed more than any has.</summary>
    public int Cpus =>
        Size switch
        {
            _ when !IsListed => 1024,
            "medium" when IsOfOneCpu => 1,
            "nano" or "micro" or "small" when Name.StartsWith("t2.", StringComparison.Ordinal) => 1,
            "nano" or "micro" or "small" or "medium" or "large" => 2,
            "xlarge" => 4,
            "metal" => 96,
            var size => 4 * int.Parse(size[..^"xlarge".Length], CultureInfo.InvariantCulture),
        };

    /// <summary>Its memory in MiB; of a type that is not listed more than any has.</summary>
    public int MemoryMiB =>
        !IsListed ? 32 << 20
        : Name[0] == 't'
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

    /// <summary>Refuses what there is not, in Amazon's words, and what no virtual machine here can be.</summary>
    /// <param name="name">The type.</param>
    public static void Need(string name)
    {
        if (Find(name) is not { } type)
        {
            throw new ProviderException($"InvalidParameterValue: Invalid value '{name}' for InstanceType.");
        }

        if (type.Architecture != "x86_64")
        {
            throw new ProviderException(
                $"InvalidParameterValue: The architecture '{type.Architecture}' of the specified instance type does not match the architecture 'x86_64' of the specified AMI. "
                    + "Specify an instance type and an AMI that have matching architectures, and try again."
            );
        }
    }

    [GeneratedRegex(@"^([a-z]+[0-9]+[a-z-]*g|a1\.)")]
    private static partial Regex Graviton();

    [GeneratedRegex(@"^[a-z]+(-[0-9]+tb)?[0-9]+[a-z0-9-]*\.(nano|micro|small|medium|large|[0-9]*xlarge|metal(-[0-9]+xl)?)$")]
    private static partial Regex Likely();
}
