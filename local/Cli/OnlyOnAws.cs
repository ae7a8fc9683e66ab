using System.Text.RegularExpressions;

namespace Local.Cli;

/// <summary>What machines on AWS can have and virtual machines on this computer cannot. It can be planned here, but not brought up.</summary>
internal static partial class OnlyOnAws
{
    private static readonly Dictionary<string, string> _settings = new()
    {
        ["swarm:loadBalancer"] = "a load balancer",
        ["swarm:vpcId"] = "an existing VPC",
        ["swarm:securityGroups"] = "security groups of somebody else's",
        ["swarm:instanceProfile"] = "an instance profile of somebody else's",
    };

    private static readonly string[] _withTypes = ["swarm:instanceType", "swarm:machines", "swarm:pools"];

    /// <summary>Why a configuration cannot be brought up here; null: it can.</summary>
    public static string? Refuse(IReadOnlyDictionary<string, string> values)
    {
        if (values.GetValueOrDefault("swarm:provider") == "hosts")
        {
            return null;
        }

        string[] found =
        [
            .. _settings
                .Where(setting => values.GetValueOrDefault(setting.Key) is { Length: > 0 } value && value != "[]")
                .Select(setting =>
                    $"{setting.Key}: received \"{values[setting.Key]}\"; allowed: nothing for ./swarm up, since virtual machines on this computer cannot have {setting.Value}. Remove it from the stack's file, or use a stack without it; {Plans}"
                ),
            .. _withTypes
                .SelectMany(setting => Graviton().Matches(values.GetValueOrDefault(setting, "")).Select(type => (setting, type.Value)))
                .Distinct()
                .Select(one =>
                    $"{one.setting}: received \"{one.Value}\", a type with a processor of AWS's own; allowed: types with x86_64 for ./swarm up, since virtual machines on this computer have no other. Choose such a type, such as t3.small, or use a stack without it; {Plans}"
                ),
        ];
        return found.Length == 0 ? null : string.Join('\n', found);
    }

    private const string Plans = "./swarm preview, cost and permissions plan with it.";

    // As t4g, c7gn and im4gn: a g behind the generation.
    [GeneratedRegex(@"(?<![\w.-])([a-z]+[0-9]+[a-z-]*g[a-z]*|a1)\.[0-9a-z-]+")]
    private static partial Regex Graviton();
}
