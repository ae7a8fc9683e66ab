namespace Local.Cli.Verify;

/// <summary>One thing that the tutorial shows, proven on the running swarm. Changes nothing there.</summary>
internal interface ICheck
{
    /// <summary>What holds, as a sentence.</summary>
    string Name { get; }

    /// <summary>Where to look when it does not hold: a command or a rule.</summary>
    string LookAt { get; }

    /// <summary>Says what was seen. Throws <see cref="CheckFailedException"/> when it does not hold.</summary>
    Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation);
}

/// <summary>What a check promises does not hold; the message says what was seen instead.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
