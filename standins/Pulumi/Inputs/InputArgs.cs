using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Google.Protobuf;
using Pulumi.Wire;

namespace Pulumi;

/// <summary>Arguments: the members marked with <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<Member>> _members = new();

    private protected InputArgs() { }

    /// <summary>The arguments by name; a required one that is not set is an error.</summary>
    internal ImmutableDictionary<string, object?> ToDictionary() =>
        _members.GetOrAdd(GetType(), MembersOf).ToImmutableDictionary(member => member.Input.Name, ValueOf);

    private static ImmutableArray<Member> MembersOf(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var fields = type.GetFields(all).Select(field => (Info: (MemberInfo)field, Get: (Func<object, object?>)field.GetValue));
        var properties = type.GetProperties(all)
            .Select(property => (Info: (MemberInfo)property, Get: (Func<object, object?>)property.GetValue));
        return
        [
            .. from member in fields.Concat(properties)
            let input = member.Info.GetCustomAttribute<InputAttribute>()
            where input != null
            select new Member(member.Info.Name, input, member.Get),
        ];
    }

    private object? ValueOf(Member member)
    {
        var value = member.Get(this);
        var fullName = $"[Input] {GetType().FullName}.{member.Name}";
        if (value == null)
        {
            return member.Input.IsRequired
                ? throw new ArgumentNullException(member.Name, $"{fullName} is required but was not given a value")
                : null;
        }
        return member.Input.Json ? ToJson(fullName, value) : value;
    }

    private static Output<string> ToJson(string fullName, object value) =>
        value is IInput input
            ? new Output<object?>(input.ToOutput().GetDataAsync()).Apply(inner => TextAsync(fullName, inner))
            : Output.Create(TextAsync(fullName, value));

    private static async Task<string> TextAsync(string fullName, object? value)
    {
        var serialized = await new PropertySerializer(keepResources: false).SerializeAsync(fullName, value).ConfigureAwait(false);
        return JsonFormatter.Default.Format(serialized.OrNull());
    }

    private sealed record Member(string Name, InputAttribute Input, Func<object, object?> Get);
}

/// <summary>The arguments of a resource, or of a part of it.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly ResourceArgs Empty = new NoArgs();

    private sealed class NoArgs : ResourceArgs;
}

/// <summary>The arguments of a look-up.</summary>
public abstract class InvokeArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly InvokeArgs Empty = new NoArgs();

    private sealed class NoArgs : InvokeArgs;
}
