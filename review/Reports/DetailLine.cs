namespace Review.Reports;

/// <summary>A line of what changes in a resource.</summary>
/// <param name="Sign">+ added, - removed, ~ changed, or a space.</param>
/// <param name="Text">What follows the sign.</param>
public sealed record DetailLine(char Sign, string Text);
