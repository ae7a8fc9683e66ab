using System.Collections.Immutable;

namespace Pulumi.Running;

/// <summary>Which resources the engine must know of when the program names some.</summary>
internal static class Dependencies
{
    /// <summary>The resources that DependsOn names; none while the list is unknown.</summary>
    public static async Task<ImmutableArray<Resource>> ExplicitAsync(InputList<Resource> dependsOn) =>
        await dependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);

    /// <summary>The custom resources among these; of a component, which is nothing real, those that it has by now.</summary>
    public static HashSet<CustomResource> Expand(IEnumerable<Resource> resources)
    {
        var seen = new HashSet<Resource>();
        var open = new System.Collections.Generic.Stack<Resource>(resources);
        while (open.TryPop(out var resource))
        {
            if (seen.Add(resource) && resource is ComponentResource)
            {
                resource.Children.ForEach(open.Push);
            }
        }
        return [.. seen.OfType<CustomResource>()];
    }

    /// <summary>The URNs of <see cref="Expand"/>, each once.</summary>
    public static async Task<IReadOnlyList<string>> UrnsAsync(IEnumerable<Resource> resources)
    {
        var urns = await Task.WhenAll(Expand(resources).Select(resource => resource.Urn.GetValueAsync(whenUnknown: "")))
            .ConfigureAwait(false);
        return [.. urns.Where(urn => urn != "").Distinct().Order(StringComparer.Ordinal)];
    }
}
