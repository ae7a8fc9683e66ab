using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Type = System.Type;

namespace Pulumi.Wire;

/// <summary>Turns one argument into its protocol value, and gathers the resources that it depends on.</summary>
/// <param name="keepResources">Whether resources are sent as references; otherwise by their id or URN.</param>
internal sealed class PropertySerializer(bool keepResources)
{
    public HashSet<Resource> Dependencies { get; } = [];

    /// <summary>The value; null where there is nothing to send.</summary>
    /// <param name="path">Where the value stands, for error messages.</param>
    /// <param name="value">What the program gave.</param>
    public async Task<Value?> SerializeAsync(string path, object? value)
    {
        switch (value)
        {
            case null or ValueTuple:
                return null;
            case bool truth:
                return Value.ForBool(truth);
            case int number:
                return Value.ForNumber(number);
            case double number:
                return Value.ForNumber(number);
            case string text:
                return Value.ForString(text);
            case InputArgs args:
                return await SerializeMembersAsync(path, args.ToDictionary()).ConfigureAwait(false);
            case AssetOrArchive asset:
                return Values.Special(
                    asset.Signature,
                    (asset.Kind, await SerializeAsync($"{path}.{asset.Kind}", asset.Value).ConfigureAwait(false))
                );
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}"
                );
            case IInput input:
                return await SerializeAsync(path, input.ToElements()).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(path, union.Value).ConfigureAwait(false);
            case JsonElement json:
                return SerializeJson(json);
            case IOutput output:
                return await SerializeOutputAsync(path, output).ConfigureAwait(false);
            case CustomResource resource:
                return await SerializeResourceAsync(path, resource).ConfigureAwait(false);
            case ComponentResource component:
                var urn = await SerializeAsync($"{path}.urn", component.Urn).ConfigureAwait(false);
                return keepResources ? Values.Special(Signatures.Resource, ("urn", urn)) : urn;
            case IDictionary dictionary:
                return await SerializeMembersAsync(path, dictionary).ConfigureAwait(false);
            case IList list:
                return await SerializeListAsync(path, list).ConfigureAwait(false);
            case System.Enum number when number.GetTypeCode() == TypeCode.Int32:
                return Value.ForNumber(Convert.ToInt32(number, null));
            default:
                return await SerializeMarkedAsync(path, value, value.GetType()).ConfigureAwait(false);
        }
    }

    private async Task<Value?> SerializeOutputAsync(string path, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
        {
            return Value.ForString(Signatures.Unknown);
        }
        var value = await SerializeAsync(path, data.Value).ConfigureAwait(false);
        return data.IsSecret ? Values.Special(Signatures.Secret, ("value", value)) : value;
    }

    private async Task<Value?> SerializeResourceAsync(string path, CustomResource resource)
    {
        Dependencies.Add(resource);
        var id = await SerializeAsync($"{path}.id", resource.Id).ConfigureAwait(false);
        if (!keepResources)
        {
            return id;
        }
        var urn = await SerializeAsync($"{path}.urn", resource.Urn).ConfigureAwait(false);
        return Values.Special(Signatures.Resource, ("urn", urn), ("id", id?.ContainsUnknown() == true ? Value.ForString("") : id));
    }

    private async Task<Value> SerializeMembersAsync(string path, IDictionary members)
    {
        var result = new Struct();
        foreach (DictionaryEntry member in members)
        {
            var name =
                member.Key as string ?? throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{path}");
            if (await SerializeAsync($"{path}.{name}", member.Value).ConfigureAwait(false) is { } value)
            {
                result.Fields[name] = value;
            }
        }
        return Value.ForStruct(result);
    }

    private async Task<Value> SerializeListAsync(string path, IList list)
    {
        var result = new ListValue();
        if (IsDefaultImmutableArray(list))
        {
            return new Value { ListValue = result };
        }
        for (var i = 0; i < list.Count; i++)
        {
            result.Values.Add((await SerializeAsync($"{path}[{i}]", list[i]).ConfigureAwait(false)).OrNull());
        }
        return new Value { ListValue = result };
    }

    /// <summary>Serializes a type that says by an attribute how it is sent.</summary>
    private async Task<Value?> SerializeMarkedAsync(string path, object value, Type type)
    {
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() != null)
        {
            return type.GetMethod("op_Explicit", [type])?.Invoke(null, [value]) switch
            {
                string text => Value.ForString(text),
                double number => Value.ForNumber(number),
                _ => throw new InvalidOperationException(
                    $"Expected {type.FullName} to have an explicit conversion operator to String or Double.\n\t{path}"
                ),
            };
        }
        if (type.GetCustomAttribute<OutputTypeAttribute>() == null)
        {
            throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{path}");
        }
        var members = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(field => field.IsInitOnly)
            .ToDictionary(field => char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field => field.GetValue(value));
        return await SerializeMembersAsync(path, members).ConfigureAwait(false);
    }

    private static Value SerializeJson(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return Value.ForString(json.GetString());
            case JsonValueKind.Number:
                return Value.ForNumber(json.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return Value.ForBool(json.GetBoolean());
            case JsonValueKind.Array:
                return Value.ForList([.. json.EnumerateArray().Select(SerializeJson)]);
            case JsonValueKind.Object:
                var result = new Struct();
                foreach (var member in json.EnumerateObject())
                {
                    result.Fields[member.Name] = SerializeJson(member.Value);
                }
                return Value.ForStruct(result);
            default:
                return Value.ForNull();
        }
    }

    private static bool IsDefaultImmutableArray(IList list) =>
        OutputTypes.IsGeneric(list.GetType(), typeof(ImmutableArray<>)) && list.Equals(Activator.CreateInstance(list.GetType()));
}
