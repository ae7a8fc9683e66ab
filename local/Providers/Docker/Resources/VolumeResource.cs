using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class VolumeResource(EngineApi api) : EngineResource("docker:index/volume:Volume", SmallSchemas.Volume, api)
{
    private static readonly TimeSpan _longestUse = TimeSpan.FromSeconds(60);

    public override async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        await Api.PostAsync("/volumes/create", Schema.ToApi(inputs), cancellation);
        return await StateAsync(inputs.Text("name")!, inputs, cancellation);
    }

    /// <summary>Creating a volume that is there already changes nothing.</summary>
    public override Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) => Task.FromResult<ResourceState?>(null);

    public override Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
        => throw new InvalidOperationException("a volume is replaced, never updated");

    public override async Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
    {
        var user = "";
        if (!await Poll.UntilAsync(GoneAsync, Poll.Bound(operation, _longestUse), cancellation))
        {
            throw new ProviderException($"volume {id} is still in use: {user}. Remove what uses it, then run again.");
        }

        async Task<bool> GoneAsync()
        {
            try
            {
                await Api.DeleteAsync($"/volumes/{Uri.EscapeDataString(id)}", cancellation);
                return true;
            }
            catch (EngineApiException busy) when (busy.Message.Contains("in use", StringComparison.Ordinal))
            {
                user = busy.Message;
                operation.Status($"waiting until nothing uses the volume: {busy.Message}");
                return false;
            }
        }
    }

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
        => await Api.FindAsync($"/volumes/{Uri.EscapeDataString(id)}", cancellation) is { } found ? new(found["Name"]!.GetValue<string>(), found, found) : null;

    protected override PropertyMap Computed(JsonNode raw) => PropertyMap.Empty.With("mountpoint", raw["Mountpoint"]?.GetValue<string>() ?? "");
}
