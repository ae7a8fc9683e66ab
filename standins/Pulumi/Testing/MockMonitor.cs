using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Running;
using Pulumi.Wire;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>A resource monitor that lets mocks answer.</summary>
internal sealed class MockMonitor(IMocks mocks) : IMonitor
{
    private readonly ConcurrentDictionary<string, Struct> _registered = new();
    private readonly ConcurrentQueue<Resource> _resources = new();

    /// <summary>Everything that was registered or read, in that order.</summary>
    public ImmutableArray<Resource> Resources => [.. _resources];

    public Task<bool> SupportsAsync(string feature) => Task.FromResult(true);

    public async Task<RegisterResourceResponse> RegisterResourceAsync(Resource resource, RegisterResourceRequest request)
    {
        _resources.Enqueue(resource);
        var urn = Urn(request.Parent, request.Type, request.Name);
        if (request.Type == Stack.RootType)
        {
            return new() { Urn = urn, Object = new Struct() };
        }
        var (id, state) = await MakeAsync(
                urn,
                new()
                {
                    Type = request.Type,
                    Name = request.Name,
                    Inputs = Plain(request.Object),
                    Provider = request.Provider,
                    Id = request.ImportId,
                }
            )
            .ConfigureAwait(false);
        return new()
        {
            Urn = urn,
            Id = id,
            Object = state,
        };
    }

    public async Task<ReadResourceResponse> ReadResourceAsync(Resource resource, ReadResourceRequest request)
    {
        var urn = Urn(request.Parent, request.Type, request.Name);
        var (_, state) = await MakeAsync(
                urn,
                new()
                {
                    Type = request.Type,
                    Name = request.Name,
                    Inputs = Plain(request.Properties),
                    Provider = request.Provider,
                    Id = request.Id,
                }
            )
            .ConfigureAwait(false);
        _resources.Enqueue(resource);
        return new() { Urn = urn, Properties = state };
    }

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        var args = Plain(request.Args);
        if (request.Tok == "pulumi:pulumi:getResource")
        {
            var urn = (string)args["urn"];
            return new() { Return = _registered.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"Unknown resource {urn}") };
        }
        var result = await mocks
            .CallAsync(
                new()
                {
                    Token = request.Tok,
                    Args = args,
                    Provider = request.Provider,
                }
            )
            .ConfigureAwait(false);
        return new() { Return = await ToStructAsync(result, request.Tok).ConfigureAwait(false) };
    }

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request) =>
        mocks.RegisterResourceOutputs(
            new(
                request.Urn,
                request.Outputs.Fields.ToImmutableDictionary(
                    output => output.Key,
                    output =>
                    {
                        var read = ValueReader.Read(output.Value);
                        return new Output<object?>(new OutputData<object?>([], read.Value, read.IsKnown, read.IsSecret));
                    }
                )
            )
        );

    public Task SignalAndWaitForShutdownAsync() => Task.CompletedTask;

    private async Task<(string Id, Struct State)> MakeAsync(string urn, MockResourceArgs args)
    {
        var (id, made) = await mocks.NewResourceAsync(args).ConfigureAwait(false);
        var state = await ToStructAsync(made, args.Type!).ConfigureAwait(false);
        id ??= args.Id!;
        _registered[urn] = new()
        {
            Fields =
            {
                ["urn"] = Value.ForString(urn),
                ["id"] = Value.ForString(id),
                ["state"] = Value.ForStruct(state),
            },
        };
        return (id, state);
    }

    /// <summary>The URN of a mocked resource. Of the types above it, it names only the outermost, as the genuine mocks do.</summary>
    private static string Urn(string parent, string type, string name)
    {
        var above = parent == "" ? "" : parent.Split("::")[2].Split('$')[0] + "$";
        return $"urn:pulumi:{Deployment.Instance.StackName}::{Deployment.Instance.ProjectName}::{above}{type}::{name}";
    }

    /// <summary>The properties as mocks see them: without those of which any part is unknown.</summary>
    private static ImmutableDictionary<string, object> Plain(Struct properties) =>
        properties
            .Fields.Select(property => (property.Key, Read: ValueReader.Read(property.Value)))
            .Where(property => property.Read is { IsKnown: true, Value: not null })
            .ToImmutableDictionary(property => property.Key, property => property.Read.Value!);

    private static async Task<Struct> ToStructAsync(object? answer, string of)
    {
        var value = answer is IEnumerable<KeyValuePair<string, object>> members ? members.ToImmutableDictionary() : answer;
        var serialized = await new PropertySerializer(keepResources: true).SerializeAsync("", value).ConfigureAwait(false);
        return serialized?.StructValue
            ?? throw new InvalidOperationException(
                $"The mock of {of} returned {answer?.GetType().FullName ?? "nothing"}; a dictionary or an arguments object is needed."
            );
    }
}
