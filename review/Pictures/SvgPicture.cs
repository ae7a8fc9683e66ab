using System.Globalization;
using System.Text;
using Review.Reports;

namespace Review.Pictures;

/// <summary>
/// The drawing as SVG. Whoever may reach something is a line on the left, a network one on the right, and each service stands between, connected to its lines by dots: so nothing
/// crosses, however many there are. It is laid out for a width, instead of being shrunk to it.
/// </summary>
internal sealed class SvgPicture
{
    /// <summary>For a page on a computer.</summary>
    public const int Wide = 960;

    /// <summary>For a telephone.</summary>
    public const int Narrow = 336;

    private const int Line = 17;
    private const int Bus = 16;
    private const int Edge = 10;
    private const int Gap = 12;
    private const int WidestBox = 420;

    // How wide a letter is on average; a name that is wider yet is cut by its box.
    private const double Letter = 7.1;

    private const string Style = """
        <style>
        .pic{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;--page:#fff;--ink:#1f2328;--dim:#59636e;--line:#818b98;--box:#fff;--area:#f6f8fa;--rim:#d1d9e0;--new:#1a7f37;--newbox:#dafbe1;--old:#cf222e;--oldbox:#ffebe9;--alt:#9a6700;--altbox:#fff8c5}
        @media(prefers-color-scheme:dark){.pic{--page:#0d1117;--ink:#f0f6fc;--dim:#9198a1;--line:#7d8590;--box:#151b23;--area:#0d1117;--rim:#3d444d;--new:#3fb950;--newbox:#12261e;--old:#f85149;--oldbox:#2d1518;--alt:#d29922;--altbox:#272115}}
        .pic .page{fill:var(--page)}.pic text{fill:var(--ink)}.pic .dim{fill:var(--dim)}.pic .name{font-weight:600}
        .pic .area{fill:var(--area);stroke:var(--rim)}
        .pic .box{fill:var(--box);stroke:var(--line)}.pic .wire{fill:none;stroke:var(--line);stroke-width:1.5}.pic .dot{fill:var(--line)}
        .pic .comes.box{fill:var(--newbox);stroke:var(--new);stroke-width:2.5}.pic .comes.wire{stroke:var(--new);stroke-width:3}.pic .comes.dot{fill:var(--new)}.pic text.comes{fill:var(--new)}
        .pic .goes.box{fill:var(--oldbox);stroke:var(--old);stroke-width:2;stroke-dasharray:6 4}.pic .goes.wire{stroke:var(--old);stroke-width:2;stroke-dasharray:6 4}.pic .goes.dot{fill:var(--old)}.pic text.goes{fill:var(--old)}
        .pic .changes.box{fill:var(--altbox);stroke:var(--alt);stroke-width:2.5}.pic text.changes{fill:var(--alt)}
        </style>
        """;

    private readonly Drawing _drawing;
    private readonly int _width;
    private readonly StringBuilder _text = new();
    private int _y = Edge;

    private SvgPicture(Drawing drawing, int width)
    {
        _drawing = drawing;
        _width = width;
    }

    /// <summary>Renders it for a width in pixels.</summary>
    public static string Render(Drawing drawing, int width)
    {
        var picture = new SvgPicture(drawing, width);
        picture.Flow();
        picture.Nodes();
        return $"<svg class=\"pic\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{picture._y}\" viewBox=\"0 0 {width} {picture._y}\" role=\"img\" aria-label=\"The swarm before and after\">\n{Style}\n<rect class=\"page\" width=\"{width}\" height=\"{picture._y}\"/>\n{picture._text}</svg>\n";
    }

