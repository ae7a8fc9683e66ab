namespace Local.Runner.Resources;

/// <summary>The parts of a URN: <c>urn:pulumi:&lt;stack&gt;::&lt;project&gt;::&lt;parent types$type&gt;::&lt;name&gt;</c>.</summary>
internal static class Urn
{
    public const string StackType = "pulumi:pulumi:Stack";
    public const string ProviderTypePrefix = "pulumi:providers:";

    public static string Create(string stack, string project, string parent, string type, string name)
    {
        var parentType = parent.Length == 0 ? "" : QualifiedType(parent);
        return parentType is "" or StackType
            ? $"urn:pulumi:{stack}::{project}::{type}::{name}"
            : $"urn:pulumi:{stack}::{project}::{parentType}${type}::{name}";
    }

    /// <summary>The types of the parents and the resource's own, joined by <c>$</c>.</summary>
    public static string QualifiedType(string urn) => Parts(urn)[2];

    public static string Type(string urn) => QualifiedType(urn) is var qualified ? qualified[(qualified.LastIndexOf('$') + 1)..] : "";

    public static string Name(string urn) => Parts(urn)[3];

    public static bool IsProvider(string type) => type.StartsWith(ProviderTypePrefix, StringComparison.Ordinal);

    /// <summary>The package of a type token, such as <c>aws</c> of <c>aws:ec2/instance:Instance</c>; of a provider type the package that it provides.</summary>
    public static string Package(string type) => IsProvider(type) ? type[ProviderTypePrefix.Length..] : type.Split(':')[0];

    /// <summary>A name may contain <c>::</c>; nothing before it can.</summary>
    private static string[] Parts(string urn) =>
        urn.Split("::", 4) is { Length: 4 } parts ? parts : throw new FormatException($"\"{urn}\" is not a URN");
}
