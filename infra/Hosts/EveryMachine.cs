using Pulumi;
using Pulumi.Aws.Ec2.Inputs;

namespace Infra.Hosts;

/// <summary>What is the same on every machine, the bastion too.</summary>
internal static class EveryMachine
{
    /// <summary>Only the host itself, with a session token: no container reaches the instance's credentials.</summary>
    public static InstanceMetadataOptionsArgs Metadata() =>
        new()
        {
            HttpEndpoint = "enabled",
            HttpTokens = "required",
            HttpPutResponseHopLimit = 1,
        };

    /// <summary>An encrypted disk.</summary>
    /// <param name="gib">Its size in GiB.</param>
    /// <param name="tags">Its tags.</param>
    public static InstanceRootBlockDeviceArgs Disk(int gib, InputMap<string> tags) =>
        new()
        {
            Encrypted = true,
            VolumeSize = gib,
            VolumeType = "gp3",
            Tags = tags,
        };
}
