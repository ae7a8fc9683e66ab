using System.Text.Json.Nodes;

namespace Tests.Review.Rules;

/// <summary>A service as it should be, in which no rule finds anything, and what a test changes of it.</summary>
internal static class ServiceText
{
    private const string AsItShouldBe = """
        {
          "name": "prod_web",
          "labels": [],
          "mode": {"replicated": {"replicas": 2}},
          "taskSpec": {
            "containerSpec": {
              "image": "nginx:1.28@sha256:0123",
              "commands": [],
              "args": [],
              "env": {},
              "labels": [],
              "mounts": [],
              "healthcheck": {"tests": ["CMD", "curl", "http://127.0.0.1"]}
            },
            "networksAdvanceds": [{"id": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}],
            "placement": {"constraints": []},
            "resources": {"limits": {"memoryBytes": 67108864}}
          },
          "endpointSpec": {"mode": "vip", "ports": [{"publishedPort": 80, "targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}]},
          "updateConfig": {"parallelism": 1, "order": "start-first", "failureAction": "rollback", "delay": "0s", "monitor": "5s"}
        }
        """;

    /// <summary>The service, with other values at paths such as <c>taskSpec.containerSpec.image</c>; null takes the key out.</summary>
    public static string With(params (string Path, string? Json)[] changes)
    {
        var service = JsonNode.Parse(AsItShouldBe)!;
        foreach (var (path, json) in changes)
        {
            var keys = path.Split('.');
            var at = service.AsObject();
            foreach (var key in keys[..^1])
            {
                at[key] ??= new JsonObject();
                at = at[key]!.AsObject();
            }

            at.Remove(keys[^1]);
            if (json is not null)
            {
                at[keys[^1]] = JsonNode.Parse(json);
            }
        }

        return service.ToJsonString();
    }
}
