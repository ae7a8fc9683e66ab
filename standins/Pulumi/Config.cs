using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration, under one name: that of the project, or of a package.</summary>
public sealed class Config
{
    private readonly string _name;

    /// <summary>The configuration of the name; default: the project's.</summary>
    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    private delegate bool Parser<T>(string text, out T value);

    /// <summary>The text; null when it is not set.</summary>
    public string? Get(string key) => Deployment.Required.Config.GetValueOrDefault(FullKey(key));

    /// <summary>The truth value, written true or false; null when it is not set.</summary>
    public bool? GetBoolean(string key) => Parse<bool>(key, ParseBoolean);

    /// <summary>The number; null when it is not set.</summary>
    public double? GetDouble(string key) => Parse<double>(key, ParseDouble);

    /// <summary>The whole number; null when it is not set.</summary>
    public int? GetInt32(string key) => Parse<int>(key, ParseInt32);

    /// <summary>The JSON value; the type's default when it is not set. Names are case-sensitive.</summary>
    public T? GetObject<T>(string key) => ParseObject<T>(key, null);

    /// <summary>The JSON value as the options read it; the type's default when it is not set.</summary>
    public T? GetObject<T>(string key, JsonSerializerOptions options) => ParseObject<T>(key, options);

    /// <inheritdoc cref="Get"/>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <inheritdoc cref="GetBoolean"/>
    public Output<bool>? GetSecretBoolean(string key) => Secret(GetBoolean(key));

    /// <inheritdoc cref="GetDouble"/>
    public Output<double>? GetSecretDouble(string key) => Secret(GetDouble(key));

    /// <inheritdoc cref="GetInt32"/>
    public Output<int>? GetSecretInt32(string key) => Secret(GetInt32(key));

    /// <inheritdoc cref="GetObject{T}(string)"/>
    public Output<T>? GetSecretObject<T>(string key) => Get(key) == null ? null : Output.CreateSecret(GetObject<T>(key)!);

    /// <inheritdoc cref="GetObject{T}(string, JsonSerializerOptions)"/>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) =>
        GetObject<T>(key, options) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The text; an error when it is not set.</summary>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    /// <inheritdoc cref="Require"/>
    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    /// <summary>The JSON value; an error when it is not set. Names are case-sensitive.</summary>
    public T RequireObject<T>(string key) => Get(key) == null ? throw Missing(key) : GetObject<T>(key)!;

    /// <summary>The JSON value as the options read it; an error when it is not set.</summary>
    public T RequireObject<T>(string key, JsonSerializerOptions options) =>
        Get(key) == null ? throw Missing(key) : GetObject<T>(key, options)!;

    /// <inheritdoc cref="Require"/>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <inheritdoc cref="Require"/>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <inheritdoc cref="Require"/>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <inheritdoc cref="Require"/>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <inheritdoc cref="RequireObject{T}(string)"/>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    /// <inheritdoc cref="RequireObject{T}(string, JsonSerializerOptions)"/>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) =>
        Output.CreateSecret(RequireObject<T>(key, options));

    private static Output<T>? Secret<T>(T? value)
        where T : struct => value is { } set ? Output.CreateSecret(set) : null;

    private static bool ParseBoolean(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false";
    }

    private static bool ParseDouble(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool ParseInt32(string text, out int value) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private T? Parse<T>(string key, Parser<T> parse)
        where T : struct =>
        Get(key) is not { } text ? null
        : parse(text, out var value) ? value
        : throw WrongType(key, text, typeof(T).Name);

    private T? ParseObject<T>(string key, JsonSerializerOptions? options)
    {
        var text = Get(key);
        try
        {
            return text == null ? default : JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException error)
        {
            throw WrongType(key, text!, typeof(T).FullName!, error);
        }
    }

    private RunException Missing(string key) =>
        new(
            $"Missing Required configuration variable '{FullKey(key)}'\n"
                + $"\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`"
        );

    private RunException WrongType(string key, string value, string type, Exception? cause = null) =>
        new($"Configuration '{FullKey(key)}' value '{value}' is not a valid {type}", cause);

    private string FullKey(string key) => $"{_name}:{key}";
}
