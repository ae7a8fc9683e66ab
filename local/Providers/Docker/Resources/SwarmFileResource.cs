using System.Text;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

/// <summary>Secrets and configs: files that the swarm keeps for its services; the same but for where they live and that a secret is one.</summary>
internal sealed class SwarmFileResource : EngineResource
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

    public override Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
        => throw new InvalidOperationException("secrets and configs are replaced, never updated");

    public override Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
        => Api.DeleteAsync($"/{_folder}/{Uri.EscapeDataString(id)}", cancellation);

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
        => await Api.FindAsync($"/{_folder}/{Uri.EscapeDataString(id)}", cancellation) is { } found ? new(found["ID"]!.GetValue<string>(), found["Spec"]!, found) : null;

    protected override PropertyMap WithSecrets(PropertyMap map) => _folder == "secrets" && map.ContainsKey("data") ? map.With("data", map["data"].ToSecret()) : map;
}
