using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Writes outputs and inputs inside a JSON document as their values, and remembers what they carried.</summary>
internal sealed class OutputJsonConverter : JsonConverterFactory
{
    public ImmutableHashSet<Resource> Resources { get; private set; } = [];

    public bool SawUnknown { get; private set; }

    public bool SawSecret { get; private set; }

    public JsonSerializerOptions AddTo(JsonSerializerOptions? options) =>
        new(options ?? JsonSerializerOptions.Default) { Converters = { this } };

    public override bool CanConvert(Type typeToConvert) => ValueType(typeToConvert) != null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Inner<,>).MakeGenericType(typeToConvert, ValueType(typeToConvert)!), this)!;

    private static Type? ValueType(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Output<>))
        {
            return type.GenericTypeArguments[0];
        }
        for (var current = type; current != null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == typeof(Input<>))
            {
                return current.GenericTypeArguments[0];
            }
        }
        return null;
    }

    private sealed class Inner<TOuter, TValue>(OutputJsonConverter seen) : JsonConverter<TOuter>
        where TOuter : class
    {
        public override TOuter? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = Output.Create(JsonSerializer.Deserialize<TValue>(ref reader, options)!);
            return value as TOuter
                ?? (Input<TValue>)value as TOuter
                ?? throw new NotSupportedException($"{typeToConvert} cannot be read from JSON; read {typeof(TValue)} instead.");
        }

        public override void Write(Utf8JsonWriter writer, TOuter value, JsonSerializerOptions options)
        {
            var output = value as Output<TValue> ?? ((Input<TValue>)(object)value).ToOutput();
            // A JSON converter cannot be asynchronous, so the value is waited for here.
            var data = output.Data.GetAwaiter().GetResult();
            seen.Resources = seen.Resources.Union(data.Resources);
            seen.SawSecret |= data.IsSecret;
            seen.SawUnknown |= !data.IsKnown;
            JsonSerializer.Serialize(writer, data.IsKnown ? data.Value : default, options);
        }
    }
}
