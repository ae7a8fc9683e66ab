using System.Collections.Immutable;
using Local.Providers.Contract;
using Local.Runner.Resources;

namespace Local.Runner.State;

/// <summary>One resource as a Pulumi deployment records it (<c>ResourceV3</c>), as far as this runner knows the fields.</summary>
internal sealed record ResourceRecord
{
    public required string Urn { get; init; }
    public required string Type { get; init; }
    public bool Custom { get; init; }

    /// <summary>Replaced already, and waiting to be deleted.</summary>
    public bool Delete { get; init; }

    /// <summary>Empty for components, and in a preview for what is not made yet.</summary>
    public string Id { get; init; } = "";

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;
    public string Parent { get; init; } = "";
    public bool Protect { get; init; }

    /// <summary>Read by the program, not managed by it.</summary>
    public bool External { get; init; }

    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>Why it is only half made; it is updated by the next run even when nothing changed.</summary>
    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary>A <see cref="ProviderReference"/>; empty for components and providers.</summary>
    public string Provider { get; init; } = "";

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Deleted already, to be made anew.</summary>
    public bool PendingReplacement { get; init; }

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];
    public CustomTimeouts? CustomTimeouts { get; init; }
    public bool RetainOnDelete { get; init; }
    public string DeletedWith { get; init; } = "";
    public DateTimeOffset? Created { get; init; }
    public DateTimeOffset? Modified { get; init; }
    public string SourcePosition { get; init; } = "";
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Null: none.</summary>
    public PropertyValue ReplacementTrigger { get; init; } = PropertyValue.Null;

    public bool IsProvider => Resources.Urn.IsProvider(Type);
    public string Name => Resources.Urn.Name(Urn);
    public ResourceIdentity Identity => new(Urn, Type, Name);
    public ResourceView View =>
        new(Urn, Type, Name, Parent, Id, Inputs, Outputs) { Provider = Provider.Length == 0 ? "" : ProviderReference.Parse(Provider).Urn };

    /// <summary>All URNs that must be there as long as this resource is.</summary>
    public IEnumerable<string> References()
    {
        IEnumerable<string> single = [Parent, DeletedWith, Provider.Length == 0 ? "" : ProviderReference.Parse(Provider).Urn];
        return single
            .Where(urn => urn.Length > 0)
            .Concat(Dependencies)
            .Concat(PropertyDependencies.SelectMany(property => property.Value))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The same record with every reference mapped; those mapped to null are dropped.</summary>
    public ResourceRecord MapReferences(Func<string, string?> map) =>
        this with
        {
            Parent = Parent.Length == 0 ? "" : map(Parent) ?? "",
            DeletedWith = DeletedWith.Length == 0 ? "" : map(DeletedWith) ?? "",
            Provider = Provider.Length == 0 ? "" : MapProvider(map),
            Dependencies = [.. Dependencies.Select(map).OfType<string>()],
            PropertyDependencies = PropertyDependencies.ToImmutableSortedDictionary(
                property => property.Key,
                property => property.Value.Select(map).OfType<string>().ToImmutableArray(),
                StringComparer.Ordinal
            ),
        };

    private string MapProvider(Func<string, string?> map)
    {
        var reference = ProviderReference.Parse(Provider);
        return map(reference.Urn) is { } urn ? (reference with { Urn = urn }).ToString() : "";
    }
}

/// <summary>Bounds that the program sets, in seconds; null: the provider's own.</summary>
internal sealed record CustomTimeouts(double? Create, double? Update, double? Delete, double? Read);

/// <summary>An operation that was begun; in the state until it ended.</summary>
/// <param name="Resource">As it was known when the operation began.</param>
/// <param name="Kind">What is being done to it.</param>
internal sealed record PendingOperation(ResourceRecord Resource, PendingKind Kind);

internal enum PendingKind
{
    Creating,
    Updating,
    Deleting,
    Reading,
}
