namespace Local.Runner.State;

/// <summary>
/// What is known of a stack, in memory, in an order in which dependencies come first: what this run dealt with, as it ended, then what
/// the runs before left and this one has not met yet. Every change is O(1). Not safe for several threads: <see cref="StateStore"/> guards it.
/// </summary>
internal sealed class StackState
{
    private readonly List<Slot> _before;
    private readonly List<Slot> _now = [];
    private readonly Dictionary<ResourceRecord, Slot> _slots = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ResourceRecord> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PendingOperation> _pending = new(StringComparer.Ordinal);

    public StackState(IEnumerable<ResourceRecord> resources, IEnumerable<PendingOperation> pending)
    {
        _before = [.. resources.Select(record => new Slot(record))];
        foreach (var slot in _before)
        {
            _slots.Add(slot.Record!, slot);
            if (!slot.Record!.Delete && !_live.TryAdd(slot.Record.Urn, slot.Record))
            {
                throw new FormatException($"it holds {slot.Record.Urn} twice");
            }
        }

        foreach (var operation in pending)
        {
            _pending[Key(operation)] = operation;
        }
    }

    /// <summary>All records in order.</summary>
    public IEnumerable<ResourceRecord> Resources => _now.Concat(_before).Select(slot => slot.Record).OfType<ResourceRecord>();

    /// <summary>Operations that began and did not end.</summary>
    public IReadOnlyCollection<PendingOperation> Pending => _pending.Values;

    /// <summary>The record of a URN that is not waiting for deletion.</summary>
    public ResourceRecord? Find(string urn) => _live.GetValueOrDefault(urn);

    public void Begin(PendingOperation operation) => _pending[Key(operation)] = operation;

    public void End(PendingOperation operation) => _pending.Remove(Key(operation));

    /// <summary>Puts a record behind everything that this run has recorded.</summary>
    public void Add(ResourceRecord record)
    {
        var slot = new Slot(record);
        _now.Add(slot);
        _slots.Add(record, slot);
        if (!record.Delete)
        {
            _live[record.Urn] = record;
        }
    }

    /// <summary>Changes a record where it is.</summary>
    public void Replace(ResourceRecord old, ResourceRecord next)
    {
        _slots.Remove(old, out var slot);
        slot!.Record = next;
        _slots.Add(next, slot);
        Forget(old);
        if (!next.Delete)
        {
            _live[next.Urn] = next;
        }
    }

    public void Remove(ResourceRecord record)
    {
        _slots.Remove(record, out var slot);
        slot!.Record = null;
        Forget(record);
    }

    /// <summary>Takes a record that this run dealt with out of its old place and puts the new one behind what this run has recorded.</summary>
    public void Move(ResourceRecord old, ResourceRecord next)
    {
        Remove(old);
        Add(next);
    }

    private void Forget(ResourceRecord record)
    {
        if (_live.TryGetValue(record.Urn, out var live) && ReferenceEquals(live, record))
        {
            _live.Remove(record.Urn);
        }
    }

    private static string Key(PendingOperation operation) => $"{operation.Kind} {operation.Resource.Urn} {operation.Resource.Id}";

    private sealed class Slot(ResourceRecord record)
    {
        public ResourceRecord? Record { get; set; } = record;
    }
}
