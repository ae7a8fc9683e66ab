using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

/// <summary>Secrets and configs: files that the swarm keeps for its services; the same but for where they live and that a secret is one.</summary>
internal sealed partial class SwarmFileResource : EngineResource
{
    private readonly string _folder;

    private SwarmFileResource(string type, Schema schema, string folder, EngineApi api)
        : base(type, schema, api) => _folder = folder;

    public static SwarmFileResource Secret(EngineApi api) => new("docker:index/secret:Secret", SmallSchemas.Secret, "secrets", api);

    public static SwarmFileResource Config(EngineApi api) =>
        new("docker:index/serviceConfig:ServiceConfig", SmallSchemas.Config, "configs", api);

    public override CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var check = base.Check(resource, oldInputs, newInputs);
        return _folder == "configs" && newInputs["data"].Kind == PropertyKind.Null == (newInputs["dataRaw"].Kind == PropertyKind.Null)
            ? check with
            {
                Failures = [.. check.Failures, new("data", "exactly one of data (base64) and dataRaw must be set")],
            }
            : check;
    }

    /// <summary>What a killed creation left goes: a secret's content cannot be read back to see whether it is the right one.</summary>
    public override async Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await FindAsync(inputs.Text("name")!, inputs, cancellation) is { } found)
        {
            await DeleteAsync(operation, found.Id, inputs, cancellation);
        }

        return null;
    }

    /// <summary>
    /// As docker names them, too: this project's program appends a hash of the content to the name, so that another content is another object. One that docker
    /// made of the same content stays, whatever it is called, until its content changes; else its services would be restarted for a name.
    /// </summary>
    public override async Task<ReadResult?> FindNamedAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var found = await base.FindNamedAsync(operation, inputs, cancellation);
        if (found is not null || inputs.Text("name") is not { } name || !HashedName().IsMatch(name))
        {
            return found;
        }

        var stem = WithoutHash(name);
        if (await Api.FindAsync($"/{_folder}/{Uri.EscapeDataString(stem)}", cancellation) is not { } made)
        {
            return null;
        }

        if (_folder == "configs" && made["Spec"]!["Data"]?.GetValue<string>() != inputs.Text("data"))
        {
            return null;
        }

        if (_folder == "secrets")
        {
            operation.Log(
                LogLevel.Warning,
                $"the secret {stem} is assumed to hold what the program says, since the engine does not reveal secrets. If it holds something else, change its name in the stack file."
            );
        }

        return await ReadAsync(stem, inputs, inputs, cancellation);
    }

    /// <summary>One that was taken over from docker keeps its name until its content changes.</summary>
    public override DiffResult Diff(ResourceIdentity resource, PropertyMap state, PropertyMap newInputs) =>
        base.Diff(
            resource,
            newInputs["name"].Kind == PropertyKind.String && IsThatOf(state.Text("name"), newInputs.Text("name")!)
                ? state.With("name", newInputs["name"])
                : state,
            newInputs
        );

    /// <summary>Once, and one that is gone is an error.</summary>
    public override Task DeleteAsync(ResourceOperation operation, string id, PropertyMap state, CancellationToken cancellation) =>
        Api.RemoveAsync($"/{_folder}/{Uri.EscapeDataString(id)}", cancellation);

    protected override async Task<string> MakeAsync(ResourceOperation operation, PropertyMap planned, CancellationToken cancellation)
    {
        var body = Schema.ToApi(planned);
        if (planned.Text("dataRaw") is { } raw)
        {
            body["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(raw));
        }

        var made = await Api.PostAsync($"/{_folder}/create", body, cancellation);
        return made["ID"]!.GetValue<string>();
    }

    // Of a secret, the provider reads the name alone; of a config, the content in the form that the state has.
    protected override PropertyMap Read(Found found, PropertyMap state)
    {
        var read = base.Read(found, state);
        return state["dataRaw"].Kind == PropertyKind.Null || read.Text("data") is not { } data
            ? read
            : read.Without("data").With("dataRaw", Encoding.UTF8.GetString(Convert.FromBase64String(data)));
    }

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await Api.FindAsync($"/{_folder}/{Uri.EscapeDataString(id)}", cancellation) is not { } found)
        {
            return null;
        }

        var spec = found["Spec"]!.DeepClone();
        if (inputs.Text("name") is { } said && IsThatOf(spec["Name"]!.GetValue<string>(), said))
        {
            spec["Name"] = said;
        }

        return new(found["ID"]!.GetValue<string>(), spec, found);
    }

    // What it is really called.
    protected override PropertyMap Computed(JsonNode raw) => PropertyMap.Empty.With("name", raw["Spec"]!["Name"]!.GetValue<string>());

    protected override PropertyMap WithSecrets(PropertyMap map) =>
        _folder == "secrets" && map.ContainsKey("data") ? map.With("data", map["data"].ToSecret()) : map;

    private static bool IsThatOf(string? name, string said) => HashedName().IsMatch(said) && WithoutHash(said) == name;

    private static string WithoutHash(string name) => name[..name.LastIndexOf('-')];

    [GeneratedRegex("^.+-[0-9a-f]{8}$")]
    private static partial Regex HashedName();
}
