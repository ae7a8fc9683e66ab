using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

/// <summary>Waits until a service runs as it should, tells meanwhile what its tasks do, and why when they do not.</summary>
internal sealed class ServiceConvergence(EngineApi api, ResourceOperation operation)
{
    private const int MostErrorsShown = 3;

    /// <summary>Between taking an update and beginning it, a service looks finished for a moment; a task that starts and falls over does too.</summary>
    private const int LooksNeeded = 2;

    /// <summary>How often a global service is seen without a task before no node counts as fit for it.</summary>
    private const int LooksWithoutTask = 10;

    /// <summary>What a task runs. (Where it may run, and how it is restarted, can change without a new task.)</summary>
    private static readonly string[] _specification = ["ContainerSpec", "Resources", "ForceUpdate"];

    private static readonly TimeSpan _defaultTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan _longestLogRead = TimeSpan.FromSeconds(5);

    /// <summary>How many of a service's tasks run, when it is not all of them; else null.</summary>
    public static async Task<string?> LackingAsync(EngineApi api, JsonNode service, CancellationToken cancellation)
    {
        var view = await TasksAsync(api, service["ID"]!.GetValue<string>(), cancellation);
        var (running, wanted) = (Running(service, view), Wanted(service, view));
        return running == wanted ? null : $"{running}/{wanted} running";
    }

    /// <summary>Returns when every task that should run runs the present specification; fails with the tasks' own errors when the time is up or the engine gave up.</summary>
    public async Task WaitAsync(string id, PropertyMap convergeConfig, CancellationToken cancellation)
    {
        var bound = convergeConfig.Text("timeout") is { } timeout ? GoDuration.ToTimeSpan(timeout) : _defaultTimeout;
        var view = default(SwarmView);
        var service = default(JsonNode);
        var word = "";
        var goodLooks = 0;
        if (!await Poll.UntilAsync(ConvergedAsync, bound, cancellation))
        {
            throw await FailureAsync($"did not converge within {GoDuration.Format(bound.Ticks * 100)} ({word})", id, service, view, cancellation);
        }

        async Task<bool> ConvergedAsync()
        {
            service = await api.GetAsync($"/services/{id}", cancellation);
            view = await TasksAsync(api, id, cancellation);
            if (GivenUp(service) is { } ending)
            {
                throw await FailureAsync(ending, id, service, view, cancellation);
            }

            var wanted = Wanted(service, view);
            var running = Running(service, view);
            word = $"{running}/{wanted} running";
            operation.Status(string.Join("; ", [word, .. Progress(service, view)]));
            var good = running == wanted && StateOf(service) is not ("updating" or "rollback_started");
            goodLooks = good ? goodLooks + 1 : 0;
            if (wanted > 0 || !IsGlobal(service))
            {
                return goodLooks == LooksNeeded;
            }

            if (goodLooks == LooksWithoutTask)
            {
                operation.Log(LogLevel.Warning, $"service {service["Spec"]!["Name"]} runs on no node: none fits its constraints and resources.");
            }

            return goodLooks == LooksWithoutTask;
        }
    }

