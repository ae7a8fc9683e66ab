using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>Where a command runs: here, or on a host reached by SSH.</summary>
internal interface IShell
{
    /// <summary>The inputs that this kind of command knows.</summary>
    IReadOnlySet<string> Inputs { get; }

    /// <summary>Fills defaults and finds what is wrong; values may be unknown.</summary>
    PropertyMap Check(PropertyMap inputs, List<CheckFailure> failures);

    /// <summary>Runs <paramref name="text"/> to its end; a failure is a <see cref="ProviderException"/> with everything that it printed.</summary>
    /// <param name="text">The command, as the program gave it.</param>
    /// <param name="state">The resource's inputs, and what the last run printed.</param>
    /// <param name="operation">Takes the lines that are logged.</param>
    /// <param name="cancellation">Kills the command.</param>
    Task<Printed> RunAsync(string text, PropertyMap state, ResourceOperation operation, CancellationToken cancellation);
}

/// <summary>What a command printed, without the last line feed.</summary>
internal sealed record Printed(string Stdout, string Stderr);
