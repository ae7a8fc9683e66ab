using Local.Runner;

namespace Local.Cli.Reports;

/// <summary>When each operation began and ended, since the run's begin.</summary>
internal sealed class Timeline(TimeProvider clock) : IRunObserver
{
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, TimeSpan> _began = [];
    private readonly List<Span> _spans = [];

    public IReadOnlyList<Span> Spans => _spans;

    public void On(RunEvent happened)
    {
        var now = clock.GetElapsedTime(_start);
        switch (happened)
        {
            case ResourceStarted { Step.IsCustom: true } started:
                _began[started.Step.Urn] = now;
                break;
            case ResourceFinished finished when _began.Remove(finished.Step.Urn, out var began):
                _spans.Add(new Span(finished.Step, began, now));
                break;
        }
    }

    /// <summary>
    /// The chain of operations that set the time, first to last. Before each stands the one that ended last before it began: an operation begins as soon as the
    /// last of what it depends on has ended.
    /// </summary>
    public static IReadOnlyList<Span> CriticalPath(IReadOnlyList<Span> spans)
    {
        // What takes no time sets none; clocks are read a little after the fact.
        var tolerance = TimeSpan.FromMilliseconds(50);
        var lasting = spans.Where(span => span.Took > tolerance).ToList();
        var path = new List<Span>();
        for (var next = lasting.MaxBy(span => span.Ended); next is not null; )
        {
            path.Insert(0, next);
            var begin = next.Began;
            next = lasting.Where(span => span.Ended <= begin + tolerance && span.Began < begin).MaxBy(span => span.Ended);
        }

        return path;
    }
}

/// <summary>An operation's time.</summary>
internal sealed record Span(ResourceStep Step, TimeSpan Began, TimeSpan Ended)
{
    public TimeSpan Took => Ended - Began;
}
