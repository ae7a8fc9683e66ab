using System.Globalization;
using Local.Providers.Contract;
using Local.Runner;

namespace Local.Cli.Progress;

/// <summary>Progress as lines, for CI and files: one when an operation begins and ends, one when what it waits for changes, and one when it says nothing for long.</summary>
internal sealed class PlainProgress(TextWriter writer, TimeProvider clock) : IRunObserver, IDisposable
{
    // A status word that changes faster than this is left out; the last one is not.
    private static readonly TimeSpan _statusInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _silenceInterval = TimeSpan.FromSeconds(30);

    // Of what has changed; a preview shows all of it.
    private const int NamedChanges = 3;

    private readonly long _start = clock.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Row> _running = [];
    private ITimer? _timer;

    /// <summary>Ticks once a second until disposed.</summary>
    public PlainProgress Ticking()
    {
        _timer = clock.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        return this;
    }

    public void Dispose() => _timer?.Dispose();

    public void On(RunEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case ResourceStarted { Step.IsCustom: true } started:
                    _running[started.Step.Urn] = new Row(started.Step, clock.GetTimestamp()) { LastLine = clock.GetTimestamp() };
                    Line(Words.Sign(started.Step.Operation), Words.Doing(started.Step.Operation), Title(started.Step) + Why(started.Step));
                    break;
                case ResourceStatus status when _running.TryGetValue(status.Urn, out var row):
                    row.Status = status.Text;
                    SayStatus(row);
                    break;
                case ResourceFinished { Step: { IsCustom: true, Operation: not Operation.Same } } finished:
                    _running.Remove(finished.Step.Urn);
                    var word = finished.Error is null ? Words.Done(finished.Step.Operation) : "FAILED";
                    var sign = finished.Error is null ? Words.Sign(finished.Step.Operation) : "!";
                    Line(sign, word, $"{Title(finished.Step)} ({Seconds(finished.Elapsed)})");
                    break;
                case Diagnostic { Severity: not LogLevel.Error } diagnostic:
                    if (diagnostic.Urn is { } urn && _running.TryGetValue(urn, out var speaker))
                    {
                        // Its last word until it has another.
                        speaker.Status = speaker.Said = diagnostic.Message;
                        speaker.LastLine = clock.GetTimestamp();
                    }

                    Line(string.Empty, diagnostic.Severity == LogLevel.Warning ? "warning" : "note", About(diagnostic));
                    break;
                case ProgramOutput output:
                    Line(string.Empty, "program", output.Line);
                    break;
            }
        }
    }

    /// <summary>Says status words that were held back, and a word for what was silent for long.</summary>
    internal void Tick()
    {
        lock (_lock)
        {
            foreach (var row in _running.Values)
            {
                SayStatus(row);
            }
        }
    }

    private void SayStatus(Row row)
    {
        var quiet = clock.GetElapsedTime(row.LastLine);
        if ((row.Status != row.Said && quiet >= _statusInterval) || quiet >= _silenceInterval)
        {
            row.Said = row.Status;
            row.LastLine = clock.GetTimestamp();
            Line(string.Empty, "waiting", $"{Title(row.Step)}: {row.Status ?? "no word yet"} ({Seconds(clock.GetElapsedTime(row.Began))})");
        }
    }

    private void Line(string sign, string word, string text) =>
        writer.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{Seconds(clock.GetElapsedTime(_start)), 9}  {sign, -2} {word, -9} {text}")
        );

    private static string About(Diagnostic diagnostic) =>
        diagnostic.Urn is null ? diagnostic.Message : $"{Words.NameIn(diagnostic.Urn)}: {diagnostic.Message}";

    private static string Title(ResourceStep step) => $"{Words.ShortType(step.Type)} {step.Name}";

    private static string Why(ResourceStep step)
    {
        var changed = step.Changes.Select(change => change.Path).Concat(step.ReplaceReasons).Distinct().ToList();
        return step.Operation is not (Operation.Update or Operation.Replace) || changed.Count == 0
            ? ""
            : $" ({string.Join(", ", changed.Take(NamedChanges))}{(changed.Count > NamedChanges ? $" and {changed.Count - NamedChanges} more" : "")})";
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private sealed class Row(ResourceStep step, long began)
    {
        public ResourceStep Step => step;
        public long Began => began;
        public long LastLine { get; set; }
        public string? Status { get; set; }
        public string? Said { get; set; }
    }
}
