namespace Local.Cli.Verify;

/// <summary>One thing that the tutorial shows, or that the stack declares, proven on the running swarm. Changes nothing there.</summary>
internal interface ICheck
{
    /// <summary>What holds, as a sentence.</summary>
    string Name { get; }

    /// <summary>Where to look when it does not hold: a command or a rule.</summary>
    string LookAt { get; }

    /// <summary>
    /// Says what was seen. Throws <see cref="CheckFailedException"/> when it does not hold, and <see cref="NotMadeException"/> when that cannot be told for a
    /// cause that another check names.
    /// </summary>
    Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation);
}

/// <summary>What a check promises does not hold; the message says what was seen instead.</summary>
internal sealed class CheckFailedException(string message) : Exception(message)
{
    public CheckFailedException(IReadOnlyList<Finding> findings)
        : this(string.Join("; ", findings.Select(finding => finding.What))) =>
        Fix = [.. findings.Select(finding => finding.Fix).Distinct()];

    /// <summary>What fixes it; empty where only a place to look at is known.</summary>
    public IReadOnlyList<string> Fix { get; } = [];
}

/// <summary>The check cannot be made; the message is the cause, which is named elsewhere.</summary>
internal sealed class NotMadeException(string cause) : Exception(cause);

/// <summary>One thing that is not as it should be.</summary>
/// <param name="Subject">The node, service or container.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Fix">What fixes it: a command, where there is one.</param>
internal sealed record Finding(string Subject, string What, string Fix);
