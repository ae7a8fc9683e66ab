using System.Text.Json.Nodes;
using Local.Providers.Docker.Engine;

namespace Local.Providers.Docker.Resources;

/// <summary>Tasks, and the nodes that they are on, at one moment.</summary>
internal sealed class SwarmView
{
    private readonly Dictionary<string, (string Name, bool Up)> _nodes;

    private SwarmView(IReadOnlyList<SwarmTask> tasks, Dictionary<string, (string Name, bool Up)> nodes)
    {
        Tasks = tasks;
        _nodes = nodes;
    }

    public IReadOnlyList<SwarmTask> Tasks { get; }

    /// <summary>Reads the tasks that <paramref name="query"/> asks for, and all nodes.</summary>
    public static async Task<SwarmView> OfAsync(EngineApi api, string query, CancellationToken cancellation)
    {
        var tasks = await api.GetAsync(query, cancellation);
        var nodes = await api.GetAsync("/nodes", cancellation);
        return new(
            [.. tasks.AsArray().Select(task => SwarmTask.Of(task!))],
            nodes.AsArray().ToDictionary(
                node => node!["ID"]!.GetValue<string>(),
                node => (node!["Description"]?["Hostname"]?.GetValue<string>() ?? "?", node["Status"]?["State"]?.GetValue<string>() != "down")));
    }

    public string NodeOf(SwarmTask task) => _nodes.TryGetValue(task.NodeId, out var node) ? node.Name : "no node yet";

    /// <summary>False for a task on a node that is down: nobody there will ever report its end.</summary>
    public bool IsUp(SwarmTask task) => task.NodeId.Length == 0 || (_nodes.TryGetValue(task.NodeId, out var node) && node.Up);
}

/// <summary>One task of a service.</summary>
internal sealed record SwarmTask(string Id, string ServiceId, int Slot, string NodeId, string State, string DesiredState, string Message, string Error, int? ExitCode, string Timestamp, JsonNode? Spec)
{
    public bool IsRunning => State == "running" && DesiredState == "running";

    /// <summary>True when it runs or may yet run: it holds its networks and ports.</summary>
    public bool IsAlive => State is not ("complete" or "shutdown" or "failed" or "rejected" or "remove" or "orphaned");

    public bool Failed => State is "failed" or "rejected" || Error.Length > 0;

    public static SwarmTask Of(JsonNode task) => new(
        task["ID"]!.GetValue<string>(),
        task["ServiceID"]?.GetValue<string>() ?? "",
        task["Slot"]?.GetValue<int>() ?? 0,
        task["NodeID"]?.GetValue<string>() ?? "",
        task["Status"]?["State"]?.GetValue<string>() ?? "new",
        task["DesiredState"]?.GetValue<string>() ?? "",
        task["Status"]?["Message"]?.GetValue<string>() ?? "",
        task["Status"]?["Err"]?.GetValue<string>() ?? "",
        task["Status"]?["ContainerStatus"]?["ExitCode"]?.GetValue<int>(),
        task["Status"]?["Timestamp"]?.GetValue<string>() ?? "",
        task["Spec"]);
}
