namespace Pulumi;

/// <summary>Options of the whole stack.</summary>
public class StackOptions
{
    /// <summary>Functions that see, and may change, the arguments and options of every resource.</summary>
    public List<ResourceTransformation> ResourceTransformations { get; set; } = [];
}
