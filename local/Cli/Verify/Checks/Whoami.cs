using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

/// <summary>Reads what whoami answers.</summary>
internal static class Whoami
{
    /// <summary>The container that answered; by default a container's host name is its short id.</summary>
    public static string HostnameIn(Node node, string body) =>
        body.Split('\n').FirstOrDefault(line => line.StartsWith("Hostname: ", StringComparison.Ordinal))?["Hostname: ".Length..].Trim()
        ?? throw new CheckFailedException($"{node.Name} answered something other than whoami: {body.Split('\n')[0]}");
}
