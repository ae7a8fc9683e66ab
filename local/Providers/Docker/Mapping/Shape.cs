using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>How an argument's value looks in Pulumi and in the Engine API, and when two values are the same.</summary>
internal abstract class Shape
{
    /// <summary>What is expected, for an error: "text", "a number".</summary>
    protected abstract string Expected { get; }

    protected abstract PropertyKind Kind { get; }

    /// <summary>The arguments inside.</summary>
    public virtual IReadOnlyList<Field> Fields => [];

    /// <summary>A set has no order, and the state keeps one as it was planned until the next refresh.</summary>
    public virtual bool IsSet => false;

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

    /// <summary>One form for all values between which the provider sees no difference; unknown parts stay.</summary>
    public virtual PropertyValue Normal(PropertyValue value) => value;

    /// <summary>The program's value, completed with defaults and with what the state holds of what the program leaves to the engine.</summary>
    public virtual PropertyValue Plan(PropertyValue said, PropertyValue held) => said;

    /// <summary>Whether something inside that changed needs a new resource.</summary>
    public virtual bool Replaces(PropertyValue old, PropertyValue planned) => false;

    /// <summary>What the state keeps of a value that was <paramref name="before"/> and that the engine shows as <paramref name="read"/>.</summary>
    public virtual PropertyValue Settle(PropertyValue before, PropertyValue read, bool keepsSets) =>
        (keepsSets && IsSet && !before.ContainsUnknowns) || Normal(before).Equals(Normal(read)) ? before : read;

    /// <summary>Whether the program's value means what was found: more than the provider itself knows, for what is taken over.</summary>
    public virtual bool Describes(PropertyValue said, PropertyValue found) => Normal(said).Equals(Normal(found));

    public abstract JsonNode? ToApi(PropertyValue value);

    public abstract PropertyValue FromApi(JsonNode node);

    protected virtual void CheckInside(PropertyValue value, string path, List<CheckFailure> failures) { }
}
