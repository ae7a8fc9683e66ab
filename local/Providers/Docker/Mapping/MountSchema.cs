using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>Mounts, the same for services and containers but for one option.</summary>
internal static class MountSchema
{
    public static Shape OfService { get; } =
        SetOf(Of(PermissionBits, false, new Field("propagation", "Propagation", Propagation) { Default = "rprivate", Incidental = true }));

    public static Shape OfContainer { get; } =
        SetOf(
            Of(
                Whole,
                true,
                new Field("propagation", "Propagation", Propagation) { Incidental = true },
                new Field("subpath", "Subpath", Text) { ForceNew = true }
            )
        );

    private static Shape Propagation => OneOf("private", "rprivate", "shared", "rshared", "slave", "rslave");

    private static Field[] Of(Shape mode, bool fixedTmpfs, Field propagation, params Field[] volumeOptions) =>
        [
            new("target", "Target", Text) { Required = true },
            new("source", "Source", Text),
            new("type", "Type", OneOf("bind", "volume", "tmpfs")) { Required = true },
            new("readOnly", "ReadOnly", Flag),
            new("bindOptions", "BindOptions", Block(propagation)),
            new(
                "volumeOptions",
                "VolumeOptions",
                Block([
                    new("noCopy", "NoCopy", Flag),
                    new("labels", "Labels", FixedLabels),
                    new("driverName", "DriverConfig.Name", Text),
                    new("driverOptions", "DriverConfig.Options", TextMap),
                    .. volumeOptions,
                ])
            )
            {
                Incidental = true,
            },
            new("tmpfsOptions", "TmpfsOptions", Block(new Field("sizeBytes", "SizeBytes", Whole), new Field("mode", "Mode", mode)))
            {
                ForceNew = fixedTmpfs,
            },
        ];
}
