using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Local.Machines.Computer;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>A resource as the local cloud knows it.</summary>
/// <param name="Id">Such as <c>vpc-0123456789abcdef0</c>.</param>
/// <param name="Type">The type token.</param>
/// <param name="Owner">The URN of the program's resource.</param>
/// <param name="Fingerprint">A hash of the inputs it was made from.</param>
/// <param name="IsComplete">False while it is being made.</param>
/// <param name="Outputs">Its properties; no secrets.</param>
internal sealed record CloudRecord(string Id, string Type, string Owner, string Fingerprint, bool IsComplete, PropertyMap Outputs);

/// <summary>What stands in for Amazon's books: one file per resource, so that resources find each other by id, and a crash damages none.</summary>
internal sealed class CloudStore(string directory)
{
    /// <summary>Held while something is checked against the books and then written to them.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    public IReadOnlyList<CloudRecord> All() =>
        Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal).Select(Read).OfType<CloudRecord>()]
            : [];

    public IEnumerable<CloudRecord> All(string type) => All().Where(record => record.Type == type);

    public CloudRecord? Find(string type, string? id) =>
        id is not null && Read(PathOf(id)) is { } record && record.Type == type ? record : null;

    public void Write(CloudRecord record)
    {
        PrivateFile.CreateDirectory(directory);
        PrivateFile.Write(
            PathOf(record.Id),
            new JsonObject
            {
                ["id"] = record.Id,
                ["type"] = record.Type,
                ["owner"] = record.Owner,
                ["fingerprint"] = record.Fingerprint,
                ["complete"] = record.IsComplete,
                ["outputs"] = PropertyJson.ToJson(record.Outputs),
            }.ToJsonString()
        );
    }

    /// <summary>Forgets a record; one that is not there is no error.</summary>
    public void Remove(string id)
    {
        if (Directory.Exists(directory))
        {
            File.Delete(PathOf(id));
        }
    }

    /// <summary>The same for the same inputs; tells nothing about them, since some are secret.</summary>
    public static string Fingerprint(PropertyMap inputs) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PropertyJson.ToJson(inputs).ToJsonString())));

    private static CloudRecord? Read(string path)
    {
        if (PrivateFile.ReadOrEmpty(path) is not { Length: > 0 } text)
        {
            return null;
        }

        var json = JsonNode.Parse(text)!.AsObject();
        return new(
            json["id"]!.GetValue<string>(),
            json["type"]!.GetValue<string>(),
            json["owner"]!.GetValue<string>(),
            json["fingerprint"]!.GetValue<string>(),
            json["complete"]!.GetValue<bool>(),
            PropertyJson.ToMap(json["outputs"]!.AsObject())
        );
    }

    /// <summary>Ids are our own, but for a few that hold other signs (a route's), none of which is a path's.</summary>
    private string PathOf(string id) => Path.Combine(directory, Uri.EscapeDataString(id) + ".json");
}
