using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

/// <summary>An image that an engine has pulled.</summary>
internal sealed class RemoteImageResource(EngineApi api, Images images) : EngineResource("docker:index/remoteImage:RemoteImage", SmallSchemas.RemoteImage, api)
{
    public override async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var image = inputs.Text("name")!;
        if (inputs.Text("platform") is { } platform)
        {
            await images.PullAsync(image, platform, operation, cancellation);
        }
        else
        {
            await images.EnsureHereAsync(image, operation, cancellation);
        }

        return await StateAsync(image, inputs, cancellation);
    }

    /// <summary>Pulling again what is there changes nothing.</summary>
    public override Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) => Task.FromResult<ResourceState?>(null);

    /// <summary>What can change in place (keepLocally, forceRemove) matters at the deletion only.</summary>
    public override Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
        => StateAsync(id, newInputs, cancellation);

    public override Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
        => inputs.Flag("keepLocally") == true
            ? Task.CompletedTask
            : Api.DeleteAsync($"/images/{inputs.Text("name")}?force={(inputs.Flag("forceRemove") == true ? "true" : "false")}", cancellation);

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
        => await images.FindAsync(inputs.Text("name")!, cancellation) is { } found ? new(found["Id"]!.GetValue<string>() + inputs.Text("name"), found, found) : null;

    protected override PropertyMap Computed(JsonNode raw) => PropertyMap.Empty
        .With("imageId", raw["Id"]!.GetValue<string>())
        .With("repoDigest", (raw["RepoDigests"] as JsonArray)?.FirstOrDefault()?.GetValue<string>() ?? "");
}
