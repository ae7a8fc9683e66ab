namespace Local.Cli.Verify;

/// <summary>How a check ended.</summary>
/// <param name="Name">What was to hold.</param>
/// <param name="Passed">Whether it does; null: it could not be made, for a cause that another check names or since the stack has nothing to check.</param>
/// <param name="Detail">What was seen, or the cause.</param>
/// <param name="LookAt">Where to look when it failed and nothing is known that fixes it.</param>
/// <param name="Fix">What fixes it, each thing once.</param>
/// <param name="Seconds">How long the check took.</param>
internal sealed record CheckOutcome(string Name, bool? Passed, string Detail, string? LookAt, IReadOnlyList<string> Fix, double Seconds);
