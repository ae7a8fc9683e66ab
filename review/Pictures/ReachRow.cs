namespace Review.Pictures;

/// <summary>A row of the matrix: who, which port, and for each column whether it is open.</summary>
/// <param name="Sources">Who; all of them alike.</param>
/// <param name="Ports">The ports and what answers there; all of them alike.</param>
/// <param name="Cells">For each column; null: it is not open there, neither before nor after.</param>
internal sealed record ReachRow(IReadOnlyList<string> Sources, IReadOnlyList<string> Ports, IReadOnlyList<Presence?> Cells)
{
    public bool Differs => Cells.Any(cell => cell is not (null or Presence.Stays));

    /// <summary>A cell as words: nothing is told by colour alone.</summary>
    public static string Say(Presence? cell) =>
        cell switch
        {
            null => "·",
            Presence.Comes => "+ opens",
            Presence.Goes => "- closes",
            _ => "open",
        };
}
