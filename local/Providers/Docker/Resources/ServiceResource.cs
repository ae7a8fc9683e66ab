using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

internal sealed class ServiceResource(EngineApi api, Images images) : EngineResource("docker:index/service:Service", ServiceSchema.Value, api)
{
    /// <summary>The engine answers so when a service changed between being read and being written.</summary>
    private const string OutOfSequence = "update out of sequence";

    private const int MostUpdateAttempts = 5;

    private static readonly TimeSpan _defaultGracePeriod = TimeSpan.FromSeconds(10);

    /// <summary>Beyond the grace period: the time that an emulated machine needs to take a container and its network down.</summary>
    private static readonly TimeSpan _teardown = TimeSpan.FromSeconds(60);

    public override CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var check = base.Check(resource, oldInputs, newInputs);
        return ModeShape.IsGlobal(newInputs["mode"]) && newInputs.ContainsKey("convergeConfig")
            ? check with { Failures = [.. check.Failures, new("convergeConfig", "convergeConfig is set with mode.global, which the provider does not take; remove one")] }
            : check;
    }

    public override DiffResult Diff(PropertyMap oldInputs, PropertyMap newInputs)
    {
        var diff = base.Diff(oldInputs, newInputs);
        return diff.Changes.Contains("mode") && ModeShape.IsGlobal(oldInputs["mode"]) != ModeShape.IsGlobal(newInputs["mode"])
            ? diff with { Replaces = [.. diff.Replaces, "mode"] } // the engine refuses to change it
            : diff;
    }

    public override async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var spec = Schema.ToApi(inputs);
        await images.PinAsync(spec, operation, cancellation);
        var made = await Api.PostAsync("/services/create", spec, cancellation, AuthFor(inputs));
        var id = made["ID"]!.GetValue<string>();
        if (ConvergenceOf(inputs) is { } converge)
        {
            try
            {
                await new ServiceConvergence(Api, operation).WaitAsync(id, converge, cancellation);
            }
            catch (ProviderException)
            {
                await RemoveAsync(operation, id, inputs, cancellation);
                throw;
            }
        }

        return await StateAsync(id, inputs, cancellation);
    }

    /// <summary>Its tasks are not waited for here: they may be broken, and what comes next may be to mend or to remove them.</summary>
    public override async Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
        => await FindAsync(inputs.Text("name")!, inputs, cancellation) is { } found
            ? await StateAsync(found.Id, inputs, cancellation) with { Unfinished = "the run that created it did not see its tasks run" }
            : null;

    public override async Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var service = await Api.GetAsync($"/services/{id}", cancellation);
            var before = service["Spec"]!.AsObject();
            var spec = Schema.Apply(newInputs, before.DeepClone().AsObject());
            if (ImageOf(spec) != ImageOf(before))
            {
                await images.PinAsync(spec, operation, cancellation);
            }

            try
            {
                await Api.PostAsync($"/services/{id}/update?version={service["Version"]!["Index"]}", spec, cancellation, AuthFor(newInputs));
                break;
            }
            catch (EngineApiException race) when (race.Message.Contains(OutOfSequence, StringComparison.Ordinal) && attempt < MostUpdateAttempts)
            {
                operation.Status("the service changed meanwhile; updating it again");
            }
        }

        if (ConvergenceOf(newInputs) is { } converge)
        {
            try
            {
                await new ServiceConvergence(Api, operation).WaitAsync(id, converge, cancellation);
            }
            catch (ProviderException failure)
            {
                // The engine holds the new specification, whatever its tasks do: undoing the change in the program must be a change again.
                throw new ProviderException(failure.Message, failure) { Partial = await StateAsync(id, newInputs, cancellation) };
            }
        }

        return await StateAsync(id, newInputs, cancellation);
    }

    public override Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
        => RemoveAsync(operation, id, inputs, cancellation);

    protected override async Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation)
    {
        if (await Api.FindAsync($"/services/{Uri.EscapeDataString(id)}", cancellation) is not { } service)
        {
            return null;
        }

        var spec = service["Spec"]!.DeepClone();
        foreach (var network in spec["TaskTemplate"]?["Networks"] as JsonArray ?? [])
        {
            await NameAsTheProgramDoesAsync(network!, inputs, cancellation);
        }

        return new(service["ID"]!.GetValue<string>(), spec, service);
    }

    /// <summary>A service whose tasks do not all run is as the program wants it only in words: the next up waits for them, or tells why they do not.</summary>
    protected override Task<string?> UnfinishedAsync(Found found, PropertyMap inputs, CancellationToken cancellation)
        // Tasks that are not started again may have done their work.
        => ConvergenceOf(inputs) is null || found.Raw["Spec"]?["TaskTemplate"]?["RestartPolicy"]?["Condition"]?.GetValue<string>() is "none" or "on-failure"
            ? Task.FromResult<string?>(null)
            : ServiceConvergence.LackingAsync(Api, found.Raw, cancellation);

    protected override PropertyMap WithSecrets(PropertyMap map) => map.ContainsKey("auth") ? map.With("auth", map["auth"].ToSecret()) : map;

    // The engine keeps ids. A program that names networks by name must not see a difference in that.
    private async Task NameAsTheProgramDoesAsync(JsonNode network, PropertyMap inputs, CancellationToken cancellation)
    {
        var names = (inputs.Map("taskSpec")?.List("networksAdvanceds") ?? []).Select(item => item.AsMap.Text("id") ?? item.AsMap.Text("name")).ToHashSet();
        var id = network["Target"]!.GetValue<string>();
        if (!names.Contains(id) && await Api.FindAsync($"/networks/{id}", cancellation) is { } found && names.Contains(found["Name"]!.GetValue<string>()))
        {
            network["Target"] = found["Name"]!.GetValue<string>();
        }
    }

    // The genuine provider takes no convergeConfig for a global service, and never waits for one: broken, it would pass for done.
    private static PropertyMap? ConvergenceOf(PropertyMap inputs)
        => inputs.Map("convergeConfig") ?? (ModeShape.IsGlobal(inputs["mode"]) ? PropertyMap.Empty.With("timeout", "5m") : null);

    private async Task RemoveAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation)
    {
        await Api.DeleteAsync($"/services/{id}", cancellation);
        var grace = inputs.Map("taskSpec")?.Map("containerSpec")?.Text("stopGracePeriod") is { } period ? GoDuration.ToTimeSpan(period) : _defaultGracePeriod;
        var bound = Poll.Bound(operation, grace + _teardown);
        var left = new List<string>();
        if (!await Poll.UntilAsync(NoTaskLeftAsync, bound, cancellation))
        {
            operation.Log(LogLevel.Warning, $"service {inputs.Text("name")} is removed, but after {bound.TotalSeconds:0} s tasks still stop: {string.Join(", ", left)}. Docker goes on stopping them.");
        }

        async Task<bool> NoTaskLeftAsync()
        {
            // The engine filters by services that it knows, and this one is gone: so all tasks, and filter here.
            var swarm = await SwarmView.OfAsync(Api, "/tasks", cancellation);
            left.Clear();
            left.AddRange(swarm.Tasks.Where(task => task.ServiceId == id && task.IsAlive && swarm.IsUp(task)).Select(task => $"{inputs.Text("name")}.{task.Slot} ({task.State}) on {swarm.NodeOf(task)}"));
            if (left.Count > 0)
            {
                operation.Status($"waiting for tasks to stop: {string.Join(", ", left)}");
            }

            return left.Count == 0;
        }
    }

    private string? AuthFor(PropertyMap inputs) => inputs.Map("auth") is { } own
        ? RegistryAuth.Header(own.Text("username") ?? "", own.Text("password") ?? "", own.Text("serverAddress")!)
        : images.AuthFor(ImageOf(inputs));

    private static string ImageOf(PropertyMap inputs) => inputs.Map("taskSpec")!.Map("containerSpec")!.Text("image")!;

    private static string ImageOf(JsonNode spec) => spec["TaskTemplate"]!["ContainerSpec"]!["Image"]!.GetValue<string>();
}
