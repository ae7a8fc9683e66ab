namespace Review.Pictures;

/// <summary>A line between two things in a drawing.</summary>
/// <param name="From">Where it begins: its place among its kind.</param>
/// <param name="To">Where it ends: its place among its kind.</param>
/// <param name="Label">What stands on it; empty: nothing.</param>
/// <param name="Presence">Whether it comes or goes.</param>
internal sealed record Wire(int From, int To, string Label, Presence Presence);
