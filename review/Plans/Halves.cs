namespace Review.Plans;

/// <summary>What the record of an update proves of a replacement that it did not finish.</summary>
/// <param name="Old">What became of the old one.</param>
/// <param name="New">How far the new one came.</param>
internal sealed record Halves(HalfState Old, HalfState New);
