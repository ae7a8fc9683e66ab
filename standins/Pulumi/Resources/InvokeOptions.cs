namespace Pulumi;

/// <summary>How a look-up is made.</summary>
public class InvokeOptions
{
    /// <summary>A resource whose provider is used.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider to ask; default: the parent's, then the package's default one.</summary>
    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}

/// <summary>How a look-up that gives an output is made.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    /// <summary>Resources that must be complete before the look-up.</summary>
    public InputList<Resource> DependsOn
    {
        get => field ??= new();
        set;
    }
}
