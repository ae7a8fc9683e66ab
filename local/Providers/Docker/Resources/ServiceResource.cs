using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class ServiceResource(EngineApi api, Images images, Waits waits, Random random)
    : EngineResource("docker:index/service:Service", ServiceSchema.Value, api)
{
    private static readonly TimeSpan _portTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Its tasks are not waited for, here or anywhere: whoever relies on them looks at them.</summary>
    public override async Task<ResourceState?> RecoverAsync(
        ResourceOperation operation,
        PropertyMap inputs,
        CancellationToken cancellation
    ) =>
        await FindAsync(inputs.Text("name")!, inputs, cancellation) is { } found
            ? await StateAsync(found.Id, Schema.Plan(inputs, PropertyMap.Empty), cancellation)
            : null;

    /// <summary>
    /// One that is gone is an error. With a grace period, its containers on this engine are waited for, each no longer than that and their end included: whoever
    /// needs all of it is told as an error of a service that is gone.
    /// </summary>
    public override async Task DeleteAsync(ResourceOperation operation, string id, PropertyMap state, CancellationToken cancellation)
    {
        var grace = state.Map("taskSpec")?.Map("containerSpec")?.Text("stopGracePeriod") is { } period
            ? GoDuration.ToTimeSpan(period)
            : TimeSpan.Zero;
        var containers = grace > TimeSpan.Zero ? await ContainersAsync(state.Text("name")!, cancellation) : [];
        await Api.RemoveAsync($"/services/{id}", cancellation);
        foreach (var container in containers)
        {
            operation.Status($"waiting for container {container} to exit");
            await EngineApi.UnlessGoneAsync(() => WaitAsync(container, grace, cancellation));
            await EngineApi.UnlessGoneAsync(() => Api.RemoveAsync($"/containers/{container}?force=1&v=1", cancellation));
        }
    }

    protected override async Task<string> MakeAsync(ResourceOperation operation, PropertyMap planned, CancellationToken cancellation)
    {
        var spec = Spec(planned);
        var auth = AuthFor(planned);
        await images.PinAsync(spec, auth, operation, cancellation);
        var made = await Api.PostAsync("/services/create", spec, cancellation, auth);
        var id = made["ID"]!.GetValue<string>();
        await Task.Delay(waits.LookInterval, cancellation);
        return id;
    }

    /// <summary>The whole plan is sent with the version just read; nothing is asked of a registry, and a race with another update is an error.</summary>
    protected override async Task<ResourceState> ChangeAsync(
        ResourceOperation operation,
        string id,
        PropertyMap state,
        PropertyMap planned,
        CancellationToken cancellation
    )
    {
        var service = await Api.GetAsync($"/services/{id}", cancellation);
        if (ImageOf(planned) != ImageOf(state))
        {
            await images.BringAsync(ImageShape.Familiar(ImageOf(planned)), operation, cancellation);
        }

        await Api.PostAsync($"/services/{id}/update?version={service["Version"]!["Index"]}", Spec(planned), cancellation, AuthFor(planned));
        await Task.Delay(waits.LookInterval, cancellation);
        return await StateAsync(id, planned, cancellation);
    }

    /// <summary>As the provider looks for one: by its id or its name, whoever made it.</summary>
    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
    {
        var there = (await Api.GetAsync("/services", cancellation))
            .AsArray()
            .FirstOrDefault(service =>
                service!["ID"]!.GetValue<string>() == id || service["Spec"]!["Name"]!.GetValue<string>() == inputs.Text("name")
            );
        if (there is null)
        {
            return null;
        }

        var service = there;
        await EnginePolling.UntilAsync(
            async () =>
            {
                service = await Api.GetAsync($"/services/{there["ID"]}", cancellation);
                return service["Endpoint"]?["Spec"]?["Mode"] is not null || service["Spec"]!["EndpointSpec"]?["Mode"] is not null;
            },
            _portTimeout,
            cancellation
        );
        var spec = service["Spec"]!.DeepClone();
        if (service["Endpoint"] is { } endpoint && endpoint["Spec"]?["Mode"] is { } mode)
        {
            spec["EndpointSpec"] = new JsonObject { ["Mode"] = mode.DeepClone(), ["Ports"] = endpoint["Ports"]?.DeepClone() };
        }

        return new(service["ID"]!.GetValue<string>(), spec, service);
    }

    protected override PropertyMap WithSecrets(PropertyMap map) => map.ContainsKey("auth") ? map.With("auth", map["auth"].ToSecret()) : map;

    private async Task<IReadOnlyList<string>> ContainersAsync(string name, CancellationToken cancellation)
    {
        var tasks = await Api.GetAsync(
            $"/tasks?filters={Uri.EscapeDataString(new JsonObject { ["service"] = new JsonArray(name) }.ToJsonString())}",
            cancellation
        );
        return
        [
            .. tasks
                .AsArray()
                .Where(task => task!["Status"]?["State"]?.GetValue<string>() != "shutdown")
                .Select(task => task!["Status"]?["ContainerStatus"]?["ContainerID"]?.GetValue<string>().Trim())
                .Where(container => !string.IsNullOrEmpty(container))
                .OfType<string>(),
        ];
    }

    private async Task WaitAsync(string container, TimeSpan grace, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(grace);
        try
        {
            await Api.PostAsync($"/containers/{container}/wait?condition=removed", null, bound.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ProviderException($"error on wait for container with ID '{container}': context deadline exceeded");
        }
    }

    // The provider keeps the variables in a map that has no order, and each request has its own.
    private JsonObject Spec(PropertyMap planned)
    {
        var spec = Schema.ToApi(planned);
        var container = spec["TaskTemplate"]!["ContainerSpec"]!;
        container["Image"] = ImageShape.Familiar(ImageOf(planned));
        if (container["Env"] is JsonArray variables)
        {
            var shuffled = variables.Select(variable => variable!.DeepClone()).ToArray();
            random.Shuffle(shuffled);
            container["Env"] = new JsonArray(shuffled);
        }

        return spec;
    }

    private string AuthFor(PropertyMap planned) =>
        planned.Map("auth") is not { } own ? images.ServiceAuthFor(ImageOf(planned))
        : own.Text("username") is { Length: > 0 } username && own.Text("password") is { Length: > 0 } password
            ? RegistryAuth.Header(username, password, own.Text("serverAddress")!)
        : RegistryAuth.None;

    private static string ImageOf(PropertyMap planned) => planned.Map("taskSpec")!.Map("containerSpec")!.Text("image")!;
}
