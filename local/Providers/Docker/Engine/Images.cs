using System.Text.Json.Nodes;
using Local.Machines;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Engine;

/// <summary>Gets images to where they are needed.</summary>
internal sealed class Images(EngineApi api, string host, IImageDepot depot, RegistryAuth auth)
{
    /// <summary>A registry that does not answer is not worth more: the nodes pull by themselves, or have the image already.</summary>
    private static readonly TimeSpan _lookUpTimeout = TimeSpan.FromSeconds(15);

    /// <summary>A pull tells every second or so how far it is.</summary>
    private static readonly TimeSpan _silenceTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The credential that goes with a service.</summary>
    public string ServiceAuthFor(string image) => auth.ServiceHeaderFor(image);

    /// <summary>Makes the image ready for containers on this engine; what the depot does not hold and the engine lacks is pulled.</summary>
    public async Task EnsureHereAsync(string image, ResourceOperation operation, CancellationToken cancellation)
    {
        if (!await IsBroughtAsync(image, operation, cancellation) && await FindAsync(image, cancellation) is null)
        {
            await PullAsync(image, operation, cancellation);
        }
    }

    /// <summary>Makes the image ready for a service where no registry answers.</summary>
    public Task BringAsync(string image, ResourceOperation operation, CancellationToken cancellation) =>
        IsBroughtAsync(image, operation, cancellation);

    /// <summary>
    /// Makes the image ready for a new service, and names the registry's digest and platforms in its specification, so that all nodes run the same
    /// (as Docker's own client does). Without a registry the specification stays as it is.
    /// </summary>
    public async Task PinAsync(JsonObject spec, string registryAuth, ResourceOperation operation, CancellationToken cancellation)
    {
        var container = spec["TaskTemplate"]!["ContainerSpec"]!;
        var image = container["Image"]!.GetValue<string>();
        if (await IsBroughtAsync(image, operation, cancellation) || image.Contains('@'))
        {
            return;
        }

        operation.Status($"asking the registry for {image}");
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_lookUpTimeout);
        try
        {
            var found = await api.GetAsync($"/distribution/{image}/json", bound.Token, registryAuth);
            if (found["Descriptor"]?["digest"]?.GetValue<string>() is { } digest)
            {
                container["Image"] = $"{image}@{digest}";
                Mapping.JsonPath.Set(spec, "TaskTemplate.Placement.Platforms", PlatformsOf(found));
            }
        }
        catch (Exception cause) when (cause is EngineApiException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            operation.Status($"no registry knows the digest of {image}; each node uses what it has or can pull");
        }
    }

    private async Task<JsonNode?> FindAsync(string image, CancellationToken cancellation) =>
        await api.FindAsync($"/images/{image}/json", cancellation);

    private async Task PullAsync(string image, ResourceOperation operation, CancellationToken cancellation)
    {
        var (name, tag) = Split(image);
        var query = $"fromImage={Uri.EscapeDataString(name)}&tag={Uri.EscapeDataString(tag)}";
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_silenceTimeout);
        try
        {
            using var reader = new StreamReader(
                await api.StreamAsync(HttpMethod.Post, $"/images/create?{query}", bound.Token, auth.HeaderFor(image))
            );
            while (await reader.ReadLineAsync(bound.Token) is { } line)
            {
                bound.CancelAfter(_silenceTimeout);
                var progress = JsonNode.Parse(line);
                if (progress?["error"]?.GetValue<string>() is { } error)
                {
                    throw Unavailable(image, error);
                }

                operation.Status($"pulling {image}: {progress?["status"]}");
            }
        }
        catch (EngineApiException cause)
        {
            throw Unavailable(image, cause.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable(image, $"the engine has said nothing about it for {_silenceTimeout.TotalMinutes:0} minutes");
        }
    }

    private async Task<bool> IsBroughtAsync(string image, ResourceOperation operation, CancellationToken cancellation)
    {
        try
        {
            return await depot.EnsureImageAsync(
                host,
                image,
                new(operation.Status, line => operation.Log(LogLevel.Warning, line)),
                cancellation
            );
        }
        catch (MachineException cause)
        {
            throw new ProviderException(cause.Message, cause);
        }
    }

    private static ProviderException Unavailable(string image, string reason) =>
        new(
            $"image is {image}, which cannot be pulled: {reason}. Check the name and tag, and the registry's credentials (registryAuth of the provider)."
        );

    // The engine names platforms in capitals in one place and in small letters in the other.
    private static JsonArray PlatformsOf(JsonNode found) =>
        new([
            .. (found["Platforms"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(platform =>
                    (JsonNode)
                        new JsonObject { ["Architecture"] = platform["architecture"]?.DeepClone(), ["OS"] = platform["os"]?.DeepClone() }
                ),
        ]);

    private static (string Name, string Tag) Split(string image)
    {
        if (image.Split('@') is [var name, var digest])
        {
            return (name, digest);
        }

        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? (image[..colon], image[(colon + 1)..]) : (image, "latest");
    }
}
