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

    public static SwarmFileResource Config(EngineApi api) => new("docker:index/serviceConfig:ServiceConfig", SmallSchemas.Config, "configs", api);

    public override CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var check = base.Check(resource, oldInputs, newInputs);
        return _folder == "configs" && newInputs["data"].Kind == PropertyKind.Null == (newInputs["dataRaw"].Kind == PropertyKind.Null)
            ? check with { Failures = [.. check.Failures, new("data", "exactly one of data (base64) and dataRaw must be set")] }
            : check;
    }

    public override async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var body = Schema.ToApi(inputs);
        if (inputs.Text("dataRaw") is { } raw)
        {
            body["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(raw));
        }

        var made = await Api.PostAsync($"/{_folder}/create", body, cancellation);
        return await StateAsync(made["ID"]!.GetValue<string>(), inputs, cancellation);
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
            operation.Log(LogLevel.Warning, $"the secret {stem} is taken for what the program says, since the engine gives no secret back. Where it holds something else, change its name in the stack file.");
        }

        return await ReadAsync(stem, inputs, cancellation);
    }

    public override Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
        => throw new InvalidOperationException("secrets and configs are replaced, never updated");

    public override Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
        => Api.DeleteAsync($"/{_folder}/{Uri.EscapeDataString(id)}", cancellation);

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await Api.FindAsync($"/{_folder}/{Uri.EscapeDataString(id)}", cancellation) is not { } found)
        {
            return null;
        }

        var spec = found["Spec"]!.DeepClone();
        if (inputs.Text("name") is { } said && HashedName().IsMatch(said) && WithoutHash(said) == spec["Name"]!.GetValue<string>())
        {
            spec["Name"] = said;
        }

        return new(found["ID"]!.GetValue<string>(), spec, found);
    }

    // What it is really called.
    protected override PropertyMap Computed(JsonNode raw) => PropertyMap.Empty.With("name", raw["Spec"]!["Name"]!.GetValue<string>());

    protected override PropertyMap WithSecrets(PropertyMap map) => _folder == "secrets" && map.ContainsKey("data") ? map.With("data", map["data"].ToSecret()) : map;

    private static string WithoutHash(string name) => name[..name.LastIndexOf('-')];

    [GeneratedRegex("^.+-[0-9a-f]{8}$")]
    private static partial Regex HashedName();
}
