namespace Local.Cli.Verify.Checks;

/// <summary>What <c>verify</c> checks.</summary>
internal static class AllChecks
{
    /// <summary>In the order in which they are printed.</summary>
    public static IReadOnlyList<ICheck> InOrder { get; } =
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
