using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>The arguments of the resources that hold little: volumes, secrets and configs.</summary>
internal static class SmallSchemas
{
    public static Schema Volume { get; } = new(
        new("name", "Name", Text) { ForceNew = true },
        new("driver", "Driver", Text) { ForceNew = true, Computed = true },
        new("driverOpts", "DriverOpts", TextMap) { ForceNew = true, WriteOnly = true },
        new("labels", "Labels", Labels) { ForceNew = true, Computed = true });

    /// <summary><c>data</c> is base64, as the Engine API takes it.</summary>
    public static Schema Secret { get; } = new(
        new("name", "Name", Text) { ForceNew = true },
        new("data", "Data", Text) { ForceNew = true, Required = true, WriteOnly = true },
        new("labels", "Labels", Labels) { ForceNew = true });

    /// <summary><c>data</c> is base64, <c>dataRaw</c> is not.</summary>
    public static Schema Config { get; } = new(
        new("name", "Name", Text) { ForceNew = true },
        new("data", "Data", Text) { ForceNew = true, WriteOnly = true },
        new("dataRaw", "", Text) { ForceNew = true },
        new("labels", "Labels", Labels) { ForceNew = true });
}
