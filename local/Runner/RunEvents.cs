using Local.Providers.Contract;

namespace Local.Runner;

/// <summary>Is told what happens in a run: one call at a time, in order, from any thread. It must return quickly.</summary>
public interface IRunObserver
{
    void On(RunEvent happened);
}

/// <summary>Something that happened.</summary>
public abstract record RunEvent;

/// <summary>An operation began; in a preview, was planned. Nothing is said of <see cref="Operation.Same"/> before it ends.</summary>
public sealed record ResourceStarted(ResourceStep Step) : RunEvent;

/// <summary>An operation ended; also said of resources that stay the same.</summary>
/// <param name="Step">With the resource as it is now.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Error">Null when it succeeded, else why it failed, whole.</param>
public sealed record ResourceFinished(ResourceStep Step, TimeSpan Elapsed, string? Error) : RunEvent;

/// <summary>A short word on what an operation is waiting for; replaces the one before.</summary>
public sealed record ResourceStatus(string Urn, string Text) : RunEvent;

/// <summary>A line that the user should keep. Failed operations are told by <see cref="ResourceFinished"/> and not here again.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Message">The text, which may have several lines.</param>
/// <param name="Urn">The resource it is about; null: the run.</param>
public sealed record Diagnostic(LogLevel Severity, string Message, string? Urn = null) : RunEvent;

/// <summary>A line that the program wrote.</summary>
public sealed record ProgramOutput(string Line, bool IsError) : RunEvent;
