namespace Pulumi;

/// <summary>How the engine treats a resource, apart from its arguments.</summary>
public abstract class ResourceOptions
{
    /// <summary>The id of a thing that exists already: it is read, not managed.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource that this one belongs to; default: the stack.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must be complete before this one, besides those that its arguments name.</summary>
    public InputList<Resource> DependsOn
    {
        get => field ??= new();
        set;
    }

    /// <summary>Whether deleting it is refused; default: as the parent.</summary>
    public bool? Protect { get; set; }

    /// <summary>Property paths whose changes are ignored.</summary>
    public List<string> IgnoreChanges { get; set; } = [];

    /// <summary>Property paths whose changes replace the resource.</summary>
    public List<string> ReplaceOnChanges { get; set; } = [];

    /// <summary>The version of the provider plugin; default: that of the package.</summary>
    public string? Version { get; set; }

    /// <summary>Where to fetch the provider plugin from; default: the usual place.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>The provider to use; default: that of the parent, then the package's default one.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>How long operations may take; default: as the provider says.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Functions that see, and may change, the arguments and options of this resource and its descendants.</summary>
    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];

    /// <summary>Names that the resource had before.</summary>
    public List<Input<Alias>> Aliases { get; set; } = [];

    /// <summary>The URN of a resource that exists already in this stack.</summary>
    public string? Urn { get; set; }

    /// <summary>Whether the thing is left alone when the resource is deleted; default: no.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>The resource with which this one vanishes: when that is deleted, this one's own deletion is skipped.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>Resources whose replacement replaces this one too.</summary>
    public InputList<Resource> ReplaceWith
    {
        get => field ??= new();
        set;
    }

    /// <summary>Property paths whose changes are not shown.</summary>
    public List<string> HideDiffs { get; set; } = [];

    /// <summary>A value whose change replaces the resource.</summary>
    public Input<object>? ReplacementTrigger { get; set; }

    /// <summary>A copy that may be changed without touching the program's own.</summary>
    internal abstract ResourceOptions Clone();

    /// <summary>Adds another's options: its scalars win, its lists are appended.</summary>
    private protected void Take(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        DependsOn = DependsOn.Concat(other.DependsOn);
        Protect = other.Protect ?? Protect;
        IgnoreChanges = [.. IgnoreChanges, .. other.IgnoreChanges];
        ReplaceOnChanges = [.. ReplaceOnChanges, .. other.ReplaceOnChanges];
        Version = other.Version ?? Version;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        ResourceTransformations = [.. ResourceTransformations, .. other.ResourceTransformations];
        Aliases = [.. Aliases, .. other.Aliases];
        Urn = other.Urn ?? Urn;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplaceWith = ReplaceWith.Concat(other.ReplaceWith);
        HideDiffs = [.. HideDiffs, .. other.HideDiffs];
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;
    }
}
