using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>Mounts, the same for services and containers.</summary>
internal static class MountSchema
{
    public static Shape Value { get; } = SetOf(
        new("target", "Target", Text) { Required = true },
        new("source", "Source", Text),
        new("type", "Type", OneOf("bind", "volume", "tmpfs")) { Required = true },
        new("readOnly", "ReadOnly", Flag),
        new("bindOptions", "BindOptions", Block(
            new Field("propagation", "Propagation", OneOf("private", "rprivate", "shared", "rshared", "slave", "rslave")) { Computed = true })),
        new("volumeOptions", "VolumeOptions", Block(
            new Field("noCopy", "NoCopy", Flag),
            new Field("labels", "Labels", Labels),
            new Field("driverName", "DriverConfig.Name", Text),
            new Field("driverOptions", "DriverConfig.Options", TextMap),
            new Field("subpath", "Subpath", Text))) { Computed = true },
        new("tmpfsOptions", "TmpfsOptions", Block(
            new Field("sizeBytes", "SizeBytes", Whole),
            new Field("mode", "Mode", Whole))));
}
