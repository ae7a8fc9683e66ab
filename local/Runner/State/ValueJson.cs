using System.Buffers;
using System.Text;
using System.Text.Json;
using Local.Providers.Contract;
using Local.Runner.Resources;
using Local.Runner.Secrets;

namespace Local.Runner.State;

/// <summary>Property values as a deployment records them: plain JSON, but for secrets, which are encrypted.</summary>
internal static class ValueJson
{
    /// <summary>Holds the value of a secret where a state was exported with its secrets shown.</summary>
    public const string Plain = "plaintext";

    private const string Cipher = "ciphertext";

    /// <summary>
    /// What the CLI's engine and providers keep beside the properties of a resource for themselves, and can do without: <c>__internal</c>,
    /// <c>__meta</c>, <c>__pulumi_raw_state_delta</c>, <c>__pulumi-go-provider-version</c> and the like. A record that stays as it is keeps them in the file.
    /// </summary>
    private const string Bookkeeping = "__";

    /// <summary>The same at any depth: which inputs a provider filled in.</summary>
    private const string Defaults = "__defaults";

    /// <summary>Writes the values. Without a crypter secrets become the text <c>[secret]</c>.</summary>
    public static void Write(Utf8JsonWriter json, PropertyMap map, PassphraseCrypter? crypter) =>
        Write(json, map, crypter is null ? null : crypter.Encrypt);

    /// <summary>Writes one value in the same way.</summary>
    public static void Write(Utf8JsonWriter json, PropertyValue value, PassphraseCrypter? crypter) =>
        Write(json, value, crypter is null ? null : crypter.Encrypt);

    private static void Write(Utf8JsonWriter json, PropertyMap map, Func<string, string>? encrypt)
    {
        json.WriteStartObject();
        foreach (var (key, value) in map)
        {
            json.WritePropertyName(key);
            Write(json, value, encrypt);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PropertyValue value, Func<string, string>? encrypt)
    {
        if (!value.IsSecret)
        {
            WritePlain(json, value, encrypt);
        }
        else if (encrypt is null)
        {
            json.WriteStringValue("[secret]");
        }
        else
        {
            json.WriteStartObject();
            json.WriteString(Signatures.Key, Signatures.Secret);
            json.WriteString(Cipher, encrypt(PlainText(value)));
            json.WriteEndObject();
        }
    }

    private static void WritePlain(Utf8JsonWriter json, PropertyValue value, Func<string, string>? encrypt)
    {
        switch (value.Kind)
        {
            case PropertyKind.Bool:
                json.WriteBooleanValue(value.AsBool);
                break;
            case PropertyKind.Number:
                json.WriteNumberValue(value.AsNumber);
                break;
            case PropertyKind.String:
                json.WriteStringValue(value.AsString);
                break;
            case PropertyKind.Unknown:
                json.WriteStringValue(Signatures.Unknown);
                break;
            case PropertyKind.List:
                json.WriteStartArray();
                foreach (var item in value.AsList)
                {
                    Write(json, item, encrypt);
                }

                json.WriteEndArray();
                break;
            case PropertyKind.Map:
                Write(json, value.AsMap, encrypt);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>Reads the inputs or outputs of a resource.</summary>
    public static PropertyMap ReadMap(JsonElement json, Func<string, string> decrypt)
    {
        var map = ReadAll(json, decrypt);
        return map
            .Keys.Where(key => key.StartsWith(Bookkeeping, StringComparison.Ordinal))
            .Aggregate(map, (rest, key) => rest.Without(key));
    }

    private static PropertyMap ReadAll(JsonElement json, Func<string, string> decrypt) =>
        new(
            json.EnumerateObject()
                .Where(property => property.Name != Defaults)
                .Select(property => KeyValuePair.Create(property.Name, Read(property.Value, decrypt)))
        );

    /// <summary>Reads one value, such as what triggers a replacement.</summary>
    public static PropertyValue Read(JsonElement json, Func<string, string> decrypt) =>
        json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.String when Signatures.Unknowns.Contains(json.GetString()!) => PropertyValue.Unknown,
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Array => PropertyValue.Of(json.EnumerateArray().Select(item => Read(item, decrypt))),
            JsonValueKind.Object => ReadObject(json, decrypt),
            _ => PropertyValue.Null,
        };

    private static PropertyValue ReadObject(JsonElement json, Func<string, string> decrypt)
    {
        if (!json.TryGetProperty(Signatures.Key, out var signature))
        {
            return ReadAll(json, decrypt);
        }

        if (signature.GetString() != Signatures.Secret)
        {
            throw new FormatException($"it holds {Signatures.Describe(signature.GetString() ?? "")}, which the local runner does not know");
        }

        var plain =
            json.TryGetProperty(Plain, out var exported) ? exported.GetString()!
            : json.TryGetProperty(Cipher, out var cipher) ? decrypt(cipher.GetString()!)
            : throw new FormatException("it holds a secret without a value");
        using var document = JsonDocument.Parse(plain);

        // Within a secret the Pulumi CLI marks what is secret on its own account too, and encrypts it no second time.
        return Read(document.RootElement, inner => inner).ToSecret();
    }

    /// <summary>
    /// What is encrypted for a secret: its value as JSON. What is secret on its own account within it stays marked, since the CLI's providers take another mark
    /// for a change; it is encrypted with the whole.
    /// </summary>
    private static string PlainText(PropertyValue secret)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, StateJson.WriterOptions))
        {
            WritePlain(json, secret, inner => inner);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
