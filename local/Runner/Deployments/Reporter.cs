using Local.Providers.Contract;
using Local.Runner.State;

namespace Local.Runner.Deployments;

/// <summary>Tells the observer, one call at a time, and keeps what the result needs.</summary>
internal sealed class Reporter(IRunObserver observer)
{
    private readonly Lock _gate = new();
    private readonly List<ResourceStep> _steps = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<Diagnostic> _said = [];
    private PropertyMap _outputs = PropertyMap.Empty;
    private IReadOnlyList<ResourceRecord> _takenOver = [];

    /// <summary>The secrets that no word may repeat.</summary>
    public SecretFilter Secrets { get; } = new();

    /// <summary>True once anything failed.</summary>
    public bool HasErrors { get; private set; }

    public void Started(ResourceStep step) => Tell(new ResourceStarted(step));

    public void Finished(ResourceStep step, TimeSpan elapsed)
    {
        lock (_gate)
        {
            _steps.Add(step);
            observer.On(new ResourceFinished(step, elapsed, null));
        }
    }

    public void Failed(ResourceStep step, TimeSpan elapsed, string error)
    {
        lock (_gate)
        {
            HasErrors = true;
            error = Secrets.Hide(error);
            _diagnostics.Add(new Diagnostic(LogLevel.Error, error, step.Urn));
            observer.On(new ResourceFinished(step, elapsed, error));
        }
    }

    public void Say(LogLevel severity, string message, string? urn = null)
    {
        lock (_gate)
        {
            HasErrors |= severity == LogLevel.Error;
            var diagnostic = new Diagnostic(severity, Secrets.Hide(message), urn);
            if (severity == LogLevel.Error && !_said.Add(diagnostic))
            {
                // One cause reaches the program along many ways, and it reports each.
                return;
            }

            _diagnostics.Add(diagnostic);
            observer.On(diagnostic);
        }
    }

    public void TakenOver(IReadOnlyList<ResourceRecord> records) => _takenOver = records;

    public void Outputs(PropertyMap outputs)
    {
        lock (_gate)
        {
            _outputs = outputs;
        }
    }

    /// <summary>Shows a word until the next one.</summary>
    public void Status(string urn, string text) => Tell(new ResourceStatus(urn, Secrets.Hide(text)));

    /// <summary>Shows a line that the program wrote.</summary>
    public void Output(string line, bool isError) => Tell(new ProgramOutput(Secrets.Hide(line), isError));

    private void Tell(RunEvent happened)
    {
        lock (_gate)
        {
            observer.On(happened);
        }
    }

    public RunResult Finish(bool stopped, bool isPlan, TimeSpan elapsed, IReadOnlyDictionary<string, string> config)
    {
        lock (_gate)
        {
            return new RunResult
            {
                Outcome =
                    stopped ? RunOutcome.Stopped
                    : HasErrors ? RunOutcome.Failed
                    : RunOutcome.Succeeded,
                Steps = [.. _steps],
                Changes = _steps
                    .Where(step => step.Operation != Operation.DeleteReplaced)
                    .GroupBy(step => step.Operation)
                    .ToDictionary(steps => steps.Key, steps => steps.Count()),
                Outputs = _outputs,
                Diagnostics = [.. _diagnostics],
                TakenOver = [.. _takenOver.Select(record => record.View)],
                IsPlan = isPlan,
                Elapsed = elapsed,
                Config = config,
            };
        }
    }
}
