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

    /// <summary>What the engine does where it holds nothing; counts only where something that is not the program's is taken over.</summary>
    public PropertyValue Implied { get; init; } = PropertyValue.Null;

    /// <summary>Where something that is not the program's is taken over, what it holds here beyond the program's words is no difference.</summary>
    public bool Incidental { get; init; }

    /// <summary>What the genuine provider sends when there is no value, as JSON.</summary>
    public string? Unset { get; init; }

    public bool Required { get; init; }

    /// <summary>A change needs a new resource.</summary>
    public bool ForceNew { get; init; }

    /// <summary>Left out, what the state holds stands, is sent again, and is no difference.</summary>
    public bool Computed { get; init; }

    /// <summary>Taken away, it is no difference; another value is one.</summary>
    public bool MayGo { get; init; }

    /// <summary>The provider never reads it from the engine; a refresh keeps what the state says.</summary>
    public bool NotRead { get; init; }
}
