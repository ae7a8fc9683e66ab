namespace Local.Runner.Resources;

/// <summary>The references between resources, the other way round.</summary>
internal static class References
{
    /// <summary>For each URN, the URNs of the resources that refer to it in any way.</summary>
    public static ILookup<string, string> Backwards(IEnumerable<(string Urn, IEnumerable<string> References)> resources) =>
        resources
            .SelectMany(resource => resource.References.Select(reference => (reference, resource.Urn)))
            .ToLookup(pair => pair.reference, pair => pair.Urn, StringComparer.Ordinal);
}
