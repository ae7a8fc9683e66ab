using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Wire;

namespace Pulumi.Running;

/// <summary>Arguments as they are sent, and the resources that each comes from.</summary>
internal sealed record SerializedProperties(Struct Properties, ImmutableDictionary<string, HashSet<Resource>> Dependencies)
{
    /// <param name="context">The run.</param>
    /// <param name="label">Whose properties they are, for error messages.</param>
    /// <param name="properties">The properties by name; those that are not set are left out.</param>
    public static async Task<SerializedProperties> SerializeAsync(
        RunContext context,
        string label,
        IEnumerable<KeyValuePair<string, object?>> properties
    )
    {
        var keepResources = await context.SupportsAsync("resourceReferences").ConfigureAwait(false);
        var result = new Struct();
        var dependencies = ImmutableDictionary.CreateBuilder<string, HashSet<Resource>>();
        foreach (var (name, property) in properties)
        {
            var serializer = new PropertySerializer(keepResources);
            if (await SerializeAsync(serializer, label, name, property).ConfigureAwait(false) is { } value)
            {
                result.Fields[name] = value;
                dependencies[name] = serializer.Dependencies;
            }
        }
        return new(result, dependencies.ToImmutable());
    }

    private static async Task<Value?> SerializeAsync(PropertySerializer serializer, string label, string name, object? property)
    {
        try
        {
            return await serializer.SerializeAsync($"{label}.{name}", property).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"error serializing property \"{name}\": {error.Message}", error);
        }
    }
}
