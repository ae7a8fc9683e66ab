using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Reads what an output knows about itself; for tests and for libraries.</summary>
public static class OutputUtilities
{
    /// <summary>An output whose value is not known yet, as during a preview.</summary>
    public static Output<T> CreateUnknown<T>(T value) => new(new OutputData<T>([], value, IsKnown: false, IsSecret: false));

    /// <summary>An unknown output; the factory is never asked, since nothing is applied to an unknown value.</summary>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => CreateUnknown(default(T)!).Apply(_ => valueFactory());

    /// <summary>The same output, depending on the resource too.</summary>
    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(resource);
        return output.With(data => data with { Resources = data.Resources.Add(resource) });
    }

    /// <summary>Whether the value is known.</summary>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.Data.ConfigureAwait(false)).IsKnown;

    /// <summary>The value; the type's default while it is unknown.</summary>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(whenUnknown: default!);

    /// <summary>The resources that the value comes from.</summary>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await output.Data.ConfigureAwait(false)).Resources;
}
