using Local.Runner.State;

namespace Local.Runner.Deployments;

/// <summary>The references between records, the other way round.</summary>
internal static class References
{
    /// <summary>For each URN, the URNs of the records that refer to it in any way.</summary>
    public static ILookup<string, string> Backwards(IEnumerable<ResourceRecord> records) =>
        records
            .SelectMany(record => record.References().Select(reference => (reference, record.Urn)))
            .ToLookup(pair => pair.reference, pair => pair.Urn, StringComparer.Ordinal);
}
