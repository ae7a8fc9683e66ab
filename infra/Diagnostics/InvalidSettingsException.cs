namespace Infra.Diagnostics;

/// <summary>The configuration or a stack file is wrong; the message lists every problem.</summary>
internal sealed class InvalidSettingsException(IReadOnlyList<Problem> problems) : Exception(Report(problems))
{
    /// <summary>All that was found, in the order of reading.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;

    private static string Report(IReadOnlyList<Problem> problems) =>
        (
            problems.Count == 1
                ? "One problem to fix before anything is created:"
                : $"{problems.Count} problems to fix before anything is created:"
        ) + string.Concat(problems.Select(problem => $"\n  - {problem}"));
}
