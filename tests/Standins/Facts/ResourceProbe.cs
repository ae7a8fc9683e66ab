using Pulumi;
using Pulumi.Testing;

namespace Tests.Standins.Facts;

/// <summary>Creates resources of given classes and notes what each class adds to the options it is given.</summary>
internal static class ResourceProbe
{
    public static async Task<IReadOnlyDictionary<Type, IReadOnlyDictionary<string, string>>> OptionsOf(IEnumerable<Type> types)
    {
        var found = new Dictionary<Type, IReadOnlyDictionary<string, string>>();
        await Deployment.TestAsync(new EmptyMocks(), new TestOptions { IsPreview = false }, () =>
        {
            foreach (var type in types)
            {
                found[type] = Options(type);
            }
        });
        return found;
    }

    private static Dictionary<string, string> Options(Type type)
    {
        var found = new Dictionary<string, string>();
        var options = new CustomResourceOptions { ResourceTransformations = { args => Note(found, args) } };
        var constructor = type.GetConstructors().Single();
        constructor.Invoke([type.Name, Sample.Arguments(constructor.GetParameters()[1].ParameterType), options]);
        return found;
    }

    private static ResourceTransformationResult? Note(Dictionary<string, string> found, ResourceTransformationArgs args)
    {
        var options = (CustomResourceOptions)args.Options;
        found["token"] = args.Resource.GetResourceType();
        found["version"] = options.Version ?? "";
        found["secret outputs"] = string.Join(", ", options.AdditionalSecretOutputs.Order(StringComparer.Ordinal));
        found["replacing changes"] = string.Join(", ", options.ReplaceOnChanges.Order(StringComparer.Ordinal));
        found["aliases"] = string.Join(", ", options.Aliases.Select(AliasedType).Order(StringComparer.Ordinal));
        return null;
    }

    private static string AliasedType(Input<Alias> alias)
    {
        var value = Pulumi.Utilities.OutputUtilities.GetValueAsync(alias.ToOutput()).GetAwaiter().GetResult();
        return Pulumi.Utilities.OutputUtilities.GetValueAsync(value.Type!.ToOutput()).GetAwaiter().GetResult();
    }
}
