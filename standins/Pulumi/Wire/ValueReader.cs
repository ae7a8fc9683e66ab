using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Wire;

/// <summary>What a protocol value says: texts, doubles, truths, immutable arrays and dictionaries, assets, resources.</summary>
internal readonly record struct ReadValue(object? Value, bool IsKnown, bool IsSecret)
{
    public static ReadValue Known(object? value) => new(value, IsKnown: true, IsSecret: false);
}

/// <summary>Reads protocol values.</summary>
internal static class ValueReader
{
    /// <summary>Reads a value; it is unknown when any part of it is, and secret when any part is.</summary>
    public static ReadValue Read(Value value) =>
        value.KindCase switch
        {
            Value.KindOneofCase.NullValue => ReadValue.Known(null),
            Value.KindOneofCase.BoolValue => ReadValue.Known(value.BoolValue),
            Value.KindOneofCase.NumberValue => ReadValue.Known(value.NumberValue),
            Value.KindOneofCase.StringValue => value.StringValue == Signatures.Unknown
                ? new ReadValue(null, IsKnown: false, IsSecret: false)
                : ReadValue.Known(value.StringValue),
            Value.KindOneofCase.ListValue => ReadList(value.ListValue),
            Value.KindOneofCase.StructValue => value.Signature() switch
            {
                Signatures.Secret => Read(Member(value.StructValue, "value", "a secret")) with { IsSecret = true },
                Signatures.Asset => ReadValue.Known(ReadAsset(value.StructValue)),
                Signatures.Archive => ReadValue.Known(ReadArchive(value.StructValue)),
                Signatures.Resource => ReadValue.Known(new DependencyResource(Member(value.StructValue, "urn", "a resource").StringValue)),
                _ => ReadMembers(value.StructValue),
            },
            _ => throw new InvalidOperationException($"A value of the kind {value.KindCase} is not part of the protocol."),
        };

    private static ReadValue ReadList(ListValue list)
    {
        var read = list.Values.Select(Read).ToList();
        return new(read.Select(element => element.Value).ToImmutableArray(), read.TrueForAll(e => e.IsKnown), read.Exists(e => e.IsSecret));
    }

    private static ReadValue ReadMembers(Struct members)
    {
        // Names that begin with two underscores are the engine's and the providers' own.
        var read = members
            .Fields.Where(member => !member.Key.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(member => member.Key, member => Read(member.Value));
        return new(
            read.ToImmutableDictionary(member => member.Key, member => member.Value.Value),
            read.Values.All(member => member.IsKnown),
            read.Values.Any(member => member.IsSecret)
        );
    }

    private static Asset ReadAsset(Struct members) =>
        members.Text("path") is { } path ? new FileAsset(path)
        : members.Text("uri") is { } uri ? new RemoteAsset(uri)
        : members.Text("text") is { } text ? new StringAsset(text)
        : throw new InvalidOperationException("Value was marked as Asset, but did not conform to required shape.");

    private static Archive ReadArchive(Struct members) =>
        members.Text("path") is { } path ? new FileArchive(path)
        : members.Text("uri") is { } uri ? new RemoteArchive(uri)
        : members.Fields.TryGetValue("assets", out var assets) && assets.KindCase == Value.KindOneofCase.StructValue
            ? new AssetArchive(assets.StructValue.Fields.ToDictionary(asset => asset.Key, asset => ReadPart(asset.Value)))
        : throw new InvalidOperationException("Value was marked as Archive, but did not conform to required shape.");

    private static AssetOrArchive ReadPart(Value value) =>
        Read(value).Value as AssetOrArchive
        ?? throw new InvalidOperationException("AssetArchive contained an element that wasn't itself an Asset or Archive.");

    private static Value Member(Struct members, string name, string of) =>
        members.Fields.TryGetValue(name, out var value)
            ? value
            : throw new InvalidOperationException($"A value marked as {of} has no '{name}'.");
}
