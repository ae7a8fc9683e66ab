namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>A condition that offerings are chosen by.</summary>
public sealed class GetInstanceTypeOfferingsFilterInputArgs : ResourceArgs
{
    /// <summary>The field, by the name that EC2's DescribeInstanceTypeOfferings gives it.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("values", required: true)]
    private InputList<string>? _values;

    /// <summary>The values that are wanted; * stands for anything.</summary>
    public InputList<string> Values
    {
        get => _values ??= new();
        set => _values = value;
    }
}
