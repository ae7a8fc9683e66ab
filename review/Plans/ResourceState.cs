using System.Globalization;
using System.Text.Json;

namespace Review.Plans;

/// <summary>A resource before or after.</summary>
public sealed record ResourceState
{
    /// <summary>What the program asks for.</summary>
    public Value Inputs { get; init; } = Value.Absent;

    /// <summary>What the provider reports.</summary>
    public Value Outputs { get; init; } = Value.Absent;

    /// <summary>The URN of what it is part of; empty for the stack itself.</summary>
    public string Parent { get; init; } = "";

    /// <summary>What the engine or the cloud knows it by; empty where it is not made yet.</summary>
    internal string Id { get; init; } = "";

    /// <summary>The name of the provider that makes it, such as that of a node's engine; empty where the plan does not tell.</summary>
    internal string Provider { get; init; } = "";

    /// <summary>The URNs of what it needs; a stream of events names none.</summary>
    internal IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>When it was made; null where the plan does not tell.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Whether it outlives its deletion.</summary>
    public bool IsKept { get; init; }

    /// <summary>Reads a state; null where the plan has none.</summary>
    internal static ResourceState? Of(JsonElement holder, string name)
    {
        if (!holder.TryGetProperty(name, out var state) || state.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return new ResourceState
        {
            Inputs = Property(state, "inputs"),
            Outputs = Property(state, "outputs"),
            Parent = state.TextOf("parent") ?? "",
            Id = state.TextOf("id") ?? "",
            Provider = state.TextOf("provider") is { } provider ? Urn.NameIn(provider).Split("::")[0] : "",
            Needs = state.TextsOf("dependencies"),
            Created = DateTimeOffset.TryParse(
                state.TextOf("created"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var made
            )
                ? made
                : null,
            IsKept = state.TryGetProperty("retainOnDelete", out var kept) && kept.ValueKind == JsonValueKind.True,
        };
    }

    // One form leaves out what is empty.
    private static Value Property(JsonElement state, string name) =>
        state.TryGetProperty(name, out var found) && Value.Of(found) is var value && value.Properties.Any() ? value : Value.Absent;
}
