using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>What answers a program under test in the engine's place.</summary>
public interface IMocks
{
    /// <summary>Answers the registration or reading of a resource, components too.</summary>
    /// <returns>The resource's id (null or empty: not known) and its outputs: a dictionary or an arguments object.</returns>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers a look-up.</summary>
    /// <returns>Its result: a dictionary or an arguments object.</returns>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Sees the outputs that a component or the stack registers.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}

/// <summary>A resource as mocks see it: secrets are plain, numbers are doubles, and what is unknown is missing.</summary>
public class MockResourceArgs
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>The provider's reference: its URN and id; empty for the default one.</summary>
    public string? Provider { get; set; }

    /// <summary>The id that the program gave, to read or to import; empty otherwise.</summary>
    public string? Id { get; set; }
}

/// <summary>A look-up as mocks see it.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    public string? Provider { get; set; }
}

/// <summary>Registered outputs as mocks see them.</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
