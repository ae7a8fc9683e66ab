using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class VolumeResource(EngineApi api, Waits waits) : EngineResource("docker:index/volume:Volume", SmallSchemas.Volume, api)
{
    /// <summary>Creating a volume that is there already changes nothing.</summary>
    public override Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
        Task.FromResult<ResourceState?>(null);

    public override async Task DeleteAsync(ResourceOperation operation, string id, PropertyMap state, CancellationToken cancellation)
    {
        await Task.Delay(waits.LookInterval, cancellation);
        var user = "";
        if (!await EnginePolling.UntilAsync(GoneAsync, waits.InUseTimeout, cancellation))
        {
            throw new ProviderException(
                $"volume {id} is still in use after {waits.InUseTimeout.TotalSeconds:0} s: {user}. Remove what uses it, then run again."
            );
        }

        async Task<bool> GoneAsync()
        {
            try
            {
                // Forced, one that is gone is no error to the engine.
                await Api.RemoveAsync($"/volumes/{Uri.EscapeDataString(id)}?force=1", cancellation);
                return true;
            }
            catch (EngineApiException busy) when (busy.Message.Contains("volume is in use", StringComparison.Ordinal))
            {
                user = busy.Message;
                operation.Status($"waiting until nothing uses the volume: {busy.Message}");
                return false;
            }
        }
    }

    protected override async Task<string> MakeAsync(ResourceOperation operation, PropertyMap planned, CancellationToken cancellation)
    {
        var made = await Api.PostAsync("/volumes/create", Schema.ToApi(planned), cancellation);
        return made["Name"]!.GetValue<string>();
    }

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await Api.FindAsync($"/volumes/{Uri.EscapeDataString(id)}", cancellation) is not { } found)
        {
            return null;
        }

        // The engine shows under another name what creation takes.
        var body = found.DeepClone();
        body["DriverOpts"] = found["Options"]?.DeepClone();
        return new(found["Name"]!.GetValue<string>(), body, found);
    }

    protected override PropertyMap Computed(JsonNode raw) =>
        PropertyMap.Empty.With("mountpoint", raw["Mountpoint"]?.GetValue<string>() ?? "");
}
