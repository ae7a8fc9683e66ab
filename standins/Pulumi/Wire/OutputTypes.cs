using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Wire;

/// <summary>Which types an output may be declared as.</summary>
internal static class OutputTypes
{
    private static readonly HashSet<Type> _plain =
    [
        typeof(bool),
        typeof(int),
        typeof(double),
        typeof(string),
        typeof(object),
        typeof(JsonElement),
        typeof(Asset),
        typeof(Archive),
        typeof(AssetOrArchive),
    ];

    private static readonly ConcurrentDictionary<Type, bool> _checked = new();

    /// <summary>Fails when a value of this type cannot be read from the wire.</summary>
    /// <param name="context">What is declared so, for the error message.</param>
    /// <param name="type">The declared type.</param>
    public static void Check(string context, Type type)
    {
        if (!_checked.ContainsKey(type))
        {
            Check(context, type, []);
            _checked[type] = true;
        }
    }

    /// <summary>The constructor that an output's members are given to.</summary>
    public static ConstructorInfo? Constructor(Type type)
    {
        var all = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        var open = all.Where(constructor => constructor.IsPublic).ToList();
        return Array.Find(all, constructor => constructor.GetCustomAttribute<OutputConstructorAttribute>() != null)
            ?? (open.Count == 1 ? open[0] : null);
    }

    /// <summary>The constructor of a type marked with <see cref="EnumTypeAttribute"/> that takes this kind of value.</summary>
    public static ConstructorInfo? EnumConstructor(Type type, Type of) =>
        type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [of]);

    public static bool IsEnumType(Type type) => type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() != null;

    public static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static void Check(string context, Type type, HashSet<Type> seen)
    {
        if (
            !seen.Add(type)
            || _plain.Contains(type)
            || type.IsAssignableTo(typeof(Resource))
            || (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int))
        )
        {
            return;
        }
        if (IsEnumType(type))
        {
            CheckEnumType(type);
        }
        else if (type.IsConstructedGenericType)
        {
            CheckGeneric(context, type, seen);
        }
        else
        {
            CheckOutputType(context, type, seen);
        }
    }

    private static void CheckEnumType(Type type)
    {
        var of =
            EnumConstructor(type, typeof(string)) != null ? typeof(string)
            : EnumConstructor(type, typeof(double)) != null ? typeof(double)
            : throw new InvalidOperationException(
                $"{type.FullName} had [{nameof(EnumTypeAttribute)}], but did not contain constructor with a single String or Double parameter."
            );
        if (type.GetMethod("op_Explicit", [type])?.ReturnType != of)
        {
            throw new InvalidOperationException(
                $"{type.FullName} had [{nameof(EnumTypeAttribute)}], but did not contain an explicit conversion operator to {of.FullName}."
            );
        }
    }

    private static void CheckGeneric(string context, Type type, HashSet<Type> seen)
    {
        var arguments = type.GenericTypeArguments;
        if (IsGeneric(type, typeof(ImmutableDictionary<,>)) && arguments[0] != typeof(string))
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}:\nThe only allowed ImmutableDictionary 'TKey' type is 'String'."
            );
        }
        Type[] allowed = [typeof(Nullable<>), typeof(Union<,>), typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(Output<>)];
        if (!allowed.Contains(type.GetGenericTypeDefinition()))
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}:\n"
                    + "The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>"
            );
        }
        foreach (var argument in arguments)
        {
            Check(context, argument, seen);
        }
    }

    private static void CheckOutputType(string context, Type type, HashSet<Type> seen)
    {
        if (type.GetCustomAttribute<OutputTypeAttribute>() == null)
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}. Allowed types are:\n"
                    + "String, Boolean, Int32, Double,\n"
                    + "Nullable<...>, ImmutableArray<...> and ImmutableDictionary<string, ...> or\n"
                    + $"a class explicitly marked with the [{nameof(OutputTypeAttribute)}]."
            );
        }
        var constructor = Constructor(type)
            ?? throw new InvalidOperationException(
                $"{type.FullName} had [{nameof(OutputTypeAttribute)}], "
                    + $"but did not contain constructor marked with [{nameof(OutputConstructorAttribute)}]."
            );
        foreach (var parameter in constructor.GetParameters())
        {
            Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
        }
    }
}
