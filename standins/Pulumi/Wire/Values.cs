using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Wire;

/// <summary>Short ways to make and read protocol values.</summary>
internal static class Values
{
    public static Value OrNull(this Value? value) => value ?? Value.ForNull();

    public static Value Special(string signature, params (string Name, Value? Value)[] members)
    {
        var result = new Struct { Fields = { [Signatures.Key] = Value.ForString(signature) } };
        foreach (var (name, value) in members)
        {
            result.Fields[name] = value.OrNull();
        }
        return Value.ForStruct(result);
    }

    /// <summary>The mark of a special object; null for any other value.</summary>
    public static string? Signature(this Value value) =>
        value.KindCase == Value.KindOneofCase.StructValue ? value.StructValue.Text(Signatures.Key) : null;

    /// <summary>The member as a text; null where it is missing or something else.</summary>
    public static string? Text(this Struct members, string name) =>
        members.Fields.TryGetValue(name, out var value) && value.KindCase == Value.KindOneofCase.StringValue ? value.StringValue : null;

    public static bool ContainsUnknown(this Value value) =>
        value.KindCase switch
        {
            Value.KindOneofCase.StringValue => value.StringValue == Signatures.Unknown,
            Value.KindOneofCase.ListValue => value.ListValue.Values.Any(ContainsUnknown),
            Value.KindOneofCase.StructValue => value.StructValue.Fields.Values.Any(ContainsUnknown),
            _ => false,
        };
}
