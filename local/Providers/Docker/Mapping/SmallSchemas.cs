using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>The arguments of the resources that hold little: volumes, secrets and configs.</summary>
internal static class SmallSchemas
{
    public static Schema Volume { get; } =
        new(
            new("name", "Name", Text) { ForceNew = true, Computed = true },
            new("driver", "Driver", Text) { ForceNew = true, Computed = true },
            new("driverOpts", "DriverOpts", TextMap) { ForceNew = true },
            new("labels", "Labels", FixedLabels) { ForceNew = true }
        );

    /// <summary><c>data</c> is base64, as the Engine API takes it.</summary>
    public static Schema Secret { get; } =
        new(
            new("name", "Name", Text) { ForceNew = true },
            new("data", "Data", Base64)
            {
                ForceNew = true,
                Required = true,
                NotRead = true,
            },
            new("labels", "Labels", FixedLabels) { ForceNew = true, NotRead = true }
        );

    /// <summary><c>data</c> is base64, <c>dataRaw</c> is not.</summary>
    public static Schema Config { get; } =
        new(
            new("name", "Name", Text) { ForceNew = true },
            new("data", "Data", Base64) { ForceNew = true },
            new("dataRaw", "", Text) { ForceNew = true },
            new("labels", "Labels", FixedLabels) { ForceNew = true }
        );
}
