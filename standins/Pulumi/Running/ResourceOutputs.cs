using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Wire;

namespace Pulumi.Running;

/// <summary>The outputs of a resource that wait for the engine's answer, by name.</summary>
internal static class ResourceOutputs
{
    private static readonly ConcurrentDictionary<(Type Type, bool UrnOnly), ImmutableArray<Declared>> _declarations = new();

    /// <summary>Gives every output property of the resource an output to be resolved later.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="urnOnly">Whether only the URN comes from the engine; a component's other outputs are its own.</param>
    public static IReadOnlyDictionary<string, IPendingOutput> Assign(Resource resource, bool urnOnly)
    {
        var result = new Dictionary<string, IPendingOutput>();
        foreach (var declared in _declarations.GetOrAdd((resource.GetType(), urnOnly), Declare))
        {
            var pending = declared.Create(resource);
            declared.Property.SetValue(resource, pending.Output);
            result.Add(declared.Name, pending);
        }
        return result;
    }

    private static ImmutableArray<Declared> Declare((Type Type, bool UrnOnly) of) =>
        [
            .. from property in of.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let output = property.GetCustomAttribute<OutputAttribute>()
            where output != null && (!of.UrnOnly || property.DeclaringType == typeof(Resource))
            select Declare(of.Type, property, output.Name),
        ];

    private static Declared Declare(Type type, PropertyInfo property, string? name)
    {
        var fullName = $"[Output] {type.FullName}.{property.Name}";
        if (!OutputTypes.IsGeneric(property.PropertyType, typeof(Output<>)))
        {
            throw RunException.OutputsHaveIncorrectType([name ?? property.Name]);
        }
        var settable = property.DeclaringType!.GetProperty(property.Name)!;
        if (settable.SetMethod == null)
        {
            throw new InvalidOperationException($"{fullName} did not have a 'set' method");
        }
        var value = property.PropertyType.GenericTypeArguments[0];
        OutputTypes.Check(fullName, value);
        var constructor = typeof(PendingOutput<>).MakeGenericType(value).GetConstructors().Single();
        return new(name ?? property.Name, settable, resource => (IPendingOutput)constructor.Invoke([resource]));
    }

    private sealed record Declared(string Name, PropertyInfo Property, Func<Resource, IPendingOutput> Create);
}
