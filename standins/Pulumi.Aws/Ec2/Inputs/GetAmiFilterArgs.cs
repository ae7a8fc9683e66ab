namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>A condition that images are chosen by, all known.</summary>
public sealed class GetAmiFilterArgs : InvokeArgs
{
    /// <summary>The field, by the name that EC2's DescribeImages gives it.</summary>
    [Input("name", required: true)]
    public string Name { get; set; } = null!;

    [Input("values", required: true)]
    private List<string>? _values;

    /// <summary>The values that are wanted; * stands for anything.</summary>
    public List<string> Values
    {
        get => _values ??= [];
        set => _values = value;
    }
}
