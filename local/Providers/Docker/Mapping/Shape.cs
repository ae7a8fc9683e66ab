using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>How an argument's value looks in Pulumi and in the Engine API, and when two values mean the same.</summary>
internal abstract class Shape
{
    /// <summary>What is expected, for an error: "a text", "a number".</summary>
    protected abstract string Expected { get; }

    protected abstract PropertyKind Kind { get; }

    public void CheckValue(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (value.Kind == PropertyKind.Unknown)
        {
            return;
        }

        if (value.Kind != Kind)
        {
            failures.Add(new(path, $"{path} is {value}; it must be {Expected}"));
        }
        else
        {
            CheckInside(value, path, failures);
        }
    }

    /// <summary>One form for all values that mean the same; unknown parts stay.</summary>
    public virtual PropertyValue Normal(PropertyValue value) => value;

    /// <summary>Whether the program's value describes what was found.</summary>
    public virtual bool Describes(PropertyValue said, PropertyValue found) => Normal(said).Equals(Normal(found));

    public abstract JsonNode? ToApi(PropertyValue value);

    public abstract PropertyValue FromApi(JsonNode node);

    /// <summary>The value written over what the engine holds now.</summary>
    public virtual JsonNode? Apply(PropertyValue value, JsonNode? current) => ToApi(value);

    protected virtual void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
    }
}
