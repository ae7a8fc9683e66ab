namespace Pulumi.Docker.Inputs;

/// <summary>A label of a secret.</summary>
public sealed class SecretLabelArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}
