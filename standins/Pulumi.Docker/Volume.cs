using System.Collections.Immutable;

namespace Pulumi.Docker;

/// <summary>A volume on one node.</summary>
public class Volume : CustomResource
{
    private const string Token = "docker:index/volume:Volume";

    public Volume(string name, VolumeArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new VolumeArgs(), Package.Options(options)) { }

    [Output("driver")]
    public Output<string> Driver { get; private set; } = null!;

    [Output("driverOpts")]
    public Output<ImmutableDictionary<string, string>?> DriverOpts { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableArray<Outputs.VolumeLabel>> Labels { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Volume"/>.</summary>
public sealed class VolumeArgs : ResourceArgs
{
    /// <summary>The name; default: the resource's, with a random suffix.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The driver; default local.</summary>
    [Input("driver")]
    public Input<string>? Driver { get; set; }

    /// <summary>Options of the driver.</summary>
    [field: Input("driverOpts")]
    public InputMap<string> DriverOpts
    {
        get => field ??= new();
        set;
    }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<Inputs.VolumeLabelArgs> Labels
    {
        get => field ??= new();
        set;
    }
}
