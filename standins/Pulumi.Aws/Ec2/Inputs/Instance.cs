namespace Pulumi.Aws.Ec2.Inputs;

/// <summary>On what terms AWS lends a machine.</summary>
public sealed class InstanceInstanceMarketOptionsArgs : ResourceArgs
{
    /// <summary>The market, such as spot.</summary>
    [Input("marketType")]
    public Input<string>? MarketType { get; set; }

    /// <summary>What holds for one of the spot market.</summary>
    [Input("spotOptions")]
    public Input<InstanceInstanceMarketOptionsSpotOptionsArgs>? SpotOptions { get; set; }
}

/// <summary>What holds for a machine of the spot market.</summary>
public sealed class InstanceInstanceMarketOptionsSpotOptionsArgs : ResourceArgs
{
    /// <summary>"one-time" (the default) or "persistent", which is asked for again when it has been taken back.</summary>
    [Input("spotInstanceType")]
    public Input<string>? SpotInstanceType { get; set; }
}

/// <summary>Who on a machine may ask AWS about it.</summary>
public sealed class InstanceMetadataOptionsArgs : ResourceArgs
{
    /// <summary>"enabled" (the default) or "disabled".</summary>
    [Input("httpEndpoint")]
    public Input<string>? HttpEndpoint { get; set; }

    /// <summary>How many network hops an answer lives, 1 to 64; 1 keeps it from containers.</summary>
    [Input("httpPutResponseHopLimit")]
    public Input<int>? HttpPutResponseHopLimit { get; set; }

    /// <summary>"required" asks for a session token (IMDSv2), "optional" does not.</summary>
    [Input("httpTokens")]
    public Input<string>? HttpTokens { get; set; }
}

/// <summary>The disk that a machine boots from.</summary>
public sealed class InstanceRootBlockDeviceArgs : ResourceArgs
{
    /// <summary>Whether it is encrypted; default false.</summary>
    [Input("encrypted")]
    public Input<bool>? Encrypted { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }

    /// <summary>Its size in GiB; default: the image's.</summary>
    [Input("volumeSize")]
    public Input<int>? VolumeSize { get; set; }

    /// <summary>Its kind, such as gp3; default: the image's.</summary>
    [Input("volumeType")]
    public Input<string>? VolumeType { get; set; }
}
