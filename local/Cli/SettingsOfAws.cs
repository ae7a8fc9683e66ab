namespace Local.Cli;

/// <summary>What a stack may have on AWS only: it can be planned on this computer, and not brought up.</summary>
internal static class SettingsOfAws
{
    private static readonly (string Key, string Why)[] _all = [("swarm:vpcId", "local virtual machines are in a network of their own")];

    /// <summary>Refuses to bring up a stack that sets any of them.</summary>
    /// <param name="set">What project and stack set.</param>
    public static void Refuse(IReadOnlyDictionary<string, string> set)
    {
        string[] problems =
        [
            .. _all.Where(setting => set.GetValueOrDefault(setting.Key) is not (null or "" or "[]"))
                .Select(setting =>
                    $"{setting.Key}: received \"{set[setting.Key]}\"; allowed: nothing with ./swarm up, since {setting.Why}. "
                    + $"Deploy the stack with `pulumi up`, or run `pulumi config rm {setting.Key}`."
                ),
        ];
        if (problems.Length > 0 && set.GetValueOrDefault("swarm:provider") != "hosts")
        {
            throw new RefusedCommandException(string.Join('\n', problems));
        }
    }
}
