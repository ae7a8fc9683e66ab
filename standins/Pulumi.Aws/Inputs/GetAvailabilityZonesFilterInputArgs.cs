namespace Pulumi.Aws.Inputs;

/// <summary>A condition that availability zones are chosen by.</summary>
public sealed class GetAvailabilityZonesFilterInputArgs : ResourceArgs
{
    /// <summary>The field, by the name that EC2's DescribeAvailabilityZones gives it.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("values", required: true)]
    private InputList<string>? _values;

    /// <summary>The values that are wanted.</summary>
    public InputList<string> Values
    {
        get => _values ??= new();
        set => _values = value;
    }
}
