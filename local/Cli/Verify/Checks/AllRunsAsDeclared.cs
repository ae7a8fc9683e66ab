namespace Local.Cli.Verify.Checks;

internal sealed class AllRunsAsDeclared : ICheck
{
    public string Name => "services and containers run as the stack declares them";
    public string LookAt => "docker service ls on a manager";

    public Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var findings = Drift.OfWorkloads(swarm);
        return findings.Count == 0
            ? Task.FromResult(
                string.Join(
                    ", ",
                    swarm
                        .Declared.Services.Select(Said)
                        .Concat(
                            swarm
                                .Containers.Where(container => swarm.Declared.Containers.Any(declared => declared.Name == container.Name))
                                .Select(container => container.Name)
                        )
                )
            )
            : throw new CheckFailedException(findings);
    }

    private static string Said(DeclaredService service) =>
        service.Replicas is { } replicas ? $"{service.Name} ({replicas})" : $"{service.Name} (global)";
}
