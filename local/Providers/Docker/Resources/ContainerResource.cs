using System.Globalization;
using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class ContainerResource(EngineApi api, Images images)
    : EngineResource("docker:index/container:Container", ContainerSchema.Value, api)
{
    private const string Bridge = "bridge";

    /// <summary>How long a manager may take to attach a container to an overlay.</summary>
    private static readonly TimeSpan _attachTimeout = TimeSpan.FromMinutes(3);

    /// <summary>What the engine changes in place; of the rest that replaces nothing, only the state changes.</summary>
    private static readonly string[] _updatable =
    [
        "restart",
        "maxRetryCount",
        "cpuShares",
        "memory",
        "memoryReservation",
        "memorySwap",
        "cpuSet",
    ];

    public override bool TakesTimeouts => true;

    public override DiffResult Diff(ResourceIdentity resource, PropertyMap state, PropertyMap newInputs)
    {
        var diff = base.Diff(resource, OnTheBridge(state), newInputs) with { DeleteBeforeReplace = true };
        // Never seen running, it has none of what the image would have given it.
        return state.ContainsKey("networkDatas")
            ? diff
            : diff with
            {
                Changes = [.. diff.Changes.Union(["command", "entrypoints"])],
                Replaces = [.. diff.Replaces.Union(["command", "entrypoints"])],
            };
    }

    /// <summary>A container of this name that runs as asked for is taken over; one that was never started goes, to be made anew.</summary>
    public override async Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await FindAsync(inputs.Text("name")!, inputs, cancellation) is not { } found || !IsDescribedBy(inputs, found))
        {
            return null;
        }

        if (IsRunning(found.Raw) || inputs.Flag("start") == false)
        {
            return await StateAsync(found.Id, Schema.Plan(inputs, PropertyMap.Empty), cancellation);
        }

        await DeleteAsync(operation, found.Id, inputs, cancellation);
        return null;
    }

    /// <summary>Stopped, removed by force, and waited for until it runs no more.</summary>
    public override async Task DeleteAsync(ResourceOperation operation, string id, PropertyMap state, CancellationToken cancellation)
    {
        operation.Status("stopping the container");
        // Without a grace it is killed at once.
        await EngineApi.UnlessGoneAsync(() =>
            Api.PostAsync($"/containers/{id}/stop?t={state.Whole("destroyGraceSeconds") ?? 0}", null, cancellation)
        );
        await EngineApi.UnlessGoneAsync(() =>
            Api.RemoveAsync($"/containers/{id}?force=true&v={((state.Flag("removeVolumes") ?? true) ? "true" : "false")}", cancellation)
        );
        await EngineApi.UnlessGoneAsync(() =>
            Api.PostAsync($"/containers/{id}/wait?condition={(state.Flag("rm") == true ? "removed" : "not-running")}", null, cancellation)
        );
    }

    /// <summary>What fails after its creation leaves it there, and recorded.</summary>
    protected override async Task<string> MakeAsync(ResourceOperation operation, PropertyMap planned, CancellationToken cancellation)
    {
        await images.EnsureHereAsync(planned.Text("image")!, operation, cancellation);
        var platform = planned.Text("platform") is { } wanted ? $"&platform={Uri.EscapeDataString(wanted)}" : "";
        var made = await Api.PostAsync(
            $"/containers/create?name={Uri.EscapeDataString(planned.Text("name")!)}{platform}",
            ContainerBody.Of(planned),
            cancellation
        );
        var id = made["Id"]!.GetValue<string>();
        try
        {
            await AttachAsync(id, planned.List("networksAdvanced"), cancellation);
            await ContainerUploads.SendAsync(Api, id, planned.List("uploads"), cancellation);
            if (planned.Flag("start") ?? true)
            {
                await StartAsync(operation, id, planned, cancellation);
            }
        }
        catch (Exception cause) when (cause is ProviderException or EngineApiException)
        {
            throw new ProviderException(
                cause is ProviderException ? cause.Message : $"container {planned.Text("name")} cannot be started: {cause.Message}",
                cause
            )
            {
                Partial = Unseen(id, planned, PropertyMap.Empty),
            };
        }

        return id;
    }

    /// <summary>As the provider does it, it is not looked at afterwards.</summary>
    protected override async Task<ResourceState> ChangeAsync(
        ResourceOperation operation,
        string id,
        PropertyMap state,
        PropertyMap planned,
        CancellationToken cancellation
    )
    {
        if (state.Flag("mustRun") == false && (planned.Flag("mustRun") ?? true) && (planned.Flag("start") ?? true))
        {
            await StartWhenAttachedAsync(operation, id, cancellation);
        }

        if (Schema.Compare(state, planned).Any(change => _updatable.Contains(change.Name)))
        {
            var host = ContainerBody.Of(planned)["HostConfig"]!;
            await Api.PostAsync(
                $"/containers/{id}/update",
                new JsonObject(
                    new[] { "RestartPolicy", "CpuShares", "Memory", "MemoryReservation", "MemorySwap", "CpusetCpus" }
                        .Where(name => host[name] is not null)
                        .Select(name => KeyValuePair.Create(name, host[name]?.DeepClone()))
                ),
                cancellation
            );
        }

        return Unseen(id, planned, state);
    }

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await Api.FindAsync($"/containers/{Uri.EscapeDataString(id)}/json", cancellation) is not { } container)
        {
            return null;
        }

        // The engine shows apart what creation takes as one.
        var body = container["Config"]!.DeepClone().AsObject();
        body["HostConfig"] = container["HostConfig"]!.DeepClone();
        if (inputs.Text("image")?.StartsWith("sha256:", StringComparison.Ordinal) == true)
        {
            body["Image"] = container["Image"]?.DeepClone();
        }

        // One that was made on its network is as good as one that was made on the bridge and moved there.
        if (
            inputs
                .List("networksAdvanced")
                .Any(network => network.AsMap.Text("name") == body["HostConfig"]!["NetworkMode"]?.GetValue<string>())
        )
        {
            body["HostConfig"]!["NetworkMode"] = Bridge;
        }

        return new(container["Id"]!.GetValue<string>(), body, container);
    }

    /// <summary>One that ended though it must run shows as one that need not, so that an update starts it; its published ports show as gone, which replaces it.</summary>
    protected override PropertyMap Read(Found found, PropertyMap state)
    {
        var mustRun = state.Flag("mustRun") ?? true;
        var read = base.Read(found, state)
            .With("name", found.Raw["Name"]!.GetValue<string>().TrimStart('/'))
            .With("mustRun", mustRun && IsRunning(found.Raw));
        if (found.Raw["Platform"]?.GetValue<string>() is { } platform)
        {
            read = read.With("platform", platform);
        }

        if (state["logOpts"].Kind == PropertyKind.Null)
        {
            read = read.Without("logOpts");
        }

        return state.List("ports").Count == 0
            ? read
            : read.With("ports", IsRunning(found.Raw) || mustRun ? PropertyValue.Of(PortsOf(found.Raw)) : state["ports"]);
    }

    protected override PropertyMap Computed(JsonNode raw) =>
        PropertyMap
            .Empty.With("exitCode", raw["State"]?["ExitCode"]?.GetValue<double>() ?? 0)
            .With("bridge", raw["NetworkSettings"]?["Bridge"]?.GetValue<string>() ?? "")
            .With(
                "networkDatas",
                PropertyValue.Of(
                    (raw["NetworkSettings"]?["Networks"] as JsonObject ?? []).Select(network =>
                        PropertyValue.Of(
                            PropertyMap
                                .Empty.With("networkName", network.Key)
                                .With("ipAddress", network.Value?["IPAddress"]?.GetValue<string>() ?? "")
                                .With("ipPrefixLength", network.Value?["IPPrefixLen"]?.GetValue<double>() ?? 0)
                                .With("gateway", network.Value?["Gateway"]?.GetValue<string>() ?? "")
                                .With("macAddress", network.Value?["MacAddress"]?.GetValue<string>() ?? "")
                        )
                    )
                )
            );

    private static bool IsRunning(JsonNode container) => container["State"]?["Running"]?.GetValue<bool>() == true;

    // Earlier versions made a container on its first network.
    private static PropertyMap OnTheBridge(PropertyMap state) =>
        state.List("networksAdvanced").Any(network => network.AsMap["name"].Equals(state["networkMode"]))
            ? state.With("networkMode", Bridge)
            : state;

    private static IEnumerable<PropertyValue> PortsOf(JsonNode container) =>
        (container["NetworkSettings"]?["Ports"] as JsonObject ?? [])
            .SelectMany(port => (port.Value as JsonArray ?? []).Select(binding => (Inside: port.Key.Split('/'), Binding: binding!)))
            .Select(port =>
                PropertyValue.Of(
                    PropertyMap
                        .Empty.With("internal", double.Parse(port.Inside[0], CultureInfo.InvariantCulture))
                        .With("protocol", port.Inside[1])
                        .With(
                            "external",
                            double.TryParse(port.Binding["HostPort"]?.GetValue<string>(), CultureInfo.InvariantCulture, out var external)
                                ? external
                                : 0
                        )
                        .With("ip", port.Binding["HostIp"]?.GetValue<string>() ?? "")
                )
            );

    /// <summary>Off the bridge and onto its networks, one by one and by name: a worker learns of an overlay network when the container starts.</summary>
    private async Task AttachAsync(string id, IReadOnlyList<PropertyValue> networks, CancellationToken cancellation)
    {
        if (networks.Count == 0)
        {
            return;
        }

        try
        {
            await Api.PostAsync($"/networks/{Bridge}/disconnect", new JsonObject { ["Container"] = id, ["Force"] = false }, cancellation);
        }
        catch (EngineApiException cause) when (cause.Message.Contains("is not connected to the network bridge", StringComparison.Ordinal))
        {
            // It was never there.
        }

        foreach (var network in networks.Select(network => network.AsMap))
        {
            await Api.PostAsync(
                $"/networks/{Uri.EscapeDataString(network.Text("name")!)}/connect",
                new JsonObject { ["Container"] = id, ["EndpointConfig"] = ContainerBody.Endpoint(network) },
                cancellation
            );
        }
    }

    /// <summary>The engine asks a manager for the overlay and gives up after 20 s, which a swarm of emulated machines that starts tasks may need longer for.</summary>
    private async Task StartWhenAttachedAsync(ResourceOperation operation, string id, CancellationToken cancellation)
    {
        EngineApiException? refusal = null;
        var started = await EnginePolling.UntilAsync(
            async () =>
            {
                try
                {
                    await Api.PostAsync($"/containers/{id}/start", null, cancellation);
                    return true;
                }
                catch (EngineApiException cause)
                    when (cause.Message.Contains("attaching to network failed", StringComparison.Ordinal)
                        // What a worker says of an overlay that an attempt before has just given up.
                        || (
                            cause.Message.StartsWith("network ", StringComparison.Ordinal)
                            && cause.Message.EndsWith(" not found", StringComparison.Ordinal)
                        )
                    )
                {
                    refusal = cause;
                    operation.Status("waiting for a manager to attach it to its network");
                    return false;
                }
            },
            EnginePolling.Timeout(operation, _attachTimeout),
            cancellation
        );
        if (!started)
        {
            throw refusal!;
        }
    }

    private async Task StartAsync(ResourceOperation operation, string id, PropertyMap planned, CancellationToken cancellation)
    {
        await StartWhenAttachedAsync(operation, id, cancellation);
        if (planned.Flag("wait") == true)
        {
            await WaitUntilHealthyAsync(operation, id, planned, cancellation);
        }
    }

    private async Task WaitUntilHealthyAsync(ResourceOperation operation, string id, PropertyMap planned, CancellationToken cancellation)
    {
        var timeout = TimeSpan.FromSeconds(planned.Whole("waitTimeout") ?? 60);
        if (!await EnginePolling.UntilAsync(HealthyAsync, timeout, cancellation))
        {
            throw new ProviderException($"container {planned.Text("name")} is not healthy after {timeout.TotalSeconds} s (waitTimeout)");
        }

        async Task<bool> HealthyAsync()
        {
            var health = (await Api.GetAsync($"/containers/{id}/json", cancellation))["State"]?["Health"]?["Status"]?.GetValue<string>()
                ?? throw new ProviderException(
                    $"container {planned.Text("name")} has wait set but no health check; give it a healthcheck or drop wait"
                );
            operation.Status($"waiting until healthy: {health}");
            return health == "healthy";
        }
    }
}
