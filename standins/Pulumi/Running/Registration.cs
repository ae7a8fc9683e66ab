using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Wire;
using Pulumirpc;

namespace Pulumi.Running;

/// <summary>Registers resources with the engine and hands its answers to their outputs.</summary>
internal static class Registration
{
    /// <summary>Registers, reads or looks up the resource, and resolves its outputs.</summary>
    public static async Task CompleteAsync(
        RunContext context,
        Resource resource,
        ResourceArgs args,
        ResourceOptions options,
        IReadOnlyDictionary<string, IPendingOutput> outputs
    )
    {
        var missingIsKnown = false;
        try
        {
            var answer = await AnswerAsync(context, resource, args, options).ConfigureAwait(false);
            Resolve(resource, answer, outputs);
            // What a preview does not tell will only be known after the update.
            missingIsKnown = !context.IsDryRun && answer.Succeeded;
        }
        catch (Exception error)
        {
            foreach (var output in outputs.Values)
            {
                output.SetError(error);
            }
            throw;
        }
        finally
        {
            // Nothing that waits for this resource may wait for ever.
            foreach (var output in outputs.Values)
            {
                output.SetDefault(missingIsKnown);
            }
        }
    }

    /// <summary>Tells the engine a component's outputs.</summary>
    public static async Task RegisterOutputsAsync(RunContext context, Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var values = await outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
        var serialized = await SerializedProperties
            .SerializeAsync(context, $"monitor.registerResourceOutputs({urn})", values)
            .ConfigureAwait(false);
        await context.Monitor.RegisterResourceOutputsAsync(new() { Urn = urn, Outputs = serialized.Properties }).ConfigureAwait(false);
    }

    private static async Task<Answer> AnswerAsync(RunContext context, Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is { } urn)
        {
            return await LookUpAsync(context, urn).ConfigureAwait(false);
        }
        if (options.Id != null && await options.Id.ToOutput().GetValueAsync(whenUnknown: "").ConfigureAwait(false) is { Length: > 0 } id)
        {
            if (resource is not CustomResource)
            {
                throw new ArgumentException(
                    $"{nameof(ResourceOptions)}.{nameof(ResourceOptions.Id)} is only valid for a {nameof(CustomResource)}"
                );
            }
            var read = await RegistrationRequest.ReadAsync(context, resource, id, args, options).ConfigureAwait(false);
            var state = await context.Monitor.ReadResourceAsync(resource, read).ConfigureAwait(false);
            return new(state.Urn, id, state.Properties);
        }
        var request = await RegistrationRequest.RegisterAsync(context, resource, args, options).ConfigureAwait(false);
        var answer = await context.Monitor.RegisterResourceAsync(resource, request).ConfigureAwait(false);
        return new(answer.Urn, answer.Id, answer.Object)
        {
            Succeeded = answer.Result == Result.Success,
            Dependencies = answer.PropertyDependencies.ToDictionary(
                property => property.Key,
                property => property.Value.Urns.Select(dependency => (Resource)new DependencyResource(dependency)).ToImmutableHashSet()
            ),
        };
    }

    /// <summary>A resource that this stack has already.</summary>
    private static async Task<Answer> LookUpAsync(RunContext context, string urn)
    {
        var result = await context
            .Monitor.InvokeAsync(
                new()
                {
                    Tok = "pulumi:pulumi:getResource",
                    Args = new Struct { Fields = { ["urn"] = Value.ForString(urn) } },
                    AcceptResources = true,
                }
            )
            .ConfigureAwait(false);
        Invocation.ThrowOnFailures("pulumi:pulumi:getResource", result);
        return new(result.Return.Text("urn")!, result.Return.Text("id") ?? "", result.Return.Fields["state"].StructValue);
    }

    private static void Resolve(Resource resource, Answer answer, IReadOnlyDictionary<string, IPendingOutput> outputs)
    {
        var typed = new TypedValue(message => Log.Warn(message, resource));
        foreach (var (name, output) in outputs)
        {
            if (name == "urn")
            {
                output.Set(answer.Urn, isKnown: true, isSecret: false, []);
            }
            else if (name == "id" && resource is CustomResource)
            {
                output.Set(answer.Id, isKnown: answer.Id != "", isSecret: false, []);
            }
            else if (answer.State?.Fields.GetValueOrDefault(name) is { } value)
            {
                var read = ValueReader.Read(value);
                var converted = typed.Convert($"{resource.GetType().FullName}.{name}", read.Value, output.ValueType);
                output.Set(converted, read.IsKnown, read.IsSecret, answer.Dependencies.GetValueOrDefault(name) ?? []);
            }
        }
    }

    private sealed record Answer(string Urn, string Id, Struct? State)
    {
        public bool Succeeded { get; init; } = true;

        public IReadOnlyDictionary<string, ImmutableHashSet<Resource>> Dependencies { get; init; } =
            ImmutableDictionary<string, ImmutableHashSet<Resource>>.Empty;
    }
}
