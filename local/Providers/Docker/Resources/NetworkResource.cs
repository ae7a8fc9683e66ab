using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class NetworkResource(EngineApi api, Waits waits) : EngineResource("docker:index/network:Network", NetworkSchema.Value, api)
{
    public override async Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var name = inputs.Text("name")!;
        return
            await FindAsync(name, inputs, cancellation) is { } found
            && found.Raw["Name"]!.GetValue<string>() == name
            && IsDescribedBy(inputs, found)
            ? await StateAsync(found.Id, Schema.Plan(inputs, PropertyMap.Empty), cancellation)
            : null;
    }

    /// <summary>Containers that leave it are waited for; a service or task of the swarm that uses it is not.</summary>
    public override async Task DeleteAsync(ResourceOperation operation, string id, PropertyMap state, CancellationToken cancellation)
    {
        await Task.Delay(waits.LookInterval, cancellation);
        var user = "";
        if (!await EnginePolling.UntilAsync(GoneAsync, waits.InUseTimeout, cancellation))
        {
            throw new ProviderException(
                $"network {state.Text("name")} is still in use after {waits.InUseTimeout.TotalSeconds:0} s: {user}. Remove what uses it, then run again."
            );
        }

        async Task<bool> GoneAsync()
        {
            if (await Api.FindAsync($"/networks/{id}", cancellation) is null)
            {
                return true;
            }

            try
            {
                await Api.RemoveAsync($"/networks/{id}", cancellation);
                return true;
            }
            catch (EngineApiException refusal) when (refusal.Message.Contains("has active endpoints", StringComparison.Ordinal))
            {
                user = refusal.Message;
                operation.Status($"waiting until nothing uses the network: {user}");
                return false;
            }
        }
    }

    protected override async Task<string> MakeAsync(ResourceOperation operation, PropertyMap planned, CancellationToken cancellation)
    {
        var body = Schema.ToApi(planned);
        body["CheckDuplicate"] = true; // engines before API 1.44 take a second network of the same name otherwise
        var made = await Api.PostAsync("/networks/create", body, cancellation);
        // The swarm gives it a driver and addresses a moment later.
        await Task.Delay(waits.LookInterval, cancellation);
        return made["Id"]!.GetValue<string>();
    }

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation) =>
        await Api.FindAsync($"/networks/{Uri.EscapeDataString(id)}", cancellation) is { } found
            ? new(found["Id"]!.GetValue<string>(), found, found)
            : null;

    /// <summary>Of a network that the swarm has not come to yet, the engine knows neither driver nor options, and that is what the provider records.</summary>
    protected override PropertyMap Computed(JsonNode raw)
    {
        var outputs = PropertyMap
            .Empty.With("scope", TextOf(raw["Scope"]))
            .With("driver", TextOf(raw["Driver"]))
            .With("ipamDriver", TextOf(raw["IPAM"]?["Driver"]));
        return raw["Options"] is null ? outputs.With("options", PropertyMap.Empty) : outputs;

        static string TextOf(JsonNode? node) => node?.GetValue<string>() ?? "";
    }
}
