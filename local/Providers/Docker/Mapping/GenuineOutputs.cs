using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>
/// What the genuine provider records of a resource beside what the engine says of it: it takes an output that it does not find in a state for a change. Seen
/// with provider 5.1.0: a preview of a state without these updates every service and replaces every container.
/// </summary>
internal static class GenuineOutputs
{
    private const string Bridge = "bridge";

    private static readonly PropertyMap _service = Of(
        ("mode", Of(("global", false))),
        ("rollbackConfig", Of(("delay", "0s"))),
        ("updateConfig", Of(("delay", "0s"))),
        (
            "taskSpec",
            Of(
                (
                    "containerSpec",
                    Of(
                        ("dir", ""),
                        ("hostname", ""),
                        ("init", false),
                        ("isolation", "default"),
                        ("readOnly", false),
                        ("stopSignal", ""),
                        ("sysctl", PropertyMap.Empty),
                        ("user", "")
                    )
                ),
                ("forceUpdate", 0),
                ("runtime", "container")
            )
        )
    );

    private static readonly PropertyMap _container = Of(
        ("attach", false),
        ("containerReadRefreshTimeoutMilliseconds", 15_000),
        ("command", Nothing),
        ("entrypoints", Nothing),
        ("envs", Nothing),
        ("hostname", ""),
        ("init", false),
        ("labels", Nothing),
        ("logs", false),
        ("memoryReservation", 0),
        ("mustRun", true),
        ("readOnly", false),
        ("removeVolumes", true),
        ("rm", false),
        ("securityOpts", Nothing),
        ("start", true),
        ("stdinOpen", false),
        ("stopSignal", ""),
        ("stopTimeout", 0),
        ("tty", false),
        ("wait", false),
        ("waitTimeout", 60)
    );

    private static PropertyValue Nothing => PropertyValue.Of(Array.Empty<PropertyValue>());

    /// <summary>The outputs with what lacks.</summary>
    public static PropertyMap Complete(string type, PropertyMap inputs, PropertyMap outputs) =>
        type switch
        {
            "docker:index/service:Service" => WithPortNames(Merge(outputs, _service)),
            "docker:index/container:Container" => Merge(
                WithNetworkMode(inputs, inputs.ContainsKey("cgroupnsMode") ? outputs : outputs.Without("cgroupnsMode")),
                _container
            ),
            _ => outputs,
        };

    private static PropertyMap WithPortNames(PropertyMap outputs) =>
        outputs["endpointSpec"] is { Kind: PropertyKind.Map } endpoint && endpoint.AsMap["ports"] is { Kind: PropertyKind.List } ports
            ? outputs.With(
                "endpointSpec",
                endpoint.AsMap.With(
                    "ports",
                    PropertyValue.Of(ports.AsList.Select(port => (PropertyValue)Merge(port.AsMap, Of(("name", "")))))
                )
            )
            : outputs;

    /// <summary>The genuine provider makes a container on the bridge, and attaches it to its networks then.</summary>
    private static PropertyMap WithNetworkMode(PropertyMap inputs, PropertyMap outputs) =>
        inputs.ContainsKey("networkMode") ? outputs : outputs.With("networkMode", Bridge);

    /// <summary>Adds what is missing within the groups that are there.</summary>
    private static PropertyMap Merge(PropertyMap outputs, PropertyMap more) =>
        more.Aggregate(outputs, (map, item) => (map[item.Key], item.Value) switch
            {
                ({ Kind: PropertyKind.Null }, { Kind: PropertyKind.Map, AsMap.Count: > 0 }) => map,
                ({ Kind: PropertyKind.Null }, var value) => map.With(item.Key, value),
                ({ Kind: PropertyKind.Map } there, { Kind: PropertyKind.Map } group) when Merge(there.AsMap, group.AsMap) is var merged =>
                    map.With(item.Key, there.IsSecret ? PropertyValue.Of(merged).ToSecret() : merged),
                _ => map,
            });

    private static PropertyMap Of(params (string Key, PropertyValue Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, value.Value)));
}
