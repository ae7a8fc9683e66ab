namespace Pulumi;

/// <summary>Options of a resource at a provider.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Whether a replacement deletes the old thing first; default: as the provider says.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are secret besides those that come from secrets.</summary>
    public List<string> AdditionalSecretOutputs { get; set; } = [];

    /// <summary>The id of a thing that exists already: it is taken over and managed.</summary>
    public string? ImportId { get; set; }

    /// <summary>Both options together; the second wins where only one value is possible, lists are appended.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        foreach (var options in new[] { options1, options2 }.OfType<CustomResourceOptions>())
        {
            merged.Take(options);
            merged.DeleteBeforeReplace = options.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
            merged.AdditionalSecretOutputs = [.. merged.AdditionalSecretOutputs, .. options.AdditionalSecretOutputs];
            merged.ImportId = options.ImportId ?? merged.ImportId;
        }
        return merged;
    }

    internal override ResourceOptions Clone() => Merge(this, null);
}
