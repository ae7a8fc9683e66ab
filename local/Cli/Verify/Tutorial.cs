namespace Local.Cli.Verify;

/// <summary>What <c>stacks/demo.yaml</c> declares, by name, and what is proven of it.</summary>
internal static class Tutorial
{
    public const string Published = "whoami";
    public const int PublishedPort = 8000;
    public const string Internal = "web";
    public const string Standalone = "app1";

    /// <summary>All checks, in the order in which they are printed.</summary>
    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new Checks.AllNodesAnswer(),
        new Checks.AllNodesReady(),
        new Checks.AllRunsAsDeclared(),
        new Checks.EveryNodeCanStartEveryImage(),
        new Checks.SwarmNetworksOnEveryNode(),
        new Checks.SwarmPortsOpenBetweenNodes(),
        new Checks.SwarmPortsClosedFromOutside(),
        new Checks.EveryNodeAnswers(),
        new Checks.RequestsReachEveryReplica(),
        new Checks.IngressRefusesAttachment(),
        new Checks.ContainerReachesService(),
        new Checks.ServiceReachesContainer(),
        new Checks.LargePayloadCrossesNodes(),
        new Checks.InternalServiceClosedFromOutside(),
    ];
}
