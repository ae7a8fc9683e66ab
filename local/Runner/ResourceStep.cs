using Local.Providers.Contract;
using Local.Runner.State;

namespace Local.Runner;

/// <summary>One thing that is (to be) done to one resource.</summary>
public sealed record ResourceStep
{
    public required string Urn { get; init; }
    public required string Type { get; init; }

    /// <summary>The logical name.</summary>
    public required string Name { get; init; }

    /// <summary>The parent's URN; empty for the stack itself.</summary>
    public required string Parent { get; init; }

    /// <summary>False for components, which only group others.</summary>
    public required bool IsCustom { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>The resource as recorded; null when there is none yet.</summary>
    public ResourceView? Old => OldRecord?.View;

    /// <summary>The resource as it will be (before the operation) or is (after it); null for a deletion.</summary>
    public ResourceView? New => NewRecord?.View;

    /// <summary>How the inputs differ, for an update, a replacement or a refresh.</summary>
    public IReadOnlyList<PropertyChange> Changes { get; init; } = [];

    /// <summary>The inputs that need a replacement.</summary>
    public IReadOnlyList<string> ReplaceReasons { get; init; } = [];

    /// <summary>Set for a deletion that leaves what is there, and forgets it: the resource is retained, and what it lives on stays.</summary>
    public bool IsKept { get; init; }

    internal ResourceRecord? OldRecord { get; init; }
    internal ResourceRecord? NewRecord { get; init; }

    internal static ResourceStep For(Operation operation, ResourceRecord? old, ResourceRecord? next)
    {
        var record = next ?? old!;
        return new ResourceStep
        {
            Urn = record.Urn,
            Type = record.Type,
            Name = record.Name,
            Parent = record.Parent,
            IsCustom = record.Custom,
            Operation = operation,
            OldRecord = old,
            NewRecord = next,
        };
    }
}

/// <summary>One difference. A secret is marked so, and shows as <c>[secret]</c> in <see cref="PropertyValue.ToString"/>.</summary>
/// <param name="Path">Where, such as <c>tags.Name</c> or <c>ports[0].external</c>.</param>
/// <param name="Old">Null when it is added.</param>
/// <param name="New">Null when it goes.</param>
/// <param name="NeedsReplace">Part of the reason for a replacement.</param>
public sealed record PropertyChange(string Path, PropertyValue? Old, PropertyValue? New, bool NeedsReplace);

/// <summary>A resource in the state. Secrets are marked.</summary>
public sealed record ResourceView(string Urn, string Type, string Name, string Parent, string Id, PropertyMap Inputs, PropertyMap Outputs)
{
    /// <summary>The URN of the provider resource that serves it; empty for components and providers.</summary>
    public string Provider { get; init; } = "";
}

/// <summary>What the state holds.</summary>
/// <param name="Resources">In the order of dependencies; what waits for deletion after a replacement is left out.</param>
/// <param name="Outputs">The stack's outputs.</param>
/// <param name="Interrupted">The URNs whose operation a run before did not see end.</param>
public sealed record StackView(IReadOnlyList<ResourceView> Resources, PropertyMap Outputs, IReadOnlyList<string> Interrupted);
