using System.Buffers;
using System.Text;
using System.Text.Json;
using Local.Providers.Contract;
using Local.Runner.Protocol;
using Local.Runner.Secrets;

namespace Local.Runner.State;

/// <summary>Property values as a deployment records them: plain JSON, but for secrets, which are encrypted.</summary>
internal static class ValueJson
{
    /// <summary>Writes the values. Without a crypter secrets become the text <c>[secret]</c>.</summary>
    public static void Write(Utf8JsonWriter json, PropertyMap map, PassphraseCrypter? crypter)
    {
        json.WriteStartObject();
        foreach (var (key, value) in map)
        {
            json.WritePropertyName(key);
            Write(json, value, crypter);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PropertyValue value, PassphraseCrypter? crypter)
    {
        if (!value.IsSecret)
        {
            WritePlain(json, value, crypter);
        }
        else if (crypter is null)
        {
            json.WriteStringValue("[secret]");
        }
        else
        {
            json.WriteStartObject();
            json.WriteString(Signatures.Key, Signatures.Secret);
            json.WriteString("ciphertext", crypter.Encrypt(PlainText(value)));
            json.WriteEndObject();
        }
    }

    private static void WritePlain(Utf8JsonWriter json, PropertyValue value, PassphraseCrypter? crypter)
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
                    Write(json, item, crypter);
                }

                json.WriteEndArray();
                break;
            case PropertyKind.Map:
                Write(json, value.AsMap, crypter);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    public static PropertyMap ReadMap(JsonElement json, PassphraseCrypter? crypter)
        => new(json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Read(property.Value, crypter))));

    /// <summary>Reads a value; secrets need the crypter.</summary>
    public static PropertyValue Read(JsonElement json, PassphraseCrypter? crypter) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String when Signatures.Unknowns.Contains(json.GetString()!) => PropertyValue.Unknown,
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Array => PropertyValue.Of(json.EnumerateArray().Select(item => Read(item, crypter))),
        JsonValueKind.Object => ReadObject(json, crypter),
        _ => PropertyValue.Null,
    };

    private static PropertyValue ReadObject(JsonElement json, PassphraseCrypter? crypter)
    {
        if (!json.TryGetProperty(Signatures.Key, out var signature))
        {
            return ReadMap(json, crypter);
        }

        if (signature.GetString() != Signatures.Secret)
        {
            throw new FormatException($"it holds {Signatures.Describe(signature.GetString() ?? "")}, which the local runner does not know");
        }

        var plain = json.TryGetProperty("plaintext", out var exported)
            ? exported.GetString()!
            : (crypter ?? throw new FormatException("it holds secrets, but names no secrets provider")).Decrypt(json.GetProperty("ciphertext").GetString()!);
        using var document = JsonDocument.Parse(plain);
        return Read(document.RootElement, crypter).ToSecret();
    }

    /// <summary>What is encrypted for a secret: its value as JSON, marks inside it left out, since the whole is secret.</summary>
    private static string PlainText(PropertyValue secret)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, StateJson.WriterOptions))
        {
            WritePlain(json, secret.Reveal(), null);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
