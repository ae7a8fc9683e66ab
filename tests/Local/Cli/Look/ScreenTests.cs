using System.Text.Json.Nodes;
using Local.Cli.Look;
using Local.Cli.Reports;
using Snapshooter.Xunit;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Look;

/// <summary>Every screen of <c>status</c>: at 80 and 160 columns, without colours and with them, and as JSON; and whether the exit code is 0 or 3.</summary>
public sealed class ScreenTests
{
    private readonly RecordedSwarm _swarm = new();

    [Fact]
    public Task A_healthy_swarm() => Shows("healthy", isWell: true);

    [Fact]
    public Task A_swarm_with_labels_of_an_engine_that_counts_addresses()
    {
        _swarm.ListedNodes[1]!["Spec"]!["Labels"] = new JsonObject { ["zone"] = "a", ["pulumi.labels"] = "zone" };
        _swarm.Details = [RecordedSwarm.Detail("10.64.1.0/24", 13)];
        return Shows("labels", isWell: true);
    }

    [Fact]
    public Task A_drained_node()
    {
        _swarm.ListedNodes[1]!["Spec"]!["Availability"] = "drain";
        return Shows("drained", isWell: false);
    }

    [Fact]
    public Task A_node_that_the_configuration_has_drained()
    {
        _swarm.ListedNodes[1]!["Spec"]!["Availability"] = "drain";
        _swarm.ListedNodes[1]!["Spec"]!["Labels"] = new JsonObject { ["pulumi.availability"] = "drain" };
        return Shows("drained-on-purpose", isWell: true);
    }

    [Fact]
    public Task An_engine_that_was_stopped()
    {
        _swarm.EngineStops(3);
        _swarm.ListedNodes[2]!["Status"]!["State"] = "down";
        _swarm.Tasks[3]!["DesiredState"] = "shutdown";
        _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 2, address: "10.64.1.8", at: 29));
        _swarm.Tasks[2]!["DesiredState"] = "shutdown";
        _swarm.Tasks.Add(RecordedSwarm.Task("web", 3, 2, state: "preparing", address: "10.64.1.10", at: 29));
        return Shows("engine-stopped", isWell: false);
    }

    [Fact]
    public Task A_dead_worker()
    {
        _swarm.Stops(3);
        _swarm.ListedNodes[2]!["Status"]!["State"] = "down";
        _swarm.Tasks[3]!["DesiredState"] = "shutdown";
        _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 2, address: "10.64.1.8", at: 20));
        _swarm.Tasks[2]!["DesiredState"] = "shutdown";
        _swarm.Tasks.Add(RecordedSwarm.Task("web", 3, 2, address: "10.64.1.10", at: 20));
        return Shows("dead-worker", isWell: false);
    }

    [Fact]
    public Task A_service_that_cannot_be_placed()
    {
        _swarm.Services[1]!["Spec"]!["TaskTemplate"]!["Placement"]!["Constraints"] = new JsonArray("node.labels.disk == ssd");
        _swarm.Tasks.RemoveAt(3);
        _swarm.Tasks.Add(
            RecordedSwarm.Task("whoami", 1, 0, "pending", error: "no suitable node (scheduling constraints not satisfied on 3 nodes)")
        );
        return Shows("unplaceable", isWell: false);
    }

    [Fact]
    public Task A_service_that_crashes_is_told_also_while_it_runs()
    {
        for (var at = 21; at < 29; at += 2)
        {
            _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 3, "failed", "shutdown", "task: non-zero exit (1)", at));
        }

        _swarm.Tasks.RemoveAt(3);
        _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 3, address: "10.64.1.7", at: 29));
        return Shows("crashing", isWell: false);
    }

    [Fact]
    public Task An_update_that_is_paused()
    {
        _swarm.Services[0]!["UpdateStatus"] = Update("paused", "update paused due to failure or early termination of task u3kq1");
        _swarm.Tasks.Add(RecordedSwarm.Task("web", 1, 1, "rejected", "shutdown", "No such image: nginx:9.99", 28));
        _swarm.Tasks.RemoveAt(0);
        return Shows("paused", isWell: false);
    }

    [Fact]
    public Task An_update_that_was_rolled_back()
    {
        _swarm.Services[0]!["UpdateStatus"] = Update("rollback_completed", "rollback completed");
        _swarm.Tasks.Add(RecordedSwarm.Task("web", 1, 1, "failed", "shutdown", "task: non-zero exit (127)", 15));
        return Shows("rolled-back", isWell: false);
    }

    [Fact]
    public Task An_update_that_is_under_way()
    {
        _swarm.Services[0]!["UpdateStatus"] = Update("updating", "update in progress");
        _swarm.Tasks[0]!["Status"]!["State"] = "starting";
        return Shows("updating", isWell: true);
    }

    [Fact]
    public Task A_full_disk()
    {
        _swarm.Disks[2] = ["20463184 204800 1310720 1250000 /"];
        return Shows("full-disk", isWell: false);
    }

    [Fact]
    public Task A_network_range_that_is_nearly_full()
    {
        _swarm.Range = "10.64.1.0/28";
        return Shows("full-range", isWell: false);
    }

    [Fact]
    public Task App1_has_exited()
    {
        _swarm.Containers[2][1] = RecordedSwarm.Container("app1", "nginx:1.28", "exited", "Exited (137) 2 minutes ago");
        return Shows("exited", isWell: false);
    }

    private static JsonObject Update(string state, string message) => new() { ["State"] = state, ["Message"] = message };

    private async Task Shows(string name, bool isWell)
    {
        var document = await _swarm.LookAsync();

        Assert.Equal(isWell, document.IsWell);
        Snapshot.Match(
            $"""
            {Screen(document, 80, colours: false)}
            {Screen(document, 80, colours: true)}
            {Screen(document, 160, colours: false)}
            {Screen(document, 160, colours: true)}
            == JSON
            {JsonText.Of(document)}
            """,
            $"Screen.{name}"
        );
    }

    private static string Screen(StatusDocument document, int width, bool colours)
    {
        using var console = new TestConsole().Width(width);
        console.EmitAnsiSequences = colours;
        StatusReport.Write(console, document);
        var text = string.Join('\n', console.Output.Split('\n').Select(line => line.TrimEnd()));
        return $"== {width} columns{(colours ? ", with colours" : "")}\n{text.Replace("\e", "␛", StringComparison.Ordinal)}";
    }
}
