using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>
/// The arguments of a resource or of a block in it. As in the genuine provider, a plan is the program's inputs completed from the state, a difference is one
/// between that plan and the state, a request is the whole plan, and the state is what the engine shows afterwards.
/// </summary>
internal sealed class Schema(params Field[] fields)
{
    private readonly Dictionary<string, Field> _byName = fields.ToDictionary(field => field.Name);

    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>Finds unknown and missing arguments and wrong values, each named by its path.</summary>
    public void Check(PropertyMap inputs, string path, List<CheckFailure> failures)
    {
        foreach (var name in inputs.Keys.Where(name => !_byName.ContainsKey(name) && inputs[name].Kind != PropertyKind.Null))
        {
            failures.Add(
                new(
                    path + name,
                    $"{path}{name} is not supported locally; supported here are {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}"
                )
            );
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

    /// <summary>One form for all values between which the provider sees no difference: defaults filled in, empty values dropped, sets in order.</summary>
    public PropertyMap Normal(PropertyMap inputs) => Map(field => NormalOf(field, inputs));

    /// <summary>What is to be: what the program says, defaults, and what the state holds of what the program leaves out.</summary>
    public PropertyMap Plan(PropertyMap inputs, PropertyMap state) => Map(field => PlanOf(field, inputs[field.Name], state[field.Name]));

    /// <summary>The arguments in which a plan differs from the state; each with whether it needs a replacement.</summary>
    public IEnumerable<(string Name, bool Replace)> Compare(PropertyMap state, PropertyMap planned) =>
        from field in Fields
        let before = NormalOf(field, state)
        let after = NormalOf(field, planned)
        where !before.Equals(after)
        // A group that stays is replaced for what is inside it alone.
        let whole = field.Shape is not Block || before.Kind == PropertyKind.Null || after.Kind == PropertyKind.Null
        select (field.Name, (field.ForceNew && whole) || field.Shape.Replaces(state[field.Name], planned[field.Name]));

    /// <summary>A plan as a request.</summary>
    public JsonObject ToApi(PropertyMap planned)
    {
        var target = new JsonObject();
        foreach (var field in Fields.Where(field => field.Api.Length > 0))
        {
            var value = planned[field.Name].Kind == PropertyKind.Null ? field.Default : planned[field.Name];
            var sent =
                value.Kind != PropertyKind.Null ? field.Shape.ToApi(value)
                : field.Unset is { } unset ? JsonNode.Parse(unset)
                : null;
            if (sent is JsonObject more && JsonPath.Get(target, field.Api) is JsonObject there)
            {
                // A group may share its object with others.
                foreach (var member in more.ToArray())
                {
                    JsonPath.Set(there, member.Key, member.Value);
                }
            }
            else if (sent is not null)
            {
                JsonPath.Set(target, field.Api, sent);
            }
        }

        return target;
    }

    /// <summary>What the engine holds, as arguments; empty values are left out.</summary>
    public PropertyMap FromApi(JsonNode node) =>
        Map(field =>
            JsonPath.Get(node, field.Api) is { } value
            && field.Api.Length > 0
            && field.Shape.FromApi(value) is var read
            && (!IsEmpty(read) || field.Default.Kind != PropertyKind.Null)
                ? read
                : PropertyValue.Null
        );

    /// <summary>The state after an operation, or after a refresh, which reads sets too.</summary>
    /// <param name="before">What was planned, or the state that is refreshed.</param>
    /// <param name="read">What the engine holds now.</param>
    /// <param name="keepsSets">Whether sets stay as they were planned.</param>
    public PropertyMap Settle(PropertyMap before, PropertyMap read, bool keepsSets) =>
        Map(field =>
            (before[field.Name], read[field.Name]) switch
            {
                var (was, _) when field.NotRead => was,
                ({ Kind: PropertyKind.Null }, var now) => now,
                (var was, { Kind: PropertyKind.Null }) => IsEmpty(was) || ComesBackEmpty(field, was) || (keepsSets && field.Shape.IsSet)
                    ? was
                    : PropertyValue.Null,
                var (was, now) => field.Shape.Settle(was, now, keepsSets),
            }
        );

    /// <summary>The inputs as they would have to be to describe what is there; where that is what they say already, they stay as they are written.</summary>
    /// <param name="inputs">What the program says.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="byMeaning">Whether other words for the same are the same.</param>
    public PropertyMap Reconcile(PropertyMap inputs, PropertyMap actual, bool byMeaning)
    {
        foreach (var field in Fields.Where(field => !field.NotRead && (field.Api.Length > 0 || actual.ContainsKey(field.Name))))
        {
            var (said, found) = (inputs[field.Name], actual[field.Name]);
            if (IsLeftToTheEngine(field, said) || (byMeaning && field.Incidental && said.Kind == PropertyKind.Null))
            {
                continue;
            }

            if (said.Kind == PropertyKind.Null ? !IsEmpty(found) && !found.Equals(field.Default) : !Same(field, said, found, byMeaning))
            {
                inputs =
                    found.Kind == PropertyKind.Null
                        ? inputs.Without(field.Name)
                        : inputs.With(
                            field.Name,
                            field.Shape is Block block && said.Kind == PropertyKind.Map ? block.Reconcile(said, found, byMeaning) : found
                        );
            }
            else if (field.Shape is Block block && said.Kind == PropertyKind.Map && found.Kind == PropertyKind.Map)
            {
                inputs = inputs.With(field.Name, block.Reconcile(said, found, byMeaning));
            }
        }

        return inputs;
    }

    /// <summary>Whether a value that comes or goes touches something that cannot change in place.</summary>
    public static bool HoldsReplacing(IReadOnlyList<Field> fields, PropertyValue value) =>
        value.Kind == PropertyKind.Map
        && fields.Any(field =>
            value.AsMap[field.Name] is var inside
            && !IsEmpty(inside)
            && (
                field.ForceNew
                || (inside.Kind == PropertyKind.List ? [.. inside.AsList] : new[] { inside }).Any(item =>
                    HoldsReplacing(field.Shape.Fields, item)
                )
            )
        );

    public static bool IsEmpty(PropertyValue value) =>
        value.Kind switch
        {
            PropertyKind.Null => true,
            PropertyKind.Bool => !value.AsBool,
            PropertyKind.Number => value.AsNumber == 0,
            PropertyKind.String => value.AsString.Length == 0,
            PropertyKind.List => value.AsList.IsEmpty,
            PropertyKind.Map => value.AsMap.Count == 0,
            _ => false,
        };

    private PropertyMap Map(Func<Field, PropertyValue> valueOf) =>
        new(Fields.Select(field => KeyValuePair.Create(field.Name, valueOf(field))).Where(item => item.Value.Kind != PropertyKind.Null));

    // A group without a word in it reaches the engine as {}, and the engine gives {} back, which the genuine provider reads as the group.
    private static bool ComesBackEmpty(Field field, PropertyValue was) =>
        field is { Unset: "{}", Shape: Block group }
        && was.Kind == PropertyKind.Map
        && group.Fields.All(inside => IsEmpty(was.AsMap[inside.Name]) || was.AsMap[inside.Name].Equals(inside.Default));

    private static PropertyValue PlanOf(Field field, PropertyValue said, PropertyValue held)
    {
        if (IsLeftToTheEngine(field, said))
        {
            return held.Kind == PropertyKind.Null ? said : held;
        }

        var value = said.Kind == PropertyKind.Null ? field.Default : said;
        return value.Kind is PropertyKind.Null or PropertyKind.Unknown ? value : field.Shape.Plan(value, held);
    }

    // An empty set says as little as none; an empty list or group clears what is there.
    private static bool IsLeftToTheEngine(Field field, PropertyValue said) =>
        (field.Computed || field.MayGo) && (said.Kind == PropertyKind.Null || (IsEmpty(said) && (field.MayGo || field.Shape.IsSet)));

    private static PropertyValue NormalOf(Field field, PropertyMap inputs)
    {
        var value = inputs[field.Name].Kind == PropertyKind.Null ? field.Default : inputs[field.Name];
        var normal = value.Kind is PropertyKind.Null or PropertyKind.Unknown ? value : field.Shape.Normal(value);
        return field.Default.Kind == PropertyKind.Null && IsEmpty(normal) ? PropertyValue.Null : normal;
    }

    private static bool Same(Field field, PropertyValue said, PropertyValue found, bool byMeaning)
    {
        if (said.ContainsUnknowns)
        {
            return false;
        }

        if (!byMeaning)
        {
            return NormalOf(field, PropertyMap.Empty.With(field.Name, said))
                .Equals(NormalOf(field, PropertyMap.Empty.With(field.Name, found)));
        }

        var held = new[] { found, field.Default, field.Implied }.FirstOrDefault(
            value => value.Kind != PropertyKind.Null,
            PropertyValue.Null
        );
        if (held.Kind == PropertyKind.Null && field.Shape is Block && said.Kind == PropertyKind.Map)
        {
            // Of a group that it holds nothing of, the engine does what it does for each of its parts.
            held = PropertyMap.Empty;
        }

        return held.Kind == PropertyKind.Null ? IsEmpty(field.Shape.Normal(said)) : field.Shape.Describes(said, held);
    }
}
