namespace Pulumi.Docker.Outputs;

/// <summary>A label of a volume.</summary>
[OutputType]
public sealed class VolumeLabel
{
    /// <summary>Its name.</summary>
    public readonly string Label;

    /// <summary>Its value.</summary>
    public readonly string Value;

    [OutputConstructor]
    private VolumeLabel(string label, string value)
    {
        Label = label;
        Value = value;
    }
}
