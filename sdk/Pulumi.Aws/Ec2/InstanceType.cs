namespace Pulumi.Aws.Ec2;

/// <summary>Sizes of machines by name; any other is given as text.</summary>
[EnumType]
public readonly record struct InstanceType
{
    private readonly string value;

    private InstanceType(string value) => this.value = value;

    public static InstanceType T3_Micro { get; } = new("t3.micro");

    public static InstanceType T3_Small { get; } = new("t3.small");

    public static InstanceType T3_Medium { get; } = new("t3.medium");

    public static explicit operator string(InstanceType type) => type.value;

    public override string ToString() => value;
}
