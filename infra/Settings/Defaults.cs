namespace Infra.Settings;

/// <summary>The value of every setting that has one when nothing is configured; Pulumi.yaml shows the same (a test compares them).</summary>
public static class Defaults
{
    /// <summary>Setting names, without their namespace, and values as they would be typed.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["provider"] = "aws",
            ["managers"] = "1",
            ["workers"] = "2",
            ["instanceType"] = "t3.small",
            ["diskGiB"] = "20",
            ["vpcCidr"] = "10.20.0.0/16",
            ["zones"] = "3",
            ["dockerChannel"] = "docker",
            ["overlayPool"] = "10.64.0.0/12",
            ["overlaySubnetSize"] = "24",
            ["networkMtu"] = "1500",
            ["stackFiles"] = "stacks/demo.yaml",
        };
}
