using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>Registers provider resources (<c>pulumi:providers:docker</c>): configurations that get an id and nothing more.</summary>
internal sealed class ProviderResources(Run run)
{
    private const string Version = "version";

    private static readonly JsonSerializerOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What was recorded of those that are registered in this run.</summary>
    private readonly ConcurrentDictionary<string, ResourceRecord> _before = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether a resource must be replaced because another provider takes care of it: as the engine does, only when that one says so of the two configurations.
    /// </summary>
    public bool Replaces(string old, string next)
    {
        if (old == next)
        {
            return false;
        }

        if (old.Length == 0 || next.Length == 0)
        {
            return true;
        }

        var (before, now) = (ProviderReference.Parse(old).Urn, ProviderReference.Parse(next).Urn);
        return _before.GetValueOrDefault(before) is { } recorded
            ? Replaces(recorded, now)
            : run.Store.Look(state => state.Find(before)) is { } left && Replaces(left, now);
    }

    private bool Replaces(ResourceRecord old, string now) =>
        run.Store.Look(state => state.Find(now)) is { } next
        && run.Providers.Factory(Urn.Package(next.Type), next.Type).DiffConfig(Config(old), Config(next)).Replaces.Count > 0;

    private static PropertyMap Config(ResourceRecord provider) => provider.Inputs.Reveal().Without(Version);

    /// <summary>The inputs in the form in which the engine records them.</summary>
    private static PropertyMap Settled(PropertyMap inputs, string version)
    {
        var compact = new PropertyMap(inputs.Select(input => KeyValuePair.Create(input.Key, Compact(input.Value))));
        return version.Length == 0 ? compact : compact.With(Version, version);
    }

    /// <summary>
    /// An SDK sends lists and maps of a provider as JSON in a text; the genuine providers keep them without white space and with
    /// sorted keys, which an SDK sends in another order in each run. A secret within makes all of it one.
    /// </summary>
    private static PropertyValue Compact(PropertyValue value)
    {
        if (value.Kind != PropertyKind.String || value.AsString is not ['[' or '{', ..])
        {
            return value;
        }

        try
        {
            var holdsSecrets = false;
            PropertyValue compact = Revealed(JsonNode.Parse(value.AsString), ref holdsSecrets)!.ToJsonString(_compact);
            return value.IsSecret || holdsSecrets ? compact.ToSecret() : compact;
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static JsonNode? Revealed(JsonNode? node, ref bool holdsSecrets)
    {
        switch (node)
        {
            case JsonObject secret when secret[Signatures.Key]?.GetValueKind() == JsonValueKind.String:
                holdsSecrets |= secret[Signatures.Key]!.GetValue<string>() == Signatures.Secret;
                return Revealed(secret["value"], ref holdsSecrets);
            case JsonObject map:
                var entries = new JsonObject();
                foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    entries[key] = Revealed(value, ref holdsSecrets);
                }

                return entries;
            case JsonArray list:
                var items = new JsonArray();
                foreach (var item in list)
                {
                    items.Add(Revealed(item, ref holdsSecrets));
                }

                return items;
            default:
                return node?.DeepClone();
        }
    }

    /// <param name="given">The provider as the program registers it.</param>
    /// <param name="version">The package's version, which the engine keeps among the inputs.</param>
    /// <param name="old">What is recorded of it.</param>
    public ResourceRecord Register(ResourceRecord given, string version, ResourceRecord? old)
    {
        var draft = given with { Inputs = Settled(given.Inputs, version) };
        var factory = run.Providers.Factory(Urn.Package(draft.Type), draft.Type);
        var failures = factory.CheckConfig(Config(draft));
        if (failures.Count > 0)
        {
            throw new RefusedException(CustomResources.Describe("The provider's configuration is not valid", failures));
        }

        if (old is not null)
        {
            _before[old.Urn] = old;
        }

        var now = run.Clock.GetUtcNow();
        // A record of an earlier version of this runner may have neither form nor version: that is no change of the program's.
        var before = old is null ? PropertyMap.Empty : Settled(old.Inputs, old.Inputs.ContainsKey(Version) ? "" : version);
        var changed = PropertyComparison.ChangedKeys(before, draft.Inputs);
        var isAnother = old is null || factory.DiffConfig(Config(old), Config(draft)).Replaces.Count > 0;
        var record = draft with
        {
            Outputs = draft.Inputs,
            Id =
                !isAnother ? old!.Id
                : run.IsPreview ? ""
                : Guid.NewGuid().ToString(),
            Created = old is null ? now : old.Created,
            Modified = old is null || changed.Count > 0 ? now : old.Modified,
        };
        run.Providers.Configure(record);
        var step = ResourceStep.For(
            old is null ? Operation.Create
                : isAnother ? Operation.Replace
                : changed.Count > 0 ? Operation.Update
                : Operation.Same,
            old,
            record
        ) with
        {
            Changes = old is null ? [] : PropertyComparison.Compare(before, draft.Inputs, changed, new HashSet<string>()),
        };
        if (old is null)
        {
            run.Store.Change(state => state.Add(record));
        }
        else
        {
            Unchanged.Keep(run.Store, old, record);
        }

        run.Reporter.Finished(step, TimeSpan.Zero);
        return record;
    }
}
