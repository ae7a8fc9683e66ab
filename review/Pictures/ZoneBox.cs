namespace Review.Pictures;

/// <summary>The nodes of a zone, by pool.</summary>
/// <param name="Zone">Its name; empty where the plan does not tell.</param>
/// <param name="Pools">Those of each pool.</param>
internal sealed record ZoneBox(string Zone, IReadOnlyList<PoolBox> Pools);

/// <summary>The nodes of a pool within a zone.</summary>
/// <param name="Pool">Its name, empty for the nodes outside pools.</param>
/// <param name="Nodes">The nodes.</param>
internal sealed record PoolBox(string Pool, IReadOnlyList<Box> Nodes);
