using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Wire;
using Pulumirpc;

namespace Pulumi.Running;

/// <summary>Look-ups at providers.</summary>
internal static class Invocation
{
    /// <summary>Asks once all arguments and dependencies are known; unknown until then.</summary>
    public static async Task<OutputData<T>> ToOutputAsync<T>(RunContext context, string token, InvokeArgs? args, InvokeOptions? options)
    {
        var arguments = await SerializeAsync(context, token, args).ConfigureAwait(false);
        ImmutableArray<Resource> declared = options is InvokeOutputOptions outputOptions
            ? await Dependencies.ExplicitAsync(outputOptions.DependsOn).ConfigureAwait(false)
            : [];
        var used = arguments.Dependencies.Values.SelectMany(resources => resources).ToImmutableHashSet();
        if (Value.ForStruct(arguments.Properties).ContainsUnknown() || await AnyNotMadeYetAsync(used.Union(declared)).ConfigureAwait(false))
        {
            return new([], default!, IsKnown: false, IsSecret: false);
        }
        var result = await InvokeAsync(context, token, arguments.Properties, options).ConfigureAwait(false);
        var read = ValueReader.Read(Value.ForStruct(result));
        return new(used.Union(declared), Typed<T>(token, read), read.IsKnown, read.IsSecret);
    }

    /// <summary>Asks at once.</summary>
    public static async Task<T> ToTaskAsync<T>(RunContext context, string token, InvokeArgs? args, InvokeOptions? options)
    {
        var arguments = await SerializeAsync(context, token, args).ConfigureAwait(false);
        var result = await InvokeAsync(context, token, arguments.Properties, options).ConfigureAwait(false);
        return Typed<T>(token, ValueReader.Read(Value.ForStruct(result)));
    }

    public static void ThrowOnFailures(string token, ResourceInvokeResponse response)
    {
        if (response.Failures.Count > 0)
        {
            var reasons = response.Failures.Select(failure => $"{failure.Reason} ({failure.Property})");
            throw new InvalidOperationException($"Invoke of '{token}' failed: {string.Join("; ", reasons)}");
        }
    }

    private static Task<SerializedProperties> SerializeAsync(RunContext context, string token, InvokeArgs? args) =>
        SerializedProperties.SerializeAsync(context, $"invoke:{token}", (args ?? InvokeArgs.Empty).ToDictionary());

    private static async Task<bool> AnyNotMadeYetAsync(IEnumerable<Resource> resources)
    {
        // A resource of which only the URN is known has no id, and is there.
        var ids = Dependencies.Expand(resources).Where(resource => resource.Id != null).Select(resource => resource.Id.Data);
        return (await Task.WhenAll(ids).ConfigureAwait(false)).Any(id => !id.IsKnown);
    }

    private static async Task<Struct> InvokeAsync(RunContext context, string token, Struct arguments, InvokeOptions? options)
    {
        var provider = options?.Provider ?? options?.Parent?.GetProvider(token);
        var response = await context
            .Monitor.InvokeAsync(
                new()
                {
                    Tok = token,
                    Args = arguments,
                    Provider = provider == null ? "" : await provider.ReferenceAsync().ConfigureAwait(false),
                    Version = options?.Version ?? "",
                    PluginDownloadURL = options?.PluginDownloadURL ?? "",
                    AcceptResources = true,
                }
            )
            .ConfigureAwait(false);
        ThrowOnFailures(token, response);
        return response.Return ?? new Struct();
    }

    private static T Typed<T>(string token, ReadValue read)
    {
        OutputTypes.Check($"{token} result", typeof(T));
        return (T)new TypedValue(message => Log.Warn(message)).Convert($"{token} result", read.Value, typeof(T))!;
    }
}