    private void Flow()
    {
        var (sources, overlays) = (_drawing.Sources, _drawing.Overlays);
        List<(Box Box, List<Wire> Reaches, List<Wire> Attached)> lanes =
        [
            .. _drawing
                .Workloads.Index()
                .Select(one =>
                    (
                        one.Item,
                        _drawing.Reaches.Where(wire => wire.To == one.Index).ToList(),
                        _drawing.Attachments.Where(wire => wire.From == one.Index).ToList()
                    )
                ),
        ];
        if (_drawing.Reaches.Where(wire => wire.To == Drawing.TheNodes).ToList() is { Count: > 0 } direct)
        {
            lanes.Add((new Box(["the nodes themselves"], "", "", Presence.Stays), direct, []));
        }

        if (lanes.Count == 0)
        {
            return;
        }

        // What comes in from the left and goes out to the right has rows of its own at the top, one below the other where there is no room beside each other.
        var isBeside = _width >= 600;
        var top = _y;
        var left = Heads(sources, top, index => Edge + (index * Bus), isLeft: true);
        var right = Heads(overlays, isBeside ? top : top + left, index => _width - Edge - (index * Bus), isLeft: false);
        _y += (isBeside ? Math.Max(left, right) : left + right) + Gap;
        var labels = lanes.SelectMany(lane => lane.Reaches).Select(wire => wire.Label.Length).DefaultIfEmpty(0).Max();
        var from = Edge + (sources.Count * Bus) + (int)Math.Min((labels * Letter) + 28, _width * 0.32);
        var to = _width - Edge - (overlays.Count * Bus) - (overlays.Count > 0 ? Gap : 0);
        // A wide page needs no wide boxes.
        var spare = Math.Max(0, to - from - WidestBox) / 2;
        (from, to) = (from + spare, to - spare);
        List<string> wires = [];
        var ends = new Dictionary<(bool IsLeft, int Index), int>();
        foreach (var (box, reaches, attached) in lanes)
        {
            var height = Math.Max(HeightOf(box, to - from), 8 + (24 * Math.Max(reaches.Count, attached.Count)));
            DrawBox(box, from, _y, to - from, height);
            foreach (var (index, wire) in reaches.Index())
            {
                var (x, y) = (Edge + (wire.From * Bus), At(index, reaches.Count, height));
                wires.Add($"<path class=\"wire{Class(wire.Presence)}\" d=\"M{x} {y}H{from - 2}m-7 -4l7 4l-7 4\"/>");
                wires.Add(Dot(x, y, wire.Presence));
                wires.Add(
                    Text(Cut(wire.Label, from - (Edge + (sources.Count * Bus)) - 12), from - 12, y - 5, $"dim{Class(wire.Presence)}", "end")
                );
                ends[(true, wire.From)] = y;
            }

            foreach (var (index, wire) in attached.Index())
            {
                var (x, y) = (_width - Edge - (wire.To * Bus), At(index, attached.Count, height));
                wires.Add($"<path class=\"wire{Class(wire.Presence)}\" d=\"M{to} {y}H{x}\"/>");
                wires.Add(Dot(x, y, wire.Presence));
                ends[(false, wire.To)] = y;
            }

            _y += height + Gap;
        }

        foreach (var (index, source) in sources.Index())
        {
            BusLine(Edge + (index * Bus), top + (index * Line) + 4, ends.GetValueOrDefault((true, index)), source.Presence);
        }

        foreach (var (index, overlay) in overlays.Index())
        {
            BusLine(
                _width - Edge - (index * Bus),
                (isBeside ? top : top + left) + (index * Line) + 4,
                ends.GetValueOrDefault((false, index)),
                overlay.Presence
            );
        }

        _text.AppendJoin('\n', wires).Append('\n');

        int At(int index, int count, int height) => _y + (height * ((2 * index) + 1) / (2 * count));
    }

    // The names of the lines; each stands at the top of its line, and above the lines that begin after it.
    private int Heads(IReadOnlyList<Box> boxes, int top, Func<int, int> x, bool isLeft)
    {
        var room = (_width >= 600 ? _width / 2 : _width - Edge) - 20;
        foreach (var (index, box) in boxes.Index())
        {
            var text = box.Line.Length > 0 ? $"{box.Title}: {box.Line}" : box.Title;
            _text.Append(
                Text(
                    Cut($"{Sign(box.Presence)}{text}", room - (index * Bus) - 12),
                    x(index) + (isLeft ? 8 : -8),
                    top + (index * Line) + 12,
                    $"name{Class(box.Presence)}",
                    isLeft ? "start" : "end"
                )
            );
        }

        return boxes.Count * Line;
    }

    private void BusLine(int x, int from, int to, Presence presence)
    {
        if (to > from)
        {
            _text.Append($"<path class=\"wire{Class(presence)}\" d=\"M{x} {from}V{to}\"/>\n");
        }
    }

