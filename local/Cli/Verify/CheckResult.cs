namespace Local.Cli.Verify;

/// <summary>How a check ended.</summary>
/// <param name="Name">What was to hold.</param>
/// <param name="Passed">Whether it does.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="LookAt">Where to look; null when it passed.</param>
/// <param name="Seconds">How long the check took.</param>
internal sealed record CheckResult(string Name, bool Passed, string Detail, string? LookAt, double Seconds);
