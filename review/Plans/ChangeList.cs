using System.Text.Json;

namespace Review.Plans;

/// <summary>Gathers the steps of a plan: those of one resource become one change.</summary>
internal sealed class ChangeList
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, Change> _changes = [];
    private readonly Dictionary<string, Change> _leftOver = [];

    private readonly HashSet<string> _failed = [];

    // The halves of replacements of which a stream has told anything, and those that ended well.
    private readonly HashSet<(string Urn, string Operation)> _told = [];
    private readonly HashSet<(string Urn, string Operation)> _ended = [];

    // Of what failed while it was made, something is there.
    private readonly HashSet<string> _partial = [];

    // The replacements of which an earlier update has come halfway.
    private readonly HashSet<string> _resumed = [];

    // What goes has its successor already.
    private readonly HashSet<string> _succeeded = [];

    // The steps of which a stream has told the beginning and not the end.
    private readonly HashSet<(string Urn, string Operation)> _begun = [];

    // What a refresh has read before the program ran, or without it.
    private readonly Dictionary<string, Change> _found = [];

    /// <summary>Adds a step of either form.</summary>
    /// <param name="step">Its operation, URN and what it says of properties.</param>
    /// <param name="names">What the form calls its parts.</param>
    public void Add(JsonElement step, StepNames names)
    {
        if (step.TextOf("op") is not { } operation || step.TextOf("urn") is not { } urn)
        {
            return;
        }

        if (IsHalf(operation))
        {
            _told.Add((urn, operation));
        }

        // What an earlier update has deleted already is told without a step of its deletion. A digest tells no halves at all.
        if (
            operation == "replace"
            && names == StepNames.Stream
            && !IsTold(urn, Deleting)
            && !Array.Exists(_making, making => IsTold(urn, making))
        )
        {
            _resumed.Add(urn);
        }

        var marks = MarksOf(step, names);
        var next = new Change
        {
            Kind = KindOf(
                operation,
                marks.Count > 0 || step.TextsOf(names.Differences).Count > 0 || ResourceState.Of(step, names.New) is null
            ),
            Operation = operation,
            Urn = urn,
            Type = step.TextOf("type") ?? Urn.TypeIn(urn),
            Old = ResourceState.Of(step, names.Old),
            New = ResourceState.Of(step, names.New),
            ReplaceReasons = step.TextsOf(names.Reasons),
            DifferenceReasons = step.TextsOf(names.Differences),
            Marks = marks,
        };
        // What goes may be half of a replacement, or what an earlier one has left over: the other steps tell.
        if (operation == Deleting)
        {
            _leftOver.TryAdd(urn, next);
            if (
                step.TryGetProperty(names.Old, out var old)
                && old.ValueKind == JsonValueKind.Object
                && old.TryGetProperty("delete", out var isPending)
                && isPending.ValueKind == JsonValueKind.True
            )
            {
                _succeeded.Add(urn);
            }

            return;
        }

        if (!_found.ContainsKey(urn) && !_changes.ContainsKey(urn))
        {
            _order.Add(urn);
        }

        if (operation == "refresh")
        {
            _found[urn] = next;
        }
        else
        {
            _changes[urn] = _changes.TryGetValue(urn, out var known) ? Together(known, next) : next;
        }
    }

    /// <summary>Adds a step of a stream that begins.</summary>
    public void AddBeginning(JsonElement step, StepNames names)
    {
        Add(step, names);
        // Of a component an end is not always told.
        if (
            step.TextOf("op") is { } operation
            && KindOf(operation) != ChangeKind.Unchanged
            && step.TextOf("urn") is { } urn
            && new[] { names.New, names.Old }.Any(side =>
                step.TryGetProperty(side, out var state)
                && state.ValueKind == JsonValueKind.Object
                && state.TryGetProperty("custom", out var custom)
                && custom.ValueKind == JsonValueKind.True
            )
        )
        {
            _begun.Add((urn, operation));
        }
    }

    /// <summary>Adds a step that has failed.</summary>
    /// <param name="step">Its operation, URN and states.</param>
    /// <param name="names">What the form calls its parts.</param>
    /// <param name="isPartial">Whether it is there, and not as it should be.</param>
    public void AddFailure(JsonElement step, StepNames names, bool isPartial)
    {
        if (step.TextOf("op") is { } operation && step.TextOf("urn") is { } urn)
        {
            Add(step, names);
            _failed.Add(urn);
            _begun.Remove((urn, operation));
            if (isPartial)
            {
                _partial.Add(urn);
            }
        }
    }

    /// <summary>Adds how a step of a stream ended, which tells what a refresh has found: its beginning shows the same state twice.</summary>
    public void AddEnd(JsonElement step, StepNames names)
    {
        var ended = (Urn: step.TextOf("urn") ?? "", Operation: step.TextOf("op") ?? "");
        _begun.Remove(ended);
        if (IsHalf(ended.Operation))
        {
            _ended.Add(ended);
        }

        // What the program does with it comes after that.
        if (step.TextOf("urn") is not { } urn || _changes.ContainsKey(urn) || !_found.TryGetValue(urn, out var begun))
        {
            return;
        }

        var (marks, state) = (MarksOf(step, names), ResourceState.Of(step, names.New));
        var differs = marks.Count > 0 || step.TextsOf(names.Differences).Count > 0 || step.TextOf("op") is "update" or "delete";
        _found[urn] = begun with
        {
            Kind = differs || state is null ? ChangeKind.Refreshed : ChangeKind.Unchanged,
            New = step.TextOf("op") == "delete" ? null : state,
            DifferenceReasons = step.TextsOf(names.Differences),
            Marks = marks,
        };
    }

    /// <summary>Fills a plan with what it names, and with the stack itself.</summary>
    public Plan In(Plan plan)
    {
        // A refresh alone, whose digest calls what it found updates and deletions.
        var isOnlyRead = _found.Keys.Any(IsStack) && !_changes.Keys.Any(IsStack);
        var all = Ordered(_order).Select(One).ToList();
        var isBroken = !plan.IsPreview && plan.Outcome != PlanOutcome.Succeeded;
        var halves = isBroken ? AllHalves() : [];
        var unfinished = isBroken
            ? _begun.Select(step => step.Urn).Concat(halves.Keys.Where(urn => !IsMade(urn))).Except(_failed).ToHashSet()
            : [];
        var told = all.FindAll(change => !_failed.Contains(change.Urn) && !unfinished.Contains(change.Urn));
        // That half is done, and is told as what it is.
        var deleted = halves
            .Where(half => half.Value.Old == HalfState.Gone && !IsResumed(half.Key) && !_leftOver[half.Key].IsStep)
            .Select(half => _leftOver[half.Key] with { Kind = ChangeKind.Deleted, New = null })
            .ToList();
        var changes = told.FindAll(change => change.Kind != ChangeKind.Unchanged)
            .ConvertAll(change => IsMade(change.Urn) ? change with { Halves = halves[change.Urn] } : change);
        if (deleted.Count > 0)
        {
            var byUrn = changes.Concat(deleted).ToDictionary(change => change.Urn);
            changes = [.. Ordered(byUrn.Keys).Select(urn => byUrn[urn])];
        }

        return plan with
        {
            Changes = changes,
            Unchanged = told.FindAll(change =>
                change is { Kind: ChangeKind.Unchanged, Operation: "same" or "refresh" } && change.Type != Urn.StackType
            ),
            LeftOver =
            [
                .. Ordered(_leftOver.Keys)
                    .Where(urn => !_failed.Contains(urn) && !unfinished.Contains(urn))
                    .Where(urn => !_changes.TryGetValue(urn, out var change) || change.Kind != ChangeKind.Replaced)
                    .Select(urn => _leftOver[urn]),
            ],
            Failed = [.. Ordered(_failed).Select(OneOrHalf)],
            Unfinished = [.. Ordered(unfinished).Select(OneOrHalf)],
            Stack = all.Find(change => change.Type == Urn.StackType),
        };

        // Where only the old one is to go yet, the rest is done.
        bool IsMade(string urn) => halves.GetValueOrDefault(urn) is { Old: HalfState.There, New: HalfState.There };

        Change OneOrHalf(string urn) =>
            halves.GetValueOrDefault(urn) is { } half
                ? (_changes.ContainsKey(urn) ? One(urn) : _leftOver[urn]) with
                {
                    Kind = ChangeKind.Replaced,
                    // How far a script came, neither tells.
                    Halves = _leftOver.GetValueOrDefault(urn, _changes.GetValueOrDefault(urn)!).IsStep ? null : half,
                }
            : _order.Contains(urn) ? One(urn)
            : _leftOver[urn] with { Kind = ChangeKind.Deleted };

        Change One(string urn)
        {
            if (!_changes.TryGetValue(urn, out var change))
            {
                return _found[urn];
            }

            return change.Kind switch
            {
                ChangeKind.Replaced when !plan.IsPreview && IsResumed(urn) => change with
                {
                    Kind = ChangeKind.Created,
                    IsGoneAlready = true,
                },
                ChangeKind.Replaced when _leftOver.TryGetValue(urn, out var half) => Together(change, half),
                ChangeKind.Created when _found.ContainsKey(urn) => change with { IsMadeAgain = true },
                ChangeKind.Updated when isOnlyRead => change with { Kind = ChangeKind.Refreshed },
                ChangeKind.Deleted when isOnlyRead => change with { Kind = ChangeKind.Refreshed, New = null },
                _ => change,
            };
        }

        static bool IsStack(string urn) => Urn.TypeIn(urn) == Urn.StackType;

        // Steps run side by side, and each run has them in another order.
        static IEnumerable<string> Ordered(IEnumerable<string> urns) =>
            urns.OrderBy(urn => Urn.TypesIn(urn), StringComparer.Ordinal).ThenBy(urn => urn, NaturalOrder.Instance);
    }

    private bool IsTold(string urn, string half) => _told.Contains((urn, half));

    private bool IsResumed(string urn) => _resumed.Contains(urn) && !_leftOver.ContainsKey(urn);

    private Dictionary<string, Halves> AllHalves() =>
        _told
            .Select(step => step.Urn)
            .Distinct()
            .Select(urn => (Urn: urn, Halves: HalvesOf(urn)))
            .Where(one => one.Halves is not null)
            .ToDictionary(one => one.Urn, one => one.Halves!);

    // What is deleted first is made in the same run. What is made first has its successor when it is deleted, in that run or in a later one.
    private Halves? HalvesOf(string urn)
    {
        var isMade = Array.Exists(_making, making => _ended.Contains((urn, making)));
        var isDeleted = _ended.Contains((urn, Deleting));
        var isMaking = Array.Exists(_making, making => IsTold(urn, making));
        var isDeleting = IsTold(urn, Deleting);
        var made = isMaking && (!_failed.Contains(urn) || _partial.Contains(urn)) ? HalfState.Untold : HalfState.Gone;
        return (isMade, isDeleted) switch
        {
            (false, true) when !_succeeded.Contains(urn) => new Halves(HalfState.Gone, made),
            (false, false) when isMaking && !isDeleting && IsOpen() => new Halves(IsResumed(urn) ? HalfState.Gone : HalfState.There, made),
            (true, false) when isDeleting => new Halves(HalfState.Untold, HalfState.There),
            // A step that has run again is done.
            (true, false) when !_changes[urn].IsStep && !IsResumed(urn) => new Halves(HalfState.There, HalfState.There),
            _ => null,
        };

        bool IsOpen() => _failed.Contains(urn) || _begun.Any(step => step.Urn == urn);
    }

    private static List<PropertyMark> MarksOf(JsonElement step, StepNames names) =>
        [.. step.MembersOf("detailedDiff").Select(mark => new PropertyMark(mark.Name, mark.Value.TextOf(names.Kind) ?? "update"))];

    private static Change Together(Change first, Change second)
    {
        var main = Weight(second) > Weight(first) ? second : first;
        return main with
        {
            Old = main.Old ?? first.Old ?? second.Old,
            New = main.New ?? (main.Kind == ChangeKind.Replaced ? first.New ?? second.New : null),
            ReplaceReasons = main.ReplaceReasons.Count > 0 ? main.ReplaceReasons : [.. first.ReplaceReasons.Union(second.ReplaceReasons)],
            Marks = main.Marks.Count > 0 ? main.Marks : [.. first.Marks.Union(second.Marks)],
        };
    }

    // Which of two steps of one resource says what happens.
    private static int Weight(Change change) =>
        change.Operation switch
        {
            "replace" or "import-replacement" => 6,
            "create-replacement" => 5,
            _ => change.Kind switch
            {
                ChangeKind.Unchanged => 0,
                ChangeKind.Refreshed => 1,
                ChangeKind.Unknown => 2,
                _ => 3,
            },
        };

    private const string Deleting = "delete-replaced";

    private static readonly string[] _making = ["create-replacement", "import-replacement"];

    /// <summary>Whether an operation is half of a replacement, which has another one of its own.</summary>
    public static bool IsHalf(string operation) => operation == Deleting || Array.Exists(_making, making => making == operation);

    /// <summary>What an operation does; a refresh, what it has found.</summary>
    public static ChangeKind KindOf(string operation, bool differs = false) =>
        operation switch
        {
            "same" or "read" or "read-replacement" or "discard" or "discard-replaced" or "remove-pending-replace" => ChangeKind.Unchanged,
            "create" => ChangeKind.Created,
            "import" => ChangeKind.Imported,
            "update" => ChangeKind.Updated,
            "replace" or "create-replacement" or "import-replacement" => ChangeKind.Replaced,
            "delete" => ChangeKind.Deleted,
            "refresh" => differs ? ChangeKind.Refreshed : ChangeKind.Unchanged,
            _ => ChangeKind.Unknown,
        };
}
