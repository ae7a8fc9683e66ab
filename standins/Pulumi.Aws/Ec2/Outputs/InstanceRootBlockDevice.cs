namespace Pulumi.Aws.Ec2.Outputs;

/// <summary>The disk that a machine boots from.</summary>
[OutputType]
public sealed class InstanceRootBlockDevice
{
    /// <summary>Its size in GiB.</summary>
    public readonly int? VolumeSize;

    [OutputConstructor]
    private InstanceRootBlockDevice(int? volumeSize)
    {
        VolumeSize = volumeSize;
    }
}
