using System.Globalization;
using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

/// <summary>The body of a container's creation: what the schema maps, and the arguments that the API spreads over several places.</summary>
internal static class ContainerBody
{
    public static JsonObject Of(PropertyMap inputs)
    {
        var body = ContainerSchema.Value.ToApi(inputs);
        var host = body["HostConfig"]!.AsObject();
        AddPorts(body, host, inputs.List("ports"));
        AddVolumes(body, host, inputs.List("volumes"));
        foreach (var device in host["Devices"] as JsonArray ?? [])
        {
            device!["PathInContainer"] ??= device["PathOnHost"]!.DeepClone();
        }

        // As docker's client writes them: any other form is a difference after a refresh.
        foreach (var list in new[] { "CapAdd", "CapDrop" }.Where(name => host[name] is JsonArray))
        {
            host[list] = new JsonArray([
                .. host[list]!.AsArray().Select(capability => (JsonNode)Capability(capability!.GetValue<string>())),
            ]);
        }

        return body;
    }

    /// <summary>How a container is attached to one of its networks.</summary>
    public static JsonObject Endpoint(PropertyMap network)
    {
        var endpoint = new JsonObject();
        Add(endpoint, "Aliases", network["aliases"], Shapes.Texts);
        Add(endpoint, "MacAddress", network["macAddress"], Shapes.Text);
        Add(endpoint, "DriverOpts", network["driverOpts"], Shapes.Options);
        Add(endpoint, "GwPriority", network["gwPriority"], Shapes.Whole);
        Add(endpoint, "IPAMConfig.IPv4Address", network["ipv4Address"], Shapes.Text);
        Add(endpoint, "IPAMConfig.IPv6Address", network["ipv6Address"], Shapes.Text);
        Add(endpoint, "IPAMConfig.LinkLocalIPs", network["linkLocalIps"], Shapes.Texts);
        return endpoint;
    }

    private static string Capability(string said) =>
        said.ToUpperInvariant() is var name && (name is "ALL" || name.StartsWith("CAP_", StringComparison.Ordinal)) ? name : $"CAP_{name}";

    private static void Add(JsonObject target, string path, PropertyValue value, Shape shape)
    {
        if (!Schema.IsEmpty(value))
        {
            JsonPath.Set(target, path, shape.ToApi(value));
        }
    }

    private static void AddPorts(JsonObject body, JsonObject host, IReadOnlyList<PropertyValue> ports)
    {
        foreach (var port in ports.Select(port => port.AsMap))
        {
            var name = $"{port.Whole("internal")}/{port.Text("protocol") ?? "tcp"}";
            JsonPath.Set(body, "ExposedPorts", With(body["ExposedPorts"], name, new JsonObject()));
            var bindings = host["PortBindings"]?[name]?.DeepClone().AsArray() ?? [];
            bindings.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["HostIp"] = port.Text("ip") ?? "0.0.0.0",
                        ["HostPort"] = (port.Whole("external") ?? 0).ToString(CultureInfo.InvariantCulture),
                    }
            );
            host["PortBindings"] = With(host["PortBindings"], name, bindings);
        }
    }

    private static void AddVolumes(JsonObject body, JsonObject host, IReadOnlyList<PropertyValue> volumes)
    {
        var binds = new JsonArray();
        var from = new JsonArray();
        foreach (var volume in volumes.Select(volume => volume.AsMap))
        {
            var path = volume.Text("containerPath") ?? "";
            if (volume.Text("fromContainer") is { } other)
            {
                from.Add((JsonNode)other);
            }
            else if ((volume.Text("volumeName") ?? volume.Text("hostPath")) is { } source)
            {
                var options = new[] { volume.Flag("readOnly") == true ? "ro" : "rw", volume.Text("selinuxRelabel") };
                binds.Add((JsonNode)$"{source}:{path}:{string.Join(',', options.Where(option => option is not null))}");
            }
            else
            {
                body["Volumes"] = With(body["Volumes"], path, new JsonObject());
            }
        }

        if (binds.Count > 0)
        {
            host["Binds"] = binds;
        }

        if (from.Count > 0)
        {
            host["VolumesFrom"] = from;
        }
    }

    private static JsonObject With(JsonNode? existing, string name, JsonNode value)
    {
        var copy = existing?.DeepClone().AsObject() ?? [];
        copy[name] = value;
        return copy;
    }
}
