namespace Pulumi.Aws.Inputs;

/// <summary>Tags of every resource that can have some.</summary>
public sealed class ProviderDefaultTagsArgs : ResourceArgs
{
    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }
}
