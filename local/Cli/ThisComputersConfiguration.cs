namespace Local.Cli;

/// <summary>
/// What holds here whatever the stack says: this computer reaches its own virtual machines, also where the configuration names the addresses of another
/// place, since nobody else can reach them.
/// </summary>
internal static class ThisComputersConfiguration
{
    private const string ThisComputer = "127.0.0.0/8";

    /// <summary>The settings that are others here, given what project and stack set.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> set) =>
        set.GetValueOrDefault("swarm:provider") == "hosts"
            ? new Dictionary<string, string>()
            : new[] { "swarm:sshFrom", "swarm:publishedFrom" }
                // Where nothing is said, published ports are open to whom SSH is open to.
                .Where(key => key == "swarm:sshFrom" || set.ContainsKey(key))
                .ToDictionary(key => key, key => WithThisComputer(set.GetValueOrDefault(key) ?? ""));

    // A list in JSON, or ranges with commas between them.
    private static string WithThisComputer(string ranges) =>
        ranges switch
        {
            _ when ranges.Contains(ThisComputer, StringComparison.Ordinal) => ranges,
            "" or "[]" => $"[\"{ThisComputer}\"]",
            _ when ranges.EndsWith(']') => $"{ranges[..^1]},\"{ThisComputer}\"]",
            _ => $"{ranges},{ThisComputer}",
        };
}
