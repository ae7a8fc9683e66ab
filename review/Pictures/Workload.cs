namespace Review.Pictures;

/// <summary>A service, or a container beside the services.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Presence">Whether it comes, goes or changes.</param>
/// <param name="Word">What happens to it, such as "rolled"; empty: nothing.</param>
/// <param name="Size">Such as <c>3 tasks</c>, <c>1 → 3 tasks</c> or <c>a container on node2</c>.</param>
/// <param name="Before">The networks that it is attached to before.</param>
/// <param name="After">Those after.</param>
internal sealed record Workload(
    string Name,
    Presence Presence,
    string Word,
    string Size,
    IReadOnlyCollection<string> Before,
    IReadOnlyCollection<string> After
);
