using System.Globalization;
using System.Reflection;

namespace Tests.Standins.Facts;

/// <summary>A type's public and protected members, one line each, as the facts write them.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What programs of other assemblies can name.</summary>
    public static IEnumerable<Type> VisibleTypes(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>The line that introduces the type.</summary>
    public static string Header(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var parent = type.IsClass && type.BaseType is { } baseType && baseType != typeof(object) ? $" : {TypeName.Of(baseType)}" : "";
        return $"{kind} {TypeName.Of(type)}{parent}";
    }

    /// <summary>The members that the type declares, without overrides of what every object has.</summary>
    public static IEnumerable<string> Members(Type type) =>
        type.GetConstructors(Declared)
            .Where(IsVisible)
            .Where(constructor => !constructor.IsStatic)
            .Select(Constructor)
            .Concat(type.GetMethods(Declared).Where(IsVisible).Where(IsOwn).Select(Method))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors().Length > 0).Select(Property))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic && !field.IsSpecialName).Select(Field));

    private static bool IsVisible(MethodBase method) => method.IsPublic || IsProtected(method);

    private static bool IsProtected(MethodBase method) => method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOwn(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetBaseDefinition().DeclaringType != typeof(object);

    private static string Constructor(ConstructorInfo constructor) =>
        $"{(IsProtected(constructor) ? "protected " : "")}new({Parameters(constructor)})";

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";
        var access = (IsProtected(method) ? "protected " : "") + (method.IsStatic ? "static " : "");
        return $"{access}{TypeName.Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Property(PropertyInfo property)
    {
        var isStatic = property.GetAccessors()[0].IsStatic ? "static " : "";
        var accessors = string.Concat((property.GetGetMethod() is null ? "" : "get; ") + (property.GetSetMethod() is null ? "" : "set; "));
        return $"{isStatic}{TypeAndMark(property.PropertyType, TypeName.Of(property))} {property.Name} {{ {accessors}}}";
    }

    private static string Field(FieldInfo field)
    {
        var modifiers = (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : "";
        return $"{modifiers}{TypeAndMark(field.FieldType, TypeName.Of(field))} {field.Name}{value}";
    }

    // The listing marks what may be null at the outermost level only.
    private static string TypeAndMark(Type type, string name) =>
        TypeName.Of(type) + (name.EndsWith('?') && Nullable.GetUnderlyingType(type) is null ? "?" : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier =
            parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : parameter.ParameterType.IsByRef ? "ref "
            : "";
        var value = parameter.HasDefaultValue
            ? $" = {(parameter.DefaultValue is { } given ? Convert.ToString(given, CultureInfo.InvariantCulture) : "null")}"
            : "";
        return $"{modifier}{TypeName.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }
}
