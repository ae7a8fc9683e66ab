using System.Globalization;
using System.Reflection;
using Pulumi;

namespace Tests.Standins.Facts;

/// <summary>The classes of a compiled package.</summary>
internal static class AssemblyFacts
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static Task<IReadOnlyList<ClassFacts>> Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    public static async Task<IReadOnlyList<ClassFacts>> Of(IReadOnlyList<Type> types)
    {
        var resources = await ResourceProbe.OptionsOf(types.Where(type => type.IsAssignableTo(typeof(CustomResource))));
        var invokes = await InvokeProbe.TokensOf(types.Where(type => type is { IsAbstract: true, IsSealed: true, IsNested: false }));
        var described = new List<ClassFacts>();
        foreach (var type in types.Where(type => !type.IsNested))
        {
            described.Add(await Describe(type, resources, invokes));
        }

        return described;
    }

    private static async Task<ClassFacts> Describe(
        Type type,
        IReadOnlyDictionary<Type, IReadOnlyDictionary<string, string>> resources,
        IReadOnlyDictionary<Type, string> invokes
    )
    {
        IEnumerable<KeyValuePair<string, string>> facts = type switch
        {
            _ when resources.TryGetValue(type, out var options) => options.Concat(Outputs(type)),
            _ when invokes.TryGetValue(type, out var token) => [new("token", token)],
            _ when type.IsAssignableTo(typeof(InputArgs)) => await Arguments(type),
            _ when type.IsDefined(typeof(EnumTypeAttribute)) => Values(type),
            _ when type.IsDefined(typeof(OutputTypeAttribute)) => Results(type),
            _ => [new("kind", PublicApi.Header(type))],
        };
        return new ClassFacts(type.FullName!, new Dictionary<string, string>(facts), new HashSet<string>());
    }

    private static IEnumerable<KeyValuePair<string, string>> Outputs(Type type) =>
        from property in type.GetProperties(All)
        let output = property.GetCustomAttribute<OutputAttribute>()
        where output is not null
        select new KeyValuePair<string, string>($"output {output.Name}", $"{TypeName.Of(property)} {property.Name}");

    private static async Task<IEnumerable<KeyValuePair<string, string>>> Arguments(Type type)
    {
        var arguments = new Dictionary<string, string>();
        foreach (var member in type.GetFields(All).Concat<MemberInfo>(type.GetProperties(All)))
        {
            if (member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(InputAttribute)) is { } input)
            {
                var name = (string)input.ConstructorArguments[0].Value!;
                arguments[$"argument {name}"] = await Argument(type, PropertyFor(type, member), input);
            }
        }

        return arguments;
    }

    // The attribute is on the property, or on the field behind it: "<Tags>k__BackingField" or "_tags".
    private static PropertyInfo PropertyFor(Type type, MemberInfo member) =>
        member as PropertyInfo
        ?? type.GetProperties(All)
            .Single(property =>
                member.Name == $"<{property.Name}>k__BackingField"
                || member.Name.Equals("_" + property.Name, StringComparison.OrdinalIgnoreCase)
            );

    private static async Task<string> Argument(Type type, PropertyInfo property, CustomAttributeData input)
    {
        if (!Sample.IsInput(property.PropertyType))
        {
            // Arguments of a look-up that is awaited.
            return property.Name;
        }

        return new ArgumentFacts
        {
            Type = TypeName.Of(property),
            Name = property.Name,
            Required = (bool)input.ConstructorArguments[1].Value!,
            Secret = await Sample.IsKeptSecret(type, property),
            Json = (bool)input.ConstructorArguments[2].Value!,
            Default = await Sample.Default(type, property) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null,
        }.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(value => new KeyValuePair<string, string>($"value {value.Name}", value.GetValue(null)!.ToString()!));

    private static IEnumerable<KeyValuePair<string, string>> Results(Type type)
    {
        // Values reach the fields through the constructor, by name.
        var constructor = type.GetConstructors(All).Single(candidate => candidate.IsDefined(typeof(OutputConstructorAttribute)));
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        return constructor
            .GetParameters()
            .Select(parameter => new KeyValuePair<string, string>(
                $"result {parameter.Name}",
                $"{TypeName.Of(fields[parameter.Name!])} {fields[parameter.Name!].Name}"
            ));
    }
}
