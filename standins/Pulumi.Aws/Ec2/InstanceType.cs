namespace Pulumi.Aws.Ec2;

/// <summary>A size of machines by name; any is given as text too.</summary>
[EnumType]
public readonly record struct InstanceType
{
    private readonly string _value;

    private InstanceType(string value) => _value = value;

    public static InstanceType T3_Small { get; } = new("t3.small");

    public static explicit operator string(InstanceType type) => type._value;

    public override string ToString() => _value;
}
