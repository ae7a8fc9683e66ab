namespace Local.Cli;

/// <summary>What machines on AWS can have and virtual machines on this computer cannot. It can be planned here, but not brought up.</summary>
internal static class OnlyOnAws
{
    private static readonly Dictionary<string, string> _settings = new()
    {
        ["swarm:loadBalancer"] = "a load balancer",
        ["swarm:vpcId"] = "an existing VPC",
    };

    /// <summary>Why a configuration cannot be brought up here; null: it can.</summary>
    public static string? Refuse(IReadOnlyDictionary<string, string> values)
    {
        var found = _settings
            .Where(setting =>
                values.GetValueOrDefault(setting.Key) is { Length: > 0 } && values.GetValueOrDefault("swarm:provider") != "hosts"
            )
            .ToArray();
        return found.Length == 0
            ? null
            : string.Join(
                '\n',
                found.Select(setting =>
                    $"{setting.Key}: received \"{values[setting.Key]}\"; allowed: nothing for ./swarm up, since virtual machines on this computer cannot have {setting.Value}. Remove it from the stack's file, or use a stack without it; ./swarm preview, cost and permissions plan with it."
                )
            );
    }
}
