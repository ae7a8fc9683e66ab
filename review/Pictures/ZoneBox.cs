namespace Review.Pictures;

/// <summary>The nodes of a zone, by pool.</summary>
/// <param name="Zone">Its name; empty where the plan does not tell.</param>
/// <param name="Pools">The name of each pool, empty for the nodes outside pools, and its nodes.</param>
internal sealed record ZoneBox(string Zone, IReadOnlyList<(string Pool, IReadOnlyList<Box> Nodes)> Pools);
