using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Tests.Standins;

/// <summary>Gives every resource its inputs as outputs and an id, and keeps what it saw.</summary>
internal sealed class EchoMocks : IMocks
{
    public ConcurrentDictionary<string, MockResourceArgs> Seen { get; } = new();

    public ConcurrentQueue<MockCallArgs> Calls { get; } = new();

    public ConcurrentDictionary<string, ImmutableDictionary<string, Output<object?>>> Outputs { get; } = new();

    /// <summary>Outputs of the resource besides its inputs.</summary>
    public Dictionary<string, object> Computed { get; } = [];

    /// <summary>The answer of every look-up.</summary>
    public Dictionary<string, object> Answer { get; } = [];

    /// <summary>The id of the resource of this name; null: none.</summary>
    public Func<string, string?> Id { get; set; } = name => name + "-id";

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Seen[args.Name!] = args;
        return Task.FromResult<(string?, object)>((Id(args.Name!), args.Inputs.SetItems(Computed)));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Enqueue(args);
        return Task.FromResult<object>(Answer);
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Outputs[args.Urn] = args.Outputs;
        return Task.CompletedTask;
    }

    /// <summary>Runs an update of what the action declares.</summary>
    public Task<ImmutableArray<Resource>> RunAsync(Action declare) =>
        Deployment.TestAsync(this, new TestOptions { IsPreview = false }, declare);

    /// <summary>Runs a preview of what the action declares.</summary>
    public Task<ImmutableArray<Resource>> PreviewAsync(Action declare) => Deployment.TestAsync(this, new TestOptions(), declare);
}
