using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>The arguments of <c>docker:index/network:Network</c> 5.1.0; every change replaces the network.</summary>
internal static class NetworkSchema
{
    public static Schema Value { get; } =
        new(
            new("name", "Name", Text) { ForceNew = true },
            new("labels", "Labels", FixedLabels) { ForceNew = true },
            new("driver", "Driver", Text) { ForceNew = true, Computed = true },
            new("options", "Options", TextMapWithEngineEntries) { ForceNew = true, Computed = true },
            new("internal", "Internal", Flag) { ForceNew = true, Computed = true },
            new("attachable", "Attachable", Flag) { ForceNew = true },
            new("ingress", "Ingress", Flag) { ForceNew = true },
            new("ipv6", "EnableIPv6", Flag) { ForceNew = true },
            new("ipamDriver", "IPAM.Driver", Text) { ForceNew = true, Default = "default" },
            new("ipamOptions", "IPAM.Options", TextMap) { ForceNew = true },
            new(
                "ipamConfigs",
                "IPAM.Config",
                SetOf(
                    new Field("subnet", "Subnet", Text) { ForceNew = true, Incidental = true },
                    new Field("ipRange", "IPRange", Text) { ForceNew = true, Incidental = true },
                    // The engine chooses one where none is given, and the provider takes that for a difference after a refresh.
                    new Field("gateway", "Gateway", Text) { ForceNew = true, Incidental = true },
                    new Field("auxAddress", "AuxiliaryAddresses", TextMap) { ForceNew = true }
                )
            )
            {
                ForceNew = true,
                Computed = true,
            }
        );
}
