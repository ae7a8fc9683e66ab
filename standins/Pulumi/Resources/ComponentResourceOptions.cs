namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>The providers that the component's children use, one for each package.</summary>
    public List<ProviderResource> Providers { get; set; } = [];

    /// <summary>Both options together; the second wins where only one value is possible, lists are appended.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 }.OfType<ComponentResourceOptions>())
        {
            merged.Take(options);
            merged.Providers = LastOfEachPackage([.. merged.Providers, .. options.Providers]);
        }
        return merged;
    }

    internal override ResourceOptions Clone() => Merge(this, null);

    private static List<ProviderResource> LastOfEachPackage(IEnumerable<ProviderResource> providers) =>
        [.. providers.Reverse().DistinctBy(provider => provider.Package).Reverse()];
}
