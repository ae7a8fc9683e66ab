using Pulumi.Wire;
using Pulumirpc;

namespace Pulumi.Running;

/// <summary>What the engine is asked about a resource: its arguments and every option.</summary>
internal static class RegistrationRequest
{
    public static async Task<RegisterResourceRequest> RegisterAsync(
        RunContext context,
        Resource resource,
        ResourceArgs args,
        ResourceOptions options
    )
    {
        var custom = options as CustomResourceOptions;
        var parts = await PrepareAsync(context, resource, args, options).ConfigureAwait(false);
        var request = new RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Custom = resource is CustomResource,
            Object = parts.Arguments.Properties,
            Parent = parts.Parent,
            Provider = parts.Provider,
            Dependencies = { parts.Dependencies },
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            IgnoreChanges = { options.IgnoreChanges },
            HideDiffs = { options.HideDiffs },
            CustomTimeouts = options.CustomTimeouts?.Serialize(),
            ImportId = custom?.ImportId ?? "",
            AdditionalSecretOutputs = { custom?.AdditionalSecretOutputs ?? [] },
            ReplaceOnChanges = { custom == null ? [] : options.ReplaceOnChanges },
            DeleteBeforeReplaceDefined = custom?.DeleteBeforeReplace != null,
            DeleteBeforeReplace = custom?.DeleteBeforeReplace ?? false,
        };
        foreach (var (name, urns) in parts.PropertyDependencies)
        {
            request.PropertyDependencies.Add(name, new() { Urns = { urns } });
        }
        if (options.Protect is { } protect)
        {
            request.Protect = protect;
        }
        if (options.RetainOnDelete is { } retain)
        {
            request.RetainOnDelete = retain;
        }
        await AddReferencesAsync(context, request, options).ConfigureAwait(false);
        return request;
    }

    public static async Task<ReadResourceRequest> ReadAsync(
        RunContext context,
        Resource resource,
        string id,
        ResourceArgs args,
        ResourceOptions options
    )
    {
        var parts = await PrepareAsync(context, resource, args, options).ConfigureAwait(false);
        return new()
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Id = id,
            Properties = parts.Arguments.Properties,
            Parent = parts.Parent,
            Provider = parts.Provider,
            Dependencies = { parts.Dependencies },
            Version = options.Version ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
        };
    }

    /// <summary>Adds the options that name other resources or need a feature of the engine.</summary>
    private static async Task AddReferencesAsync(RunContext context, RegisterResourceRequest request, ResourceOptions options)
    {
        if (options.DeletedWith is { } deletedWith)
        {
            await context.RequireAsync("deletedWith", nameof(options.DeletedWith)).ConfigureAwait(false);
            request.DeletedWith = await deletedWith.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        }
        foreach (var replaced in await Dependencies.ExplicitAsync(options.ReplaceWith).ConfigureAwait(false))
        {
            await context.RequireAsync("replaceWith", nameof(options.ReplaceWith)).ConfigureAwait(false);
            request.ReplaceWith.Add(await replaced.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false));
        }
        if (options.ReplacementTrigger is { } trigger)
        {
            var serializer = new PropertySerializer(await context.SupportsAsync("resourceReferences").ConfigureAwait(false));
            request.ReplacementTrigger = (
                await serializer.SerializeAsync($"{request.Name}.{nameof(options.ReplacementTrigger)}", trigger).ConfigureAwait(false)
            ).OrNull();
        }
        foreach (var alias in options.Aliases)
        {
            await context.RequireAsync("aliasSpecs", nameof(options.Aliases)).ConfigureAwait(false);
            if (await alias.ToOutput().GetValueAsync(whenUnknown: null!).ConfigureAwait(false) is { } known)
            {
                request.Aliases.Add(await known.SerializeAsync().ConfigureAwait(false));
            }
        }
    }

    private static async Task<Parts> PrepareAsync(RunContext context, Resource resource, ResourceArgs args, ResourceOptions options)
    {
        var type = resource.GetResourceType();
        var declared = await Dependencies.ExplicitAsync(options.DependsOn).ConfigureAwait(false);
        // The id and the URN are the engine's to give.
        var arguments = await SerializedProperties
            .SerializeAsync(context, $"resource:{resource.GetResourceName()}[{type}]", args.ToDictionary().RemoveRange(["id", "urn"]))
            .ConfigureAwait(false);
        var urns = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (name, resources) in arguments.Dependencies)
        {
            urns[name] = await Dependencies.UrnsAsync(resources).ConfigureAwait(false);
        }
        return new(
            arguments,
            await ParentAsync(context, type, options).ConfigureAwait(false),
            resource is CustomResource && options.Provider is { } provider ? await provider.ReferenceAsync().ConfigureAwait(false) : "",
            [.. (await Dependencies.UrnsAsync(declared).ConfigureAwait(false)).Concat(urns.Values.SelectMany(all => all)).Distinct()],
            urns
        );
    }

    private static async Task<string> ParentAsync(RunContext context, string type, ResourceOptions options) =>
        type == Stack.RootType ? "" : await (options.Parent ?? context.Stack).Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);

    private sealed record Parts(
        SerializedProperties Arguments,
        string Parent,
        string Provider,
        IReadOnlyList<string> Dependencies,
        IReadOnlyDictionary<string, IReadOnlyList<string>> PropertyDependencies
    );
}
