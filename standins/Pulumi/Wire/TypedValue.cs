using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using static Pulumi.Wire.OutputTypes;

namespace Pulumi.Wire;

/// <summary>Turns what was read from the wire into the types that a resource declares.</summary>
/// <param name="warn">Takes a sentence for each value that is not of its declared type; such a value counts as not set.</param>
internal sealed class TypedValue(Action<string> warn)
{
    private static readonly MethodInfo _arrayOf = Helper(nameof(ToArray));
    private static readonly MethodInfo _dictionaryOf = Helper(nameof(ToDictionary));
    private static readonly MethodInfo _outputOf = Helper(nameof(ToOutput));

    /// <summary>The value as the type; the type's default, with a warning, where it is not of that type.</summary>
    public object? Convert(string context, object? value, Type type)
    {
        var (result, error) = TryConvert(context, value, type);
        if (error != null)
        {
            warn(error);
        }
        return result ?? Default(type);
    }

    private static object? Default(Type type) =>
        type.IsValueType && !IsGeneric(type, typeof(Nullable<>)) ? Activator.CreateInstance(type) : null;

    private (object? Result, string? Error) TryConvert(string context, object? value, Type type)
    {
        if (value == null || type == typeof(object))
        {
            return (value, null);
        }
        if (IsGeneric(type, typeof(Nullable<>)))
        {
            return TryConvert(context, value, type.GenericTypeArguments[0]);
        }
        if (type == typeof(int) || type.IsEnum)
        {
            return value is double number
                ? (type.IsEnum ? Enum.ToObject(type, (int)number) : (int)number, null)
                : Mismatch(context, value, typeof(double));
        }
        if (type == typeof(JsonElement))
        {
            return (JsonSerializer.SerializeToElement(value), null);
        }
        if (type.IsInstanceOfType(value))
        {
            return (value, null);
        }
        return IsEnumType(type) ? ToEnumType(context, value, type)
            : type.IsConstructedGenericType ? ToGeneric(context, value, type)
            : type.GetCustomAttribute<OutputTypeAttribute>() != null ? ToOutputType(context, value, type)
            : Mismatch(context, value, type);
    }

    private (object?, string?) ToGeneric(string context, object value, Type type)
    {
        var element = type.GenericTypeArguments[^1];
        if (IsGeneric(type, typeof(Union<,>)))
        {
            return ToUnion(context, value, type);
        }
        if (IsGeneric(type, typeof(Output<>)))
        {
            return (_outputOf.MakeGenericMethod(element).Invoke(null, [Convert(context, value, element)]), null);
        }
        if (IsGeneric(type, typeof(ImmutableArray<>)))
        {
            return value is ImmutableArray<object?> list
                ? (_arrayOf.MakeGenericMethod(element).Invoke(null, [list.Select(item => Convert(context, item, element))]), null)
                : Mismatch(context, value, typeof(ImmutableArray<object>));
        }
        return value is ImmutableDictionary<string, object?> members
            ? (
                _dictionaryOf
                    .MakeGenericMethod(element)
                    .Invoke(null, [members.Select(member => KeyValuePair.Create(member.Key, Convert(context, member.Value, element)))]),
                null
            )
            : Mismatch(context, value, typeof(ImmutableDictionary<string, object>));
    }

    private (object?, string?) ToUnion(string context, object value, Type type)
    {
        for (var i = 0; i < 2; i++)
        {
            var (result, error) = TryConvert($"{context}.AsT{i}", value, type.GenericTypeArguments[i]);
            if (error == null)
            {
                return (type.GetMethod($"FromT{i}")!.Invoke(null, [result]), null);
            }
        }
        return (
            null,
            $"Expected {type.GenericTypeArguments[0].FullName} or {type.GenericTypeArguments[1].FullName} "
                + $"but got {value.GetType().FullName} deserializing {context}"
        );
    }

    private (object?, string?) ToOutputType(string context, object value, Type type)
    {
        if (value is not ImmutableDictionary<string, object?> members)
        {
            return Mismatch(context, value, typeof(ImmutableDictionary<string, object>));
        }
        var constructor = Constructor(type)!;
        var arguments = constructor
            .GetParameters()
            .Select(parameter =>
                Convert(
                    $"{type.FullName}({parameter.Name})",
                    members.GetValueOrDefault(parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!),
                    parameter.ParameterType
                )
            );
        return (constructor.Invoke([.. arguments]), null);
    }

    private static (object?, string?) ToEnumType(string context, object value, Type type) =>
        value is not (string or double)
            ? (
                null,
                $"Expected {typeof(string).FullName} or {typeof(double).FullName} but got {value.GetType().FullName} deserializing {context}"
            )
        : EnumConstructor(type, value.GetType()) is { } constructor ? (constructor.Invoke([value]), null)
        : (null, $"Expected target type {type.FullName} to have a constructor with a single {value.GetType().FullName} parameter.");

    private static (object?, string) Mismatch(string context, object value, Type expected) =>
        (null, $"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {context}");

    private static MethodInfo Helper(string name) => typeof(TypedValue).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ImmutableArray<T> ToArray<T>(IEnumerable<object?> items) => items.Select(item => (T)item!).ToImmutableArray();

    private static ImmutableDictionary<string, T> ToDictionary<T>(IEnumerable<KeyValuePair<string, object?>> members) =>
        members.ToImmutableDictionary(member => member.Key, member => (T)member.Value!);

    private static Output<T> ToOutput<T>(object? value) => Output.Create((T)value!);
}
