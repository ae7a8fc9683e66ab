namespace Review.Pictures;

/// <summary>A network that tasks are attached to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Presence">Whether it comes, goes or changes.</param>
/// <param name="Word">What happens to it, such as "recreated"; empty: nothing.</param>
internal sealed record Overlay(string Name, Presence Presence, string Word);
