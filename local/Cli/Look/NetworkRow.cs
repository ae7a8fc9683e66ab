namespace Local.Cli.Look;

/// <summary>A range of a network of the swarm, and how full it is.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Driver">Such as <c>overlay</c>.</param>
/// <param name="Subnet">The range.</param>
/// <param name="Used">How many of its addresses are taken, those of the network itself included.</param>
/// <param name="Size">How many it has.</param>
/// <param name="IsExact">Whether the engine counts them; one before version 29 does not, and <paramref name="Used"/> is what is known to be taken: there may be more.</param>
/// <param name="IsIngress">Whether it is the routing mesh's.</param>
internal sealed record NetworkRow(string Name, string Driver, string Subnet, long Used, long Size, bool IsExact, bool IsIngress)
{
    // What is left is what an update needs that starts new tasks before it stops old ones.
    private const double MostShare = 0.8;

    /// <summary>Whether there is hardly room for more tasks.</summary>
    public bool IsNearlyFull => Used >= MostShare * Size;
}
