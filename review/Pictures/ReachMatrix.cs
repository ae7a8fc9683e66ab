using Review.Effects;

namespace Review.Pictures;

/// <summary>Who may reach which port on which node, before and after. Nodes of which all is the same share a column, and what is alike shares a row.</summary>
/// <param name="Columns">The nodes of each column.</param>
/// <param name="Rows">Those with a difference first.</param>
/// <param name="NodeCount">How many nodes there are in all.</param>
internal sealed record ReachMatrix(IReadOnlyList<IReadOnlyList<string>> Columns, IReadOnlyList<ReachRow> Rows, int NodeCount)
{
    private const int MostNames = 3;

    public static ReachMatrix Of(SwarmPicture picture)
    {
        // A port is open on every node, so that it matters only whether a node is there before, after, or both times.
        var columns = picture
            .Nodes.GroupBy(node => (Before: node.State.RoleBefore is not null, After: node.State.RoleAfter is not null))
            .OrderByDescending(group => group.Key.Before)
            .ThenByDescending(group => group.Key.After)
            .ToList();
        List<(bool Before, bool After)> times = columns.Count > 0 ? columns.ConvertAll(column => column.Key) : [(true, true)];
        var rows = picture
            .Openings.GroupBy(opening => (opening.Label, opening.Before, opening.After))
            .Select(group => (group.Key, Sources: group.Select(opening => PortEffects.Named(opening.Source)).ToList()))
            .GroupBy(one => (Sources: string.Join('\n', one.Sources), one.Key.Before, one.Key.After))
            .Select(group => new ReachRow(
                group.First().Sources,
                [.. group.Select(one => one.Key.Label)],
                times.ConvertAll(time => Cell(time.Before && group.Key.Before, time.After && group.Key.After))
            ))
            .ToList();
        return new ReachMatrix(
            columns.ConvertAll(column => (IReadOnlyList<string>)[.. column.Select(node => node.Name)]),
            // The order of a stable sort: what differs, then as they are.
            [.. rows.OrderBy(row => !row.Differs)],
            picture.Nodes.Count
        );
    }

    /// <summary>What a column is called.</summary>
    public IReadOnlyList<string> Heads =>
        Columns.Count == 0
            ? ["every node"]
            :
            [
                .. Columns.Select(nodes =>
                    nodes.Count == NodeCount && NodeCount > 1 ? $"all {NodeCount} nodes" : Names.Few(nodes, MostNames)
                ),
            ];

    private static Presence? Cell(bool before, bool after) =>
        (before, after) switch
        {
            (false, false) => null,
            (true, false) => Presence.Goes,
            (false, true) => Presence.Comes,
            _ => Presence.Stays,
        };
}