    private static Task<SwarmView> TasksAsync(EngineApi api, string id, CancellationToken cancellation)
        => SwarmView.OfAsync(api, $"/tasks?filters={Uri.EscapeDataString($$"""{"service":["{{id}}"]}""")}", cancellation);

    private static int Running(JsonNode service, SwarmView view)
        => view.Tasks.Where(task => task.IsRunning && view.IsUp(task) && RunsThe(service, task)).DistinctBy(SlotOf).Count();

    private static bool IsGlobal(JsonNode service) => service["Spec"]!["Mode"]?["Global"] is not null;

    private static int Wanted(JsonNode service, SwarmView view) => IsGlobal(service)
        ? view.Tasks.Where(task => task.DesiredState == "running" && view.IsUp(task)).DistinctBy(SlotOf).Count()
        : service["Spec"]!["Mode"]?["Replicated"]?["Replicas"]?.GetValue<int>() ?? 1;

    // A global service's tasks have no slot; they have a node.
    private static string SlotOf(SwarmTask task) => task.Slot > 0 ? $"{task.Slot}" : task.NodeId;

    /// <summary>An update replaces tasks by those of the new specification; until it begins, the old ones still run.</summary>
    private static bool RunsThe(JsonNode service, SwarmTask task)
        => StateOf(service) == "completed" || _specification.All(part => JsonNode.DeepEquals(service["Spec"]!["TaskTemplate"]![part], task.Spec?[part]));

    private static string? StateOf(JsonNode service) => service["UpdateStatus"]?["State"]?.GetValue<string>();

    private static string? GivenUp(JsonNode service)
    {
        var message = service["UpdateStatus"]?["Message"]?.GetValue<string>();
        return StateOf(service) switch
        {
            "paused" => $"stopped its update half-way ({message})",
            "rollback_completed" => $"was rolled back ({message}); the old specification runs again",
            "rollback_paused" => $"stopped half-way through a rollback ({message})",
            _ => null,
        };
    }

    private static IEnumerable<string> Progress(JsonNode service, SwarmView view)
    {
        var waiting = view.Tasks.Where(task => task.DesiredState is "running" or "ready" && task.State != "running" && !task.Failed)
            .Select(task => $"{NameOf(service, task)} {task.State} on {view.NodeOf(task)}");
        return waiting.Concat(Errors(service, view)).Take(MostErrorsShown);
    }

    private static IEnumerable<string> Errors(JsonNode service, SwarmView view) => view.Tasks.Where(task => task.Failed)
        .OrderByDescending(task => task.Timestamp, StringComparer.Ordinal)
        .DistinctBy(task => task.Error.Length > 0 ? task.Error : task.Message)
        .Select(task => $"{NameOf(service, task)} on {view.NodeOf(task)} {task.State}: {(task.Error.Length > 0 ? task.Error : task.Message)}"
            + (task.ExitCode is { } code and not 0 && !task.Error.Contains($"({code})", StringComparison.Ordinal) ? $" (exit code {code})" : ""))
        .Take(MostErrorsShown);

    private static string NameOf(JsonNode service, SwarmTask task) => $"{service["Spec"]!["Name"]}.{SlotOf(task)}";

    private async Task<ProviderException> FailureAsync(string what, string id, JsonNode? service, SwarmView? view, CancellationToken cancellation)
    {
        string[] serving = service is null || view is null ? [] : [.. view.Tasks.Where(task => task.IsRunning && view.IsUp(task) && !RunsThe(service, task)).Select(task => NameOf(service, task)).Distinct().Order(StringComparer.Ordinal)];
        string[] causes = service is null || view is null ? [] : [.. Errors(service, view)];
        string[] stuck = causes.Length > 0 || service is null || view is null ? [] : [.. view.Tasks.Where(task => task.DesiredState == "running" && task.State != "running")
            .Select(task => $"{NameOf(service, task)} is still {task.State} on {view.NodeOf(task)}: {task.Message}").Take(MostErrorsShown)];
        var logs = causes.Length > 0 ? await LastLogLinesAsync(id, cancellation) : [];
        return new(string.Join("\n  ", [
            $"service {service?["Spec"]?["Name"]} {what}",
            .. serving.Length > 0 ? [$"still serving with the specification before: {string.Join(", ", serving)}"] : Array.Empty<string>(),
            .. causes, .. stuck,
            .. logs.Length > 0 ? ["its last log lines:", .. logs.Select(line => "  " + line)] : Array.Empty<string>()]));
    }

    private async Task<string[]> LastLogLinesAsync(string id, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_longestLogRead);
        try
        {
            await using var stream = await api.StreamAsync(HttpMethod.Get, $"/services/{id}/logs?stdout=true&stderr=true&tail=10", bound.Token);
            return await LogStream.LinesAsync(stream, bound.Token);
        }
        catch (Exception cause) when (cause is EngineApiException or IOException or ProviderException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return []; // the error itself is told; a log that cannot be read must not hide it
        }
    }
}
