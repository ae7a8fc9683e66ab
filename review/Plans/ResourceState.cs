using System.Text.Json;

namespace Review.Plans;

/// <summary>A resource before or after.</summary>
public sealed record ResourceState
{
    /// <summary>What the program asks for.</summary>
    public Value Inputs { get; init; }

    /// <summary>What the provider reports.</summary>
    public Value Outputs { get; init; }

    /// <summary>The URN of what it is part of; empty for the stack itself.</summary>
    public string Parent { get; init; } = "";

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
            IsKept = state.TryGetProperty("retainOnDelete", out var kept) && kept.ValueKind == JsonValueKind.True,
        };
    }

    // One form leaves out what is empty.
    private static Value Property(JsonElement state, string name) =>
        state.TryGetProperty(name, out var found) && new Value(found) is var value && value.Properties.Any() ? value : default;
}
