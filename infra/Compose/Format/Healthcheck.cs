namespace Infra.Compose.Format;

/// <summary>How a task shows that it works: <c>healthcheck</c>.</summary>
/// <param name="Test">CMD or CMD-SHELL and the command, or NONE; empty: as the image has it.</param>
/// <param name="Interval">The time between checks; 0, the default: as the image has it, else 30 s.</param>
/// <param name="Timeout">How long a check may take; 0, the default: as the image has it, else 30 s.</param>
/// <param name="StartPeriod">How long failures do not count at the start; default 0.</param>
/// <param name="Retries">After how many failures in a row the task has failed; 0, the default: as the image has it, else 3.</param>
internal sealed record Healthcheck(IReadOnlyList<Text> Test, TimeSpan Interval, TimeSpan Timeout, TimeSpan StartPeriod, int Retries);
