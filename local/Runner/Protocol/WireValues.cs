using Google.Protobuf.WellKnownTypes;
using Local.Providers.Contract;
using Local.Runner.Resources;

namespace Local.Runner.Protocol;

/// <summary>Property values as the protocol carries them.</summary>
internal static class WireValues
{
    public static PropertyMap Read(Struct? fields) =>
        fields is null
            ? PropertyMap.Empty
            : new PropertyMap(fields.Fields.Select(field => KeyValuePair.Create(field.Key, Read(field.Value))));

    public static PropertyValue Read(Value value) =>
        value.KindCase switch
        {
            Value.KindOneofCase.BoolValue => value.BoolValue,
            Value.KindOneofCase.NumberValue => value.NumberValue,
            Value.KindOneofCase.StringValue when Signatures.Unknowns.Contains(value.StringValue) => PropertyValue.Unknown,
            Value.KindOneofCase.StringValue => value.StringValue,
            Value.KindOneofCase.ListValue => PropertyValue.Of(value.ListValue.Values.Select(Read)),
            Value.KindOneofCase.StructValue => ReadStruct(value.StructValue),
            _ => PropertyValue.Null,
        };

    public static Struct Write(PropertyMap map)
    {
        var result = new Struct();
        foreach (var (key, value) in map)
        {
            result.Fields.Add(key, Write(value));
        }

        return result;
    }

    public static Value Write(PropertyValue value)
    {
        var plain = value.Kind switch
        {
            PropertyKind.Bool => Value.ForBool(value.AsBool),
            PropertyKind.Number => Value.ForNumber(value.AsNumber),
            PropertyKind.String => Value.ForString(value.AsString),
            PropertyKind.List => Value.ForList([.. value.AsList.Select(Write)]),
            PropertyKind.Map => Value.ForStruct(Write(value.AsMap)),
            PropertyKind.Unknown => Value.ForString(Signatures.Unknown),
            _ => Value.ForNull(),
        };
        return !value.IsSecret
            ? plain
            : Value.ForStruct(new Struct { Fields = { [Signatures.Key] = Value.ForString(Signatures.Secret), ["value"] = plain } });
    }

    private static PropertyValue ReadStruct(Struct fields)
    {
        if (!fields.Fields.TryGetValue(Signatures.Key, out var signature))
        {
            return Read(fields);
        }

        if (signature.StringValue == Signatures.Secret && fields.Fields.TryGetValue("value", out var secret))
        {
            return Read(secret).ToSecret();
        }

        throw new UnsupportedException(
            $"The program sent {Signatures.Describe(signature.StringValue)} as a property. {UnsupportedException.WhereTo}"
        );
    }
}