    private void Nodes()
    {
        var across = _width >= 600 ? Math.Clamp(_drawing.Zones.Count, 1, 3) : 1;
        var each = (_width - (2 * Edge) - ((across - 1) * Gap)) / across;
        foreach (var row in _drawing.Zones.Chunk(across))
        {
            var start = _y;
            var bottom = start;
            foreach (var (column, zone) in row.Index())
            {
                var place = _text.Length;
                _y = start;
                Zone(zone, Edge + (column * (each + Gap)), row.Length == 1 ? _width - (2 * Edge) : each);
                bottom = Math.Max(bottom, _y);
                // What is around is drawn before, and only known after.
                _text.Insert(
                    place,
                    $"<rect class=\"area\" x=\"{Edge + (column * (each + Gap))}\" y=\"{start}\" width=\"{(row.Length == 1 ? _width - (2 * Edge) : each)}\" height=\"{_y - start}\" rx=\"6\"/>\n"
                );
            }

            _y = bottom + Gap;
        }
    }

    private void Zone(ZoneBox zone, int x, int width)
    {
        var inner = width - (2 * Edge);
        foreach (var (pool, boxes) in zone.Pools)
        {
            var title = string.Join(
                ", ",
                new[] { zone.Zone.Length > 0 ? $"zone {zone.Zone}" : "", pool.Length > 0 ? $"pool {pool}" : "" }.Where(part =>
                    part.Length > 0
                )
            );
            _text.Append(Text(Cut(title.Length > 0 ? title : "nodes", inner), x + Edge, _y + Line + 2, "dim", "start"));
            _y += Line + 10;
            var across = Math.Clamp((inner + 8) / 156, 1, Math.Max(1, boxes.Count));
            var each = Math.Min((inner - ((across - 1) * 8)) / across, 300);
            foreach (var row in boxes.Chunk(across))
            {
                var height = row.Max(box => HeightOf(box, each));
                foreach (var (column, box) in row.Index())
                {
                    DrawBox(box, x + Edge + (column * (each + 8)), _y, each, height);
                }

                _y += height + 8;
            }
        }

        _y += 2;
    }

    private void DrawBox(Box box, int x, int y, int width, int height)
    {
        var lines = Lines(box, width);
        _text.Append($"<rect class=\"box{Class(box.Presence)}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"5\"/>\n");
        var at = y + ((height - (lines.Count * Line)) / 2) + 13;
        foreach (var (text, isName) in lines)
        {
            _text.Append(Text(text, x + Edge, at, isName ? "name" : $"dim{Class(box.Presence)}", "start"));
            at += Line;
        }
    }

    private static int HeightOf(Box box, int width) => (Lines(box, width).Count * Line) + 12;

    private static List<(string Text, bool IsName)> Lines(Box box, int width) =>
        [
            .. Wrapped($"{Sign(box.Presence)}{box.Title}", width - (2 * Edge)).Select(line => (line, true)),
            .. Wrapped(box.Line, width - (2 * Edge)).Select(line => (line, false)),
        ];

    private static List<string> Wrapped(string text, int width)
    {
        List<string> lines = [];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && (lines[^1].Length + 1 + word.Length) * Letter <= width)
            {
                lines[^1] = $"{lines[^1]} {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines.ConvertAll(line => Cut(line, width));
    }

    private static string Cut(string text, int width)
    {
        var most = Math.Max(3, (int)(width / Letter));
        var letters = new StringInfo(text);
        return letters.LengthInTextElements <= most ? text : $"{letters.SubstringByTextElements(0, most - 1)}…";
    }

    private static string Text(string text, int x, int y, string classes, string anchor) =>
        $"<text class=\"{classes}\" x=\"{x}\" y=\"{y}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}>{Html.Text(text)}</text>\n";

    private static string Dot(int x, int y, Presence presence) => $"<circle class=\"dot{Class(presence)}\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>";

    private static string Sign(Presence presence) =>
        presence switch
        {
            Presence.Comes => "+ ",
            Presence.Goes => "− ",
            Presence.Changes => "~ ",
            _ => "",
        };

    private static string Class(Presence presence) =>
        presence switch
        {
            Presence.Comes => " comes",
            Presence.Goes => " goes",
            Presence.Changes => " changes",
            _ => "",
        };
}
