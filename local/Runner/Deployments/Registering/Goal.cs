using System.Collections.Immutable;
using Local.Providers.Contract;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>A resource as the program wants it.</summary>
internal sealed record Goal
{
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required bool Custom { get; init; }
    public string Parent { get; init; } = "";
    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    /// <summary>A <see cref="ProviderReference"/>; empty: the package's default provider.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The package's version, which names its default provider.</summary>
    public string Version { get; init; } = "";

    public ImmutableArray<string> Dependencies { get; init; } = [];
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Null: as the parent.</summary>
    public bool? Protect { get; init; }

    /// <summary>Null: as the parent.</summary>
    public bool? RetainOnDelete { get; init; }

    /// <summary>Empty: as the parent.</summary>
    public string DeletedWith { get; init; } = "";

    /// <summary>Null: as the provider says.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Another value than the recorded one replaces the resource; null on either side does not.</summary>
    public PropertyValue ReplacementTrigger { get; init; } = PropertyValue.Null;

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];
    public CustomTimeouts? CustomTimeouts { get; init; }
    public ImmutableArray<Alias> Aliases { get; init; } = [];
    public string SourcePosition { get; init; } = "";
}

/// <summary>A name that a resource had before: a whole URN, or parts of which null ones are the resource's own.</summary>
internal sealed record Alias
{
    public string? Urn { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public string? Stack { get; init; }
    public string? Project { get; init; }
    public string? Parent { get; init; }
    public bool NoParent { get; init; }
}

/// <summary>What the program is told of a resource.</summary>
internal sealed record Registered(RegistrationResult Result, string Urn, string Id, PropertyMap Outputs);

internal enum RegistrationResult
{
    Success,

    /// <summary>The operation failed, and the user was told.</summary>
    Failed,

    /// <summary>It depends on something that failed.</summary>
    Skipped,
}
