using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>The arguments of a resource or of a block in it.</summary>
internal sealed class Schema(params Field[] fields)
{
    private readonly Dictionary<string, Field> _byName = fields.ToDictionary(field => field.Name);

    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>Finds unknown and missing arguments and wrong values, each named by its path.</summary>
    public void Check(PropertyMap inputs, string path, List<CheckFailure> failures)
    {
        foreach (var name in inputs.Keys.Where(name => !_byName.ContainsKey(name) && inputs[name].Kind != PropertyKind.Null))
        {
            failures.Add(new(path + name, $"{path}{name} is not supported locally; supported here are {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}"));
        }

        foreach (var field in Fields)
        {
            if (inputs[field.Name].Kind != PropertyKind.Null)
            {
                field.Shape.CheckValue(inputs[field.Name], path + field.Name, failures);
            }
            else if (field.Required)
            {
                failures.Add(new(path + field.Name, $"{path}{field.Name} is missing; set it"));
            }
        }
    }

    /// <summary>One form for all inputs that mean the same: defaults filled in, empty values dropped, sets in order.</summary>
    public PropertyMap Normal(PropertyMap inputs) => new(Fields
        .Select(field => KeyValuePair.Create(field.Name, NormalOf(field, inputs)))
        .Where(item => item.Value.Kind != PropertyKind.Null));

    /// <summary>The arguments that differ between two sets of inputs; each with whether it needs a replacement.</summary>
    public IEnumerable<(string Name, bool Replace)> Compare(PropertyMap old, PropertyMap now) =>
        from field in Fields
        let before = NormalOf(field, old)
        let after = NormalOf(field, now)
        where !before.Equals(after) && !IsLeftToTheEngine(field, now[field.Name])
        let replace = field.ForceNew || (field.Shape is Block block && block.Compare(before, after).Any(change => change.Replace))
        where replace || field.Shape is not Block changed || changed.Compare(before, after).Any()
        select (field.Name, replace);

    public JsonObject ToApi(PropertyMap inputs) => Apply(inputs, []);

    /// <summary>Writes the inputs into what the engine holds: what the program leaves out goes, unless the engine chose it or this schema does not know it.</summary>
    public JsonObject Apply(PropertyMap inputs, JsonObject target)
    {
        foreach (var field in Fields.Where(field => field.Api.Length > 0))
        {
            var value = inputs[field.Name].Kind == PropertyKind.Null ? field.Default : inputs[field.Name];
            if (value.Kind != PropertyKind.Null && !IsLeftToTheEngine(field, value))
            {
                JsonPath.Set(target, field.Api, field.Shape.Apply(value, JsonPath.Get(target, field.Api)));
            }
            else if (!field.Computed)
            {
                JsonPath.Remove(target, field.Api);
            }
        }

        return target;
    }

    /// <summary>What the engine holds, as inputs; empty values are left out.</summary>
    public PropertyMap FromApi(JsonNode node) => new(Fields
        .Where(field => field.Api.Length > 0 && JsonPath.Get(node, field.Api) is not null)
        .Select(field => KeyValuePair.Create(field.Name, field.Shape.FromApi(JsonPath.Get(node, field.Api)!)))
        .Where(item => item.Value.Kind != PropertyKind.Null && (!IsEmpty(item.Value) || _byName[item.Key].Default.Kind != PropertyKind.Null)));

    /// <summary>The inputs as they would have to be to describe what is there; where that is what they say already, they stay as they are written.</summary>
    public PropertyMap Reconcile(PropertyMap inputs, PropertyMap actual)
    {
        foreach (var field in Fields.Where(field => field.Api.Length > 0 && !field.WriteOnly))
        {
            var (said, found) = (inputs[field.Name], actual[field.Name]);
            if (IsLeftToTheEngine(field, said))
            {
                continue;
            }

            if (said.Kind == PropertyKind.Null ? !IsEmpty(found) && !found.Equals(field.Default) : !Same(field, said, found))
            {
                inputs = found.Kind == PropertyKind.Null ? inputs.Without(field.Name)
                    : inputs.With(field.Name, field.Shape is Block block && said.Kind == PropertyKind.Map ? block.Reconcile(said, found) : found);
            }
            else if (field.Shape is Block block && said.Kind == PropertyKind.Map && found.Kind == PropertyKind.Map)
            {
                inputs = inputs.With(field.Name, block.Reconcile(said, found));
            }
        }

        return inputs;
    }

    public static bool IsEmpty(PropertyValue value) => value.Kind switch
    {
        PropertyKind.Null => true,
        PropertyKind.Bool => !value.AsBool,
        PropertyKind.Number => value.AsNumber == 0,
        PropertyKind.String => value.AsString.Length == 0,
        PropertyKind.List => value.AsList.IsEmpty,
        PropertyKind.Map => value.AsMap.Count == 0,
        _ => false,
    };

    // An empty list says as little as none.
    private static bool IsLeftToTheEngine(Field field, PropertyValue said)
        => field.Computed && (said.Kind == PropertyKind.Null || (said.Kind is PropertyKind.List or PropertyKind.Map && IsEmpty(said)));

    private static PropertyValue NormalOf(Field field, PropertyMap inputs)
    {
        var value = inputs[field.Name].Kind == PropertyKind.Null ? field.Default : inputs[field.Name];
        var normal = value.Kind is PropertyKind.Null or PropertyKind.Unknown ? value : field.Shape.Normal(value);
        return field.Default.Kind == PropertyKind.Null && IsEmpty(normal) ? PropertyValue.Null : normal;
    }

    private static bool Same(Field field, PropertyValue said, PropertyValue found)
    {
        if (said.ContainsUnknowns)
        {
            return false;
        }

        var held = new[] { found, field.Default, field.Implied }.FirstOrDefault(value => value.Kind != PropertyKind.Null, PropertyValue.Null);
        if (held.Kind == PropertyKind.Null && field.Shape is Block && said.Kind == PropertyKind.Map)
        {
            // Of a group that it holds nothing of, the engine does what it does for each of its parts.
            held = PropertyMap.Empty;
        }

        return held.Kind == PropertyKind.Null ? IsEmpty(field.Shape.Normal(said)) : field.Shape.Describes(said, held);
    }
}
