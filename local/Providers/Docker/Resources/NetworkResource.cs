using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class NetworkResource(EngineApi api) : EngineResource("docker:index/network:Network", NetworkSchema.Value, api)
{
    /// <summary>Tasks and containers that were just removed leave their networks within seconds, on emulated machines within tens of them.</summary>
    private static readonly TimeSpan _longestUse = TimeSpan.FromSeconds(120);

    public override async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var body = Schema.ToApi(inputs);
        body["CheckDuplicate"] = true; // engines before API 1.44 take a second network of the same name otherwise
        var made = await Api.PostAsync("/networks/create", body, cancellation);
        return await StateAsync(made["Id"]!.GetValue<string>(), inputs, cancellation);
    }

    public override async Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var name = inputs.Text("name")!;
        return await FindAsync(name, inputs, cancellation) is { } found && found.Raw["Name"]!.GetValue<string>() == name && IsDescribedBy(inputs, found)
            ? await StateAsync(found.Id, inputs, cancellation)
            : null;
    }

    public override Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
        => throw new InvalidOperationException("a network is replaced, never updated");

    public override async Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
    {
        var bound = Poll.Bound(operation, _longestUse);
        var user = "";
        if (!await Poll.UntilAsync(GoneAsync, bound, cancellation))
        {
            throw new ProviderException($"network {inputs.Text("name")} is still in use after {bound.TotalSeconds:0} s: {user}. Remove what uses it, then run again.");
        }

        async Task<bool> GoneAsync()
        {
            try
            {
                await Api.DeleteAsync($"/networks/{id}", cancellation);
                return await Api.FindAsync($"/networks/{id}", cancellation) is null;
            }
            catch (EngineApiException refusal) when (IsPassing(refusal.Message))
            {
                user = refusal.Message;
                operation.Status($"waiting until nothing uses the network: {user}");
                return false;
            }
        }
    }

    // "In use by" comes from the swarm, about its services and tasks (moby#31068); "not found" too, while the node itself still shows the network.
    private static bool IsPassing(string message)
        => message.Contains("has active endpoints", StringComparison.Ordinal) || message.Contains("in use by", StringComparison.Ordinal) || message.Contains("not found", StringComparison.Ordinal);

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
        => await Api.FindAsync($"/networks/{Uri.EscapeDataString(id)}", cancellation) is { } found ? new(found["Id"]!.GetValue<string>(), found, found) : null;

    protected override PropertyMap Computed(JsonNode raw) => PropertyMap.Empty.With("scope", raw["Scope"]?.GetValue<string>() ?? "");
}
