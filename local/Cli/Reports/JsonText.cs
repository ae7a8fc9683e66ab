using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Local.Cli.Reports;

/// <summary>JSON as this command line prints it: indented, camel case, enumerations by name.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions _form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, _form);

    /// <summary>An enumeration's member as JSON names it.</summary>
    public static string Name(Enum member) => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());
}
