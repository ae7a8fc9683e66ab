using Review.Effects;

namespace Review.Pictures;

/// <summary>
/// Who may reach which port where, before and after. Nodes of which all is the same share a column, and what is alike shares a row; the bastion and the load balancer
/// have columns of their own.
/// </summary>
/// <param name="Columns">What each column is of.</param>
/// <param name="Rows">Those with a difference first.</param>
/// <param name="NodeCount">How many nodes there are in all.</param>
internal sealed record ReachMatrix(IReadOnlyList<IReadOnlyList<string>> Columns, IReadOnlyList<ReachRow> Rows, int NodeCount)
{
    private const int MostNames = 3;

    public static ReachMatrix Of(SwarmPicture picture)
    {
        var columns = ColumnsOf(picture);
        var rows = picture
            .Openings.GroupBy(opening => new
            {
                opening.Label,
                opening.Source,
                opening.Which,
            })
            .Select(group => new { group.Key, Cells = columns.ConvertAll(column => Cell(column, group)) })
            .GroupBy(one => new { one.Key.Label, Cells = string.Join(',', one.Cells) })
            .Select(group => new
            {
                group.Key,
                Sources = group.Select(one => PortEffects.Named(one.Key.Source)).Distinct().ToList(),
                group.First().Cells,
            })
            .GroupBy(one => new { Sources = string.Join('\n', one.Sources), one.Key.Cells })
            .Select(group => new ReachRow(group.First().Sources, [.. group.Select(one => one.Key.Label)], group.First().Cells))
            .ToList();
        return new ReachMatrix(
            columns.ConvertAll(column => column.Names),
            // The order of a stable sort: what differs, then as they are.
            [.. rows.OrderBy(row => !row.Differs)],
            picture.Nodes.Count
        );
    }

    /// <summary>What each column is called.</summary>
    public IReadOnlyList<string> Heads =>
        [
            .. Columns.Select(names =>
                names.Count == 0 ? "every node"
                : names.Count == NodeCount && NodeCount > 1 ? $"all {NodeCount} nodes"
                : Names.Few(names, MostNames)
            ),
        ];

    private static List<Column> ColumnsOf(SwarmPicture picture)
    {
        // A port is open on every node, so that it matters only whether a node is there before, after, or both times.
        var nodes = picture
            .Nodes.GroupBy(node => new { Before = node.State.RoleBefore is not null, After = node.State.RoleAfter is not null })
            .OrderByDescending(group => group.Key.Before)
            .ThenByDescending(group => group.Key.After)
            .Select(group => new Column(Gate.Nodes, [.. group.Select(node => node.Name)], group.Key.Before, group.Key.After))
            .DefaultIfEmpty(new Column(Gate.Nodes, [], Before: true, After: true));
        var others = new[] { new { At = Gate.Bastion, Name = Opened.Bastion }, new { At = Gate.LoadBalancer, Name = Opened.LoadBalancer } }
            .Where(other => picture.Openings.Any(opening => opening.At == other.At))
            .Select(other => new Column(other.At, [other.Name], Before: true, After: true));
        return [.. nodes, .. others];
    }

    private static Presence? Cell(Column column, IEnumerable<Opening> openings)
    {
        var here = openings.Where(opening => opening.At == column.At).ToList();
        return (column.Before && here.Exists(opening => opening.Before), column.After && here.Exists(opening => opening.After)) switch
        {
            (false, false) => null,
            (true, false) => Presence.Goes,
            (false, true) => Presence.Comes,
            _ => Presence.Stays,
        };
    }

    private sealed record Column(Gate At, IReadOnlyList<string> Names, bool Before, bool After);
}
