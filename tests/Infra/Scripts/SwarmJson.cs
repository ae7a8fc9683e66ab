using System.Globalization;
using System.Text.Json.Nodes;

namespace Tests.Infra.Scripts;

/// <summary>A service and its tasks as the Engine API of Docker 26.1 gives them: one line, the members in its order. Times are seconds of <see cref="FakeMachine"/>'s clock, which begins at 1000.</summary>
internal static class SwarmJson
{
    // What the engine keeps and the scripts must not stumble over: texts that look like keys, and the same keys in other places.
    private const string Trap = "\"ServiceID\":\"s1\",\"State\":\"failed\" {\"ID\":\"t1\" <&>";

    public static string Service(
        string mode = "3",
        string condition = "any",
        string? before = null,
        int made = 900,
        int updated = 900,
        string? update = null
    )
    {
        var service = new JsonObject
        {
            ["ID"] = "s1",
            ["Version"] = new JsonObject { ["Index"] = 21 },
            ["CreatedAt"] = Time(made),
            ["UpdatedAt"] = Time(updated),
            ["Spec"] = Spec(mode, condition),
        };
        if (before is not null)
        {
            service["PreviousSpec"] = Spec(before, "none");
        }

        service["Endpoint"] = new JsonObject
        {
            ["Spec"] = new JsonObject { ["Mode"] = "vip" },
            ["VirtualIPs"] = new JsonArray(new JsonObject { ["NetworkID"] = "n1", ["Addr"] = "10.64.1.2/24" }),
        };
        if (update is not null)
        {
            service["UpdateStatus"] = new JsonObject
            {
                ["State"] = update,
                ["StartedAt"] = Time(updated),
                ["Message"] = $"update {update} due to failure or early termination of task t9",
            };
        }

        return Text(service);
    }

    public static string Tasks(params JsonObject[] tasks) => Text(new JsonArray([.. tasks]));

    /// <summary>A task; its slot 0 is that of a global service, its node null that of one that waits for a node.</summary>
    public static JsonObject Task(
        string id,
        int slot,
        string? node,
        string state,
        string desired,
        string words = "",
        int made = 910,
        int at = 950,
        int exit = 0
    )
    {
        var task = new JsonObject
        {
            ["ID"] = id,
            ["Version"] = new JsonObject { ["Index"] = 30 },
            ["CreatedAt"] = Time(made),
            ["UpdatedAt"] = Time(at),
            ["Labels"] = new JsonObject(),
            ["Spec"] = Spec("1", "none")["TaskTemplate"]!.DeepClone(),
            ["ServiceID"] = "s1",
        };
        if (slot > 0)
        {
            task["Slot"] = slot;
        }

        if (node is not null)
        {
            task["NodeID"] = node;
        }

        var status = new JsonObject
        {
            ["Timestamp"] = Time(at),
            ["State"] = state,
            ["Message"] = state == "running" ? "started" : state,
        };
        if (words.Length > 0)
        {
            status["Err"] = words;
        }

        if (node is not null)
        {
            status["ContainerStatus"] = new JsonObject
            {
                ["ContainerID"] = $"container0of{id}",
                ["PID"] = 0,
                ["ExitCode"] = exit,
            };
        }

        status["PortStatus"] = new JsonObject();
        task["Status"] = status;
        task["DesiredState"] = desired;
        task["NetworksAttachments"] = new JsonArray(
            new JsonObject
            {
                ["Network"] = new JsonObject
                {
                    ["ID"] = "n1",
                    ["Version"] = new JsonObject { ["Index"] = 3 },
                    ["Spec"] = new JsonObject { ["Name"] = "my-overlay" },
                    ["DriverState"] = new JsonObject { ["Name"] = "overlay" },
                },
                ["Addresses"] = new JsonArray("10.64.1.3/24"),
            }
        );
        return task;
    }

    private static JsonObject Spec(string mode, string condition) =>
        new()
        {
            ["Name"] = "dev_web",
            ["Labels"] = new JsonObject { ["com.docker.stack.namespace"] = "dev" },
            ["TaskTemplate"] = new JsonObject
            {
                ["ContainerSpec"] = new JsonObject
                {
                    ["Image"] = "nginx:1.28",
                    ["Env"] = new JsonArray($"TRAP={Trap}"),
                    ["Healthcheck"] = new JsonObject { ["Test"] = new JsonArray("CMD", "true") },
                    ["Isolation"] = "default",
                },
                ["Resources"] = new JsonObject { ["Limits"] = new JsonObject(), ["Reservations"] = new JsonObject() },
                ["RestartPolicy"] = new JsonObject
                {
                    ["Condition"] = condition,
                    ["Delay"] = 5000000000,
                    ["MaxAttempts"] = 0,
                },
                ["Placement"] = mode == "stopped" ? new JsonObject { ["Constraints"] = new JsonArray("node.id==none") } : new JsonObject(),
                ["ForceUpdate"] = 0,
                ["Runtime"] = "container",
            },
            ["Mode"] = mode is "global" or "stopped"
                ? new JsonObject { ["Global"] = new JsonObject() }
                : new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = int.Parse(mode, CultureInfo.InvariantCulture) } },
            ["EndpointSpec"] = new JsonObject { ["Mode"] = "vip" },
        };

    private static string Time(int seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'.123456789Z'", CultureInfo.InvariantCulture);

    // System.Text.Json escapes as Go does where it matters: quotes by a backslash, and <, > and & by their numbers.
    private static string Text(JsonNode node) =>
        node.ToJsonString()
            .Replace("\\u0022", "\\\"", StringComparison.Ordinal)
            .Replace("\\u003C", "\\u003c", StringComparison.Ordinal)
            .Replace("\\u003E", "\\u003e", StringComparison.Ordinal);
}
