namespace Local.Cli.Verify.Checks;

/// <summary>What <c>stacks/demo.yaml</c> declares, by name, and what is proven of it.</summary>
internal static class Tutorial
{
    public const string Published = "whoami";
    public const int PublishedPort = 8000;
    public const string Internal = "web";
    public const string Standalone = "app1";

    /// <summary>
    /// Asks for a page within the swarm. Nodes tell each other where tasks are by gossip, which on busy nodes may take until its next round, every 30 seconds; what
    /// cannot be reached until then can be reached after it.
    /// </summary>
    public const string Ask = "curl -fsS --max-time 30 --retry 7 --retry-delay 5 --retry-max-time 60 --retry-all-errors -o /dev/null";
}
