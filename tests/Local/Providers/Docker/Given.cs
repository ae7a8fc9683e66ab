using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Docker;

/// <summary>Inputs as programs write them, given as JSON.</summary>
internal static class Given
{
    public const string Network = "docker:index/network:Network";
    public const string Service = "docker:index/service:Service";
    public const string Container = "docker:index/container:Container";
    public const string Secret = "docker:index/secret:Secret";
    public const string Config = "docker:index/serviceConfig:ServiceConfig";
    public const string Volume = "docker:index/volume:Volume";

    public static PropertyMap Inputs(string json) => Of(JsonNode.Parse(json)).AsMap;

    public static PropertyMap OverlayNetwork =>
        Inputs(
            """
            { "name": "my-overlay", "driver": "overlay", "attachable": true, "internal": false, "options": { "com.docker.network.driver.mtu": "1400" }, "labels": [] }
            """
        );

    /// <summary>A service as this project's program declares it.</summary>
    public static PropertyMap Web(int replicas = 3, string image = "nginx:1.28", string variable = "1") =>
        Inputs(
            $$"""
            {
              "name": "web",
              "labels": [],
              "mode": { "replicated": { "replicas": {{replicas}} } },
              "taskSpec": {
                "containerSpec": { "image": "{{image}}", "commands": [], "args": [], "env": { "A": "{{variable}}" }, "labels": [], "stopGracePeriod": "10s" },
                "networksAdvanceds": [ { "id": "net1" } ],
                "restartPolicy": { "condition": "any", "delay": "5s", "maxAttempts": 0, "window": "0s" }
              },
              "endpointSpec": { "mode": "vip", "ports": [ { "publishedPort": 8000, "targetPort": 80, "protocol": "tcp", "publishMode": "ingress" } ] },
              "updateConfig": { "parallelism": 1, "delay": "0s", "failureAction": "pause", "monitor": "5s", "maxFailureRatio": "0.0", "order": "stop-first" }
            }
            """
        );

    public static PropertyMap App1 =>
        Inputs(
            """
            { "name": "app1", "image": "nginx:1.28", "envs": [], "restart": "unless-stopped", "networksAdvanced": [ { "name": "my-overlay" } ] }
            """
        );

    /// <summary><see cref="App1"/> as the state has it once it was seen.</summary>
    public static PropertyMap App1State => App1.With("networkDatas", PropertyValue.Of(Array.Empty<PropertyValue>()));

    private static PropertyValue Of(JsonNode? node) =>
        node switch
        {
            null => PropertyValue.Null,
            JsonObject map => new PropertyMap(map.Select(item => KeyValuePair.Create(item.Key, Of(item.Value)))),
            JsonArray list => PropertyValue.Of(list.Select(Of)),
            JsonValue value when value.TryGetValue(out bool flag) => flag,
            JsonValue value when value.TryGetValue(out double number) => number,
            _ => node.GetValue<string>(),
        };
}
