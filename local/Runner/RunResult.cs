using Local.Providers.Contract;

namespace Local.Runner;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>Everything was done.</summary>
    Succeeded,

    /// <summary>Something failed; what did not depend on it was done.</summary>
    Failed,

    /// <summary>It was stopped; the next run goes on from there.</summary>
    Stopped,
}

/// <summary>A run's result.</summary>
public sealed record RunResult
{
    public required RunOutcome Outcome { get; init; }

    /// <summary>Every step, those that changed nothing included, in the order in which they ended (or were planned).</summary>
    public required IReadOnlyList<ResourceStep> Steps { get; init; }

    /// <summary>How many resources met which fate; a replacement counts once, under <see cref="Operation.Replace"/>.</summary>
    public required IReadOnlyDictionary<Operation, int> Changes { get; init; }

    /// <summary>The stack's outputs.</summary>
    public required PropertyMap Outputs { get; init; }

    /// <summary>The warnings, errors and remarks of the run, those of failed resources included.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>What an import found and recorded as it is.</summary>
    public IReadOnlyList<ResourceView> TakenOver { get; init; } = [];

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether the run only planned: its steps are none that were done.</summary>
    public bool IsPlan { get; init; }

    /// <summary>The configuration, secrets as <c>[secret]</c>.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

    /// <summary>True when anything but <see cref="Operation.Same"/> and <see cref="Operation.Read"/> happened or is planned.</summary>
    public bool HasChanges => Changes.Any(change => change.Key is not (Operation.Same or Operation.Read) && change.Value > 0);

    /// <summary>True when the program or its configuration is wrong, and nothing was touched yet: the stack itself and components only group resources.</summary>
    public bool IsRefused =>
        Outcome == RunOutcome.Failed
        && (IsPlan || !Steps.Any(step => step is { IsCustom: true, Operation: not (Operation.Same or Operation.Read) }))
        && Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error).ToList() is { Count: > 0 } errors
        && errors.All(error => error.Urn is null);

    /// <summary>The result as <c>pulumi preview --json</c> prints it; secrets show as <c>[secret]</c>.</summary>
    public string ToPreviewJson(bool showSames = false) => PreviewJson.Render(this, showSames);
}
