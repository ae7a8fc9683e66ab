using Pulumi;
using Pulumi.Utilities;

namespace Infra.Remote;

/// <summary>What is known of a resource.</summary>
internal static class KnownValue
{
    /// <summary>The value; null, or the type's default, when only a run can tell it.</summary>
    public static async Task<T?> KnownAsync<T>(this Output<T> output) =>
        await OutputUtilities.GetIsKnownAsync(output) ? await OutputUtilities.GetValueAsync(output) : default;
}
