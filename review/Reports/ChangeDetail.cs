using Review.Differences;
using Review.Effects;
using Review.Plans;

namespace Review.Reports;

/// <summary>Changes that are alike, property by property.</summary>
/// <param name="Kind">What becomes of them.</param>
/// <param name="Operation">The operation in Pulumi's word.</param>
/// <param name="Type">Their type, short.</param>
/// <param name="Names">Their names.</param>
/// <param name="Lines">What changes in each.</param>
public sealed record ChangeDetail(
    ChangeKind Kind,
    string Operation,
    string Type,
    IReadOnlyList<string> Names,
    IReadOnlyList<DetailLine> Lines
)
{
    // What is longer is cut: the whole is in the JSON report.
    private const int LongestValue = 300;
    private const int MostLines = 60;
    private const int MostLinesOfNew = 15;

    // Scripts and connections of steps say nothing about what is made.
    private static readonly string[] _plumbing =
    [
        "create",
        "update",
        "delete",
        "stdin",
        "connection",
        "triggers",
        "environment",
        "userData",
        "logging",
        "addPreviousOutputInEnv",
    ];

    /// <summary>The sign of the change itself.</summary>
    public char Sign =>
        Kind switch
        {
            ChangeKind.Created or ChangeKind.Imported => '+',
            ChangeKind.Deleted => '-',
            ChangeKind.Refreshed when IsGone => '-',
            _ => '~',
        };

    /// <summary>Such as "replaced", or the operation itself where it is not known.</summary>
    public string Word => WordFor(Kind, Operation, IsGone);

    /// <summary>Whether a refresh has found that they are not there.</summary>
    internal bool IsGone { get; init; }

    internal static string WordFor(Change change) => WordFor(change.Kind, change.Operation, change.IsFoundGone);

    private static string WordFor(ChangeKind kind, string operation, bool isGone) =>
        kind switch
        {
            ChangeKind.Created => "created",
            ChangeKind.Imported => "imported",
            ChangeKind.Updated => "updated",
            ChangeKind.Replaced => "replaced",
            ChangeKind.Deleted => "deleted",
            ChangeKind.Refreshed => isGone ? "found gone" : "found changed",
            _ => operation,
        };

    /// <summary>The changes in the order of their first, those that are alike together.</summary>
    internal static IReadOnlyList<ChangeDetail> Of(IEnumerable<Change> changes, Plan plan)
    {
        var hidden = new Hidden();
        var going = plan.Changes.Count(change => change.Kind is ChangeKind.Replaced or ChangeKind.Deleted);
        return
        [
            .. changes
                .Select(change => new
                {
                    change.Name,
                    Detail = new ChangeDetail(change.Kind, change.Operation, Short(change.Type), [], LinesOf(change, hidden, going > 1))
                    {
                        IsGone = change.IsFoundGone,
                    },
                })
                .GroupBy(one => new
                {
                    one.Detail.Kind,
                    one.Detail.Operation,
                    one.Detail.IsGone,
                    one.Detail.Type,
                    Lines = string.Join('\n', one.Detail.Lines.Select(line => line.Sign + line.Text)),
                })
                .Select(group => group.First().Detail with { Names = [.. group.Select(one => one.Name)] }),
        ];
    }

    private static string Short(string type)
    {
        var parts = type.Split(':');
        return parts.Length == 3 && parts[0] != "swarm" ? $"{parts[0]}:{parts[2]}" : type;
    }

    private static List<DetailLine> LinesOf(Change change, Hidden hidden, bool hasOthersGoing)
    {
        List<DetailLine> lines =
            change.Kind is ChangeKind.Created or ChangeKind.Imported
                ? [.. New(change, hidden, "", change.New?.Inputs ?? Value.Absent).Take(MostLinesOfNew + 1)]
            : change.Old is { Inputs.IsPresent: true } && change.New is { Inputs.IsPresent: true }
                ? [.. PropertyDifferences.Of(change).SelectMany(difference => LinesOf(change, difference, hidden))]
            : change.Kind is ChangeKind.Deleted
                ? change.IsLeftBehind
                        ?
                        [
                            new DetailLine(
                                ' ',
                                DataEffects.IsVolume(change)
                                    ? "the stack forgets it; what becomes of the data is said above"
                                    : "the stack forgets it, and nothing deletes it"
                            ),
                        ]
                    : []
            // A state may be missing: then the names of the properties are all there is.
            : [.. change.Marks.Select(mark => new DetailLine('~', $"{mark.Path}: {mark.Kind}"))];
        if (change.Kind is ChangeKind.Created or ChangeKind.Imported && lines.Count > MostLinesOfNew)
        {
            lines[^1] = new DetailLine(' ', "…");
        }

        if (change.Kind == ChangeKind.Replaced && !lines.Exists(line => line.Text.EndsWith(Reason, StringComparison.Ordinal)))
        {
            var reasons = change.ReplaceReasons.Where(reason => !reason.StartsWith("__", StringComparison.Ordinal)).ToList();
            lines.Insert(
                0,
                new DetailLine(
                    ' ',
                    change.IsReplacedByHand ? "replaced because somebody asks for it (pulumi up --replace)"
                        : reasons.Count > 0 ? $"replaced for {string.Join(", ", reasons)}"
                        : hasOthersGoing ? "replaced because something that it depends on is replaced or deleted"
                        : "replaced; the plan does not say why"
                )
            );
        }

        return lines.Count <= MostLines
            ? lines
            : [.. lines.Take(MostLines), new DetailLine(' ', $"… and {lines.Count - MostLines} more lines")];
    }

    private const string Reason = "  (the reason for the replacement)";

    private static IEnumerable<DetailLine> LinesOf(Change change, PropertyDifference difference, Hidden hidden)
    {
        var note = difference.IsReason ? Reason : "";
        if (difference.IsChangedSecret)
        {
            return [new DetailLine('~', $"{difference.Path}: the secret changes; its value is not shown{note}")];
        }

        if (hidden.Difference(change, difference) is { Count: > 0 } lines)
        {
            return
            [
                new DetailLine('~', $"{difference.Path}:{(lines[0].Length > 0 && lines.Count == 1 ? $" {lines[0]}" : "")}{note}"),
                .. (
                    lines.Count == 1 ? []
                    : lines[0].Length == 0 ? lines.Skip(1)
                    : lines
                ).Select(Nested),
            ];
        }

        return difference switch
        {
            { Old.IsPresent: false } =>
            [
                new DetailLine('+', $"{difference.Path}: {Cut(hidden.Shown(change, difference.Path, difference.New))}{note}"),
            ],
            { New.IsPresent: false } =>
            [
                new DetailLine('-', $"{difference.Path}: {Cut(hidden.Shown(change, difference.Path, difference.Old))}{note}"),
            ],
            _ =>
            [
                new DetailLine(
                    '~',
                    $"{difference.Path}: {Cut(hidden.Shown(change, difference.Path, difference.Old))} => {Cut(hidden.Shown(change, difference.Path, difference.New))}{note}"
                ),
            ],
        };
    }

    private static DetailLine Nested(string line) =>
        line is ['+' or '-', ' ', ..] ? new DetailLine(line[0], $"    {line[2..]}") : new DetailLine(' ', $"    {line}");

    // What is made: its values, each on a line; the content of a config last, since it may have many.
    private static IEnumerable<DetailLine> New(Change change, Hidden hidden, string path, Value value)
    {
        if (path.Length > 0 && Array.Exists(_plumbing, name => path == name))
        {
            return [];
        }

        return value.Kind switch
        {
            ValueKind.Map => value
                .Properties.OrderBy(property => Hidden.IsContent(change, PropertyPaths.Join(path, property.Name)))
                .SelectMany(property => New(change, hidden, PropertyPaths.Join(path, property.Name), property.Value)),
            ValueKind.List when value.Items.Any(item => item.Kind is ValueKind.Map) => value
                .Items.Index()
                .SelectMany(item =>
                    item.Item["label"].Text is { } label
                        ? New(change, hidden, $"{path}[\"{label}\"]", item.Item["value"])
                        : New(change, hidden, $"{path}[{item.Index}]", item.Item)
                ),
            ValueKind.List when !value.Items.Any() => [],
            ValueKind.Absent => [],
            ValueKind.Text when Hidden.IsContent(change, path) => Content(path, hidden.Shown(change, path, value)),
            _ => [new DetailLine('+', $"{path}: {Cut(hidden.Shown(change, path, value))}")],
        };
    }

    private static IEnumerable<DetailLine> Content(string path, string text) =>
        text.TrimEnd('\n').Split('\n') is { Length: > 1 } lines
            ? [new DetailLine('+', $"{path}:"), .. lines.Select(line => new DetailLine('+', $"    {Cut(line.TrimEnd())}"))]
            : [new DetailLine('+', $"{path}: {Cut(text)}")];

    private static string Cut(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var first = lines[0].Length > LongestValue ? $"{lines[0][..LongestValue]}…" : lines[0];
        return lines.Length == 1 ? first : $"{first}… ({lines.Length} lines)";
    }
}
