using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>Mounts, the same for services and containers but for one option.</summary>
internal static class MountSchema
{
    public static Shape OfService { get; } = Of();

    public static Shape OfContainer { get; } = Of(new Field("subpath", "Subpath", Text));

    private static Shape Of(params Field[] volumeOptions) => SetOf(
        new("target", "Target", Text) { Required = true },
        new("source", "Source", Text),
        new("type", "Type", OneOf("bind", "volume", "tmpfs")) { Required = true },
        new("readOnly", "ReadOnly", Flag),
        new("bindOptions", "BindOptions", Block(
            new Field("propagation", "Propagation", OneOf("private", "rprivate", "shared", "rshared", "slave", "rslave")) { Computed = true })),
        new("volumeOptions", "VolumeOptions", Block([
            new("noCopy", "NoCopy", Flag),
            new("labels", "Labels", Labels),
            new("driverName", "DriverConfig.Name", Text),
            new("driverOptions", "DriverConfig.Options", TextMap),
            .. volumeOptions])) { Computed = true },
        new("tmpfsOptions", "TmpfsOptions", Block(
            new Field("sizeBytes", "SizeBytes", Whole),
            new Field("mode", "Mode", Whole))));
}
