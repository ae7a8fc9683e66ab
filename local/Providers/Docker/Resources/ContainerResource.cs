using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class ContainerResource(EngineApi api, Images images) : EngineResource("docker:index/container:Container", ContainerSchema.Value, api)
{
    /// <summary>A program that cannot start (a bad command, a bad configuration) ends within this time of its start.</summary>
    private static readonly TimeSpan _earlyEnd = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _longestRemoval = TimeSpan.FromSeconds(60);

    /// <summary>How long a manager may take to attach a container to an overlay.</summary>
    private static readonly TimeSpan _attaching = TimeSpan.FromMinutes(3);

    /// <summary>What the engine changes in place.</summary>
    private static readonly string[] _updatable = ["restart", "maxRetryCount", "cpuShares", "memory", "memoryReservation", "memorySwap", "cpuSet"];

    public override async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        await images.EnsureHereAsync(inputs.Text("image")!, operation, cancellation);
        var platform = inputs.Text("platform") is { } wanted ? $"&platform={Uri.EscapeDataString(wanted)}" : "";
        var made = await Api.PostAsync($"/containers/create?name={Uri.EscapeDataString(inputs.Text("name")!)}{platform}", ContainerBody.Of(inputs), cancellation);
        var id = made["Id"]!.GetValue<string>();
        try
        {
            foreach (var network in inputs.List("networksAdvanced").Skip(1).Select(network => network.AsMap))
            {
                await Api.PostAsync(
                    $"/networks/{Uri.EscapeDataString(network.Text("name")!)}/connect",
                    new JsonObject { ["Container"] = id, ["EndpointConfig"] = ContainerBody.Endpoint(network) },
                    cancellation);
            }

            await ContainerUploads.SendAsync(Api, id, inputs.List("uploads"), cancellation);
            if (inputs.Flag("start") ?? true)
            {
                await StartAsync(operation, id, inputs, cancellation);
            }
        }
        catch (Exception cause) when (cause is ProviderException or EngineApiException)
        {
            // Half a container would only be in the way of the next try.
            await Api.DeleteAsync($"/containers/{id}?force=true&v=true", cancellation);
            throw cause as ProviderException ?? new ProviderException($"container {inputs.Text("name")} cannot be started: {cause.Message}", cause);
        }

        return await StateAsync(id, inputs, cancellation);
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
            return await StateAsync(found.Id, inputs, cancellation);
        }

        await RemoveAsync(operation, found.Id, inputs, cancellation);
        return null;
    }

    public override async Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
    {
        if (Schema.Compare(oldInputs, newInputs).Any(change => _updatable.Contains(change.Name)))
        {
            var host = ContainerBody.Of(newInputs)["HostConfig"]!;
            await Api.PostAsync(
                $"/containers/{id}/update",
                new JsonObject(new[] { "RestartPolicy", "CpuShares", "Memory", "MemoryReservation", "MemorySwap", "CpusetCpus" }
                    .Where(name => host[name] is not null).Select(name => KeyValuePair.Create(name, host[name]?.DeepClone()))),
                cancellation);
        }

        if ((newInputs.Flag("mustRun") ?? true) && (newInputs.Flag("start") ?? true) && !IsRunning(await Api.GetAsync($"/containers/{id}/json", cancellation)))
        {
            await StartAsync(operation, id, newInputs, cancellation);
        }

        return await StateAsync(id, newInputs, cancellation);
    }

    public override Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
        => RemoveAsync(operation, id, inputs, cancellation);

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

        return new(container["Id"]!.GetValue<string>(), body, container);
    }

    /// <summary>A stopped container that must run shows as one that need not, so that an update starts it; a lost network shows as missing.</summary>
    protected override PropertyMap Describe(PropertyMap inputs, JsonNode raw)
    {
        var described = !IsRunning(raw) && (inputs.Flag("mustRun") ?? true) && (inputs.Flag("start") ?? true) ? inputs.With("mustRun", false) : inputs;
        var attached = (raw["NetworkSettings"]?["Networks"] as JsonObject ?? []).SelectMany(network => new[] { network.Key, network.Value?["NetworkID"]?.GetValue<string>() }).ToHashSet();
        var said = inputs.List("networksAdvanced");
        var kept = said.Where(network => attached.Contains(network.AsMap.Text("name"))).ToArray();
        return kept.Length == said.Count ? described : described.With("networksAdvanced", PropertyValue.Of(kept));
    }

    protected override PropertyMap Computed(JsonNode raw) => PropertyMap.Empty
        .With("exitCode", raw["State"]?["ExitCode"]?.GetValue<double>() ?? 0)
        .With("bridge", raw["NetworkSettings"]?["Bridge"]?.GetValue<string>() ?? "")
        .With("networkDatas", PropertyValue.Of((raw["NetworkSettings"]?["Networks"] as JsonObject ?? []).Select(network => PropertyValue.Of(PropertyMap.Empty
            .With("networkName", network.Key)
            .With("ipAddress", network.Value?["IPAddress"]?.GetValue<string>() ?? "")
            .With("ipPrefixLength", network.Value?["IPPrefixLen"]?.GetValue<double>() ?? 0)
            .With("gateway", network.Value?["Gateway"]?.GetValue<string>() ?? "")
            .With("macAddress", network.Value?["MacAddress"]?.GetValue<string>() ?? "")))));

    private static bool IsRunning(JsonNode container) => container["State"]?["Running"]?.GetValue<bool>() == true;

    /// <summary>The engine asks a manager for the overlay and gives up after 20 s, which a swarm that is busy starting tasks may need longer for.</summary>
    private async Task StartWhenAttachedAsync(ResourceOperation operation, string id, CancellationToken cancellation)
    {
        EngineApiException? refusal = null;
        var started = await Poll.UntilAsync(
            async () =>
            {
                try
                {
                    await Api.PostAsync($"/containers/{id}/start", null, cancellation);
                    return true;
                }
                catch (EngineApiException cause) when (cause.Message.Contains("attaching to network failed", StringComparison.Ordinal)
                    // What a worker says of an overlay that an attempt before has just given up.
                    || (cause.Message.StartsWith("network ", StringComparison.Ordinal) && cause.Message.EndsWith(" not found", StringComparison.Ordinal)))
                {
                    refusal = cause;
                    operation.Status("waiting for a manager to attach it to its network");
                    return false;
                }
            },
            Poll.Bound(operation, _attaching),
            cancellation);
        if (!started)
        {
            throw refusal!;
        }
    }

    private async Task StartAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
    {
        await StartWhenAttachedAsync(operation, id, cancellation);
        if (inputs.Flag("wait") == true)
        {
            await WaitUntilHealthyAsync(operation, id, inputs, cancellation);
        }
        else if ((inputs.Flag("mustRun") ?? true) && await EndsAtOnceAsync(id, cancellation))
        {
            var container = await Api.GetAsync($"/containers/{id}/json", cancellation);
            var ending = $"container {inputs.Text("name")} ended at once with exit code {container["State"]?["ExitCode"]}{await LastWordsAsync(id, cancellation)}";
            if ((inputs.Text("restart") ?? "no") == "no")
            {
                throw new ProviderException(ending + "\nIf it is meant to end, set mustRun to false.");
            }

            operation.Log(LogLevel.Warning, ending + "\nIts restart policy starts it again.");
        }
    }

    private async Task<bool> EndsAtOnceAsync(string id, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_earlyEnd);
        try
        {
            await Api.PostAsync($"/containers/{id}/wait?condition=not-running", null, bound.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task WaitUntilHealthyAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
    {
        var bound = TimeSpan.FromSeconds(inputs.Whole("waitTimeout") ?? 60);
        if (!await Poll.UntilAsync(HealthyAsync, bound, cancellation))
        {
            throw new ProviderException($"container {inputs.Text("name")} is not healthy after {bound.TotalSeconds} s (waitTimeout){await LastWordsAsync(id, cancellation)}");
        }

        async Task<bool> HealthyAsync()
        {
            var health = (await Api.GetAsync($"/containers/{id}/json", cancellation))["State"]?["Health"]?["Status"]?.GetValue<string>()
                ?? throw new ProviderException($"container {inputs.Text("name")} has wait set but no health check; give it a healthcheck or drop wait");
            operation.Status($"waiting until healthy: {health}");
            return health == "healthy";
        }
    }

    private async Task<string> LastWordsAsync(string id, CancellationToken cancellation)
    {
        await using var stream = await Api.StreamAsync(HttpMethod.Get, $"/containers/{id}/logs?stdout=true&stderr=true&tail=10", cancellation);
        return string.Concat((await LogStream.LinesAsync(stream, cancellation)).Select(line => "\n  " + line));
    }

    private async Task RemoveAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await Api.FindAsync($"/containers/{id}/json", cancellation) is null)
        {
            return;
        }

        operation.Status("stopping the container");
        await Api.PostAsync($"/containers/{id}/stop?t={inputs.Whole("destroyGraceSeconds") ?? 0}", null, cancellation);
        var bound = Poll.Bound(operation, _longestRemoval);
        if (!await Poll.UntilAsync(GoneAsync, bound, cancellation))
        {
            throw new ProviderException($"container {inputs.Text("name")} is still there {bound.TotalSeconds:0} s after its removal was asked for. Run again.");
        }

        async Task<bool> GoneAsync()
        {
            try
            {
                await Api.DeleteAsync($"/containers/{id}?force=true&v={((inputs.Flag("removeVolumes") ?? true) ? "true" : "false")}", cancellation);
            }
            catch (EngineApiException busy) when (busy.Message.Contains("already in progress", StringComparison.Ordinal))
            {
                operation.Status("the container is being removed");
            }

            return await Api.FindAsync($"/containers/{id}/json", cancellation) is null;
        }
    }
}
