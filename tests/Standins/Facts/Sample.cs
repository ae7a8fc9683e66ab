using System.Reflection;
using Pulumi;
using Pulumi.Utilities;

namespace Tests.Standins.Facts;

/// <summary>Arguments made up by type.</summary>
internal static class Sample
{
    /// <summary>An arguments object whose required members have some value.</summary>
    public static object Arguments(Type type)
    {
        var arguments = Activator.CreateInstance(type)!;
        const BindingFlags members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        foreach (var member in type.GetFields(members).Concat<MemberInfo>(type.GetProperties(members)))
        {
            var input = member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(InputAttribute));
            if (input is null || !(bool)input.ConstructorArguments[1].Value!)
            {
                continue;
            }

            if (member is PropertyInfo property)
            {
                property.SetValue(arguments, Input(property.PropertyType));
            }
            else if (member is FieldInfo field)
            {
                field.SetValue(arguments, Input(field.FieldType));
            }
        }

        return arguments;
    }

    /// <summary>Whether it is Input&lt;T&gt; or a kind of it.</summary>
    public static bool IsInput(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Input<>) || type.BaseType is { } parent && IsInput(parent);

    /// <summary>Whether a value that is put in comes out as a secret.</summary>
    public static async Task<bool> IsKeptSecret(Type type, PropertyInfo property)
    {
        var arguments = Activator.CreateInstance(type)!;
        property.SetValue(arguments, Input(property.PropertyType));
        return await (Task<bool>)Generic(nameof(IsSecretAsync), property.PropertyType).Invoke(null, [property.GetValue(arguments)])!;
    }

    /// <summary>What a member of fresh arguments has; null where it is not set, or is a list or map.</summary>
    public static async Task<object?> Default(Type type, PropertyInfo property)
    {
        if (
            property.PropertyType.GetGenericTypeDefinition() != typeof(Input<>)
            || property.GetValue(Activator.CreateInstance(type)) is not { } value
        )
        {
            return null;
        }

        return await (Task<object?>)Generic(nameof(ValueAsync), property.PropertyType).Invoke(null, [value])!;
    }

    private static object Input(Type type)
    {
        if (type.GetGenericTypeDefinition() == typeof(InputList<>) || type.GetGenericTypeDefinition() == typeof(InputMap<>))
        {
            return Activator.CreateInstance(type)!;
        }

        var inner = type.GetGenericArguments()[0];
        object value = inner switch
        {
            _ when inner == typeof(string) => "text",
            _ when inner == typeof(AssetOrArchive) => new StringAsset("text"),
            _ when inner.IsAssignableTo(typeof(InputArgs)) => Arguments(inner),
            _ => Activator.CreateInstance(inner)!,
        };
        return type.GetMethod("op_Implicit", [inner])!.Invoke(null, [value])!;
    }

    private static MethodInfo Generic(string name, Type input)
    {
        var plain = input;
        while (plain.GetGenericTypeDefinition() != typeof(Input<>))
        {
            plain = plain.BaseType!;
        }

        return typeof(Sample).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(plain.GetGenericArguments());
    }

    private static Task<bool> IsSecretAsync<T>(Input<T> input) => Output.IsSecretAsync(input.ToOutput());

    private static async Task<object?> ValueAsync<T>(Input<T> input) => await OutputUtilities.GetValueAsync(input.ToOutput());
}
