using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>One argument of a resource, with its place in the Engine API's JSON: the single description from which checks, plans, requests and refreshes follow.</summary>
/// <param name="Name">The argument's wire name in Pulumi.</param>
/// <param name="Api">Its path in the JSON object that holds it, such as <c>HostConfig.Memory</c>; empty when it is never sent.</param>
/// <param name="Shape">How the value looks on both sides.</param>
internal sealed record Field(string Name, string Api, Shape Shape)
{
    /// <summary>What the genuine provider assumes when the argument is left out.</summary>
    public PropertyValue Default { get; init; } = PropertyValue.Null;

    /// <summary>What the engine does where it holds nothing.</summary>
    public PropertyValue Implied { get; init; } = PropertyValue.Null;

    public bool Required { get; init; }

    /// <summary>A change needs a new resource.</summary>
    public bool ForceNew { get; init; }

    /// <summary>Left out, the engine's own choice stands and is no difference.</summary>
    public bool Computed { get; init; }

    /// <summary>Cannot be read back from the engine in a comparable form; a refresh keeps what the program said.</summary>
    public bool WriteOnly { get; init; }
}
