using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Local.Cli.Reports;

/// <summary>JSON as this command line prints it: indented, camel case, enumerations by name.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Form { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            NumberHandling = JsonNumberHandling.Strict,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Form);

    /// <summary>An enumeration's member as JSON names it.</summary>
    public static string Name(Enum member) => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());
}
