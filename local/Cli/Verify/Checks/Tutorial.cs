namespace Local.Cli.Verify.Checks;

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
        new AllNodesAnswer(),
        new AllNodesReady(),
        new AllRunsAsDeclared(),
        new EveryNodeHasRoom(),
        new EveryNodeCanStartEveryImage(),
        new SwarmNetworksOnEveryNode(),
        new SwarmPortsOpenBetweenNodes(),
        new SwarmPortsClosedFromOutside(),
        new EveryNodeAnswers(),
        new RequestsReachEveryReplica(),
        new IngressRefusesAttachment(),
        new ContainerReachesService(),
        new ServiceReachesContainer(),
        new LargePayloadCrossesNodes(),
        new InternalServiceClosedFromOutside(),
    ];
}
