using System.Text.Json;
using Local.Cli.Look;
using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Tests.Local.Cli.Look;

public sealed class NodeRowsTests
{
    private static readonly NodeEntry[] _swarm =
    [
        .. JsonDocument
            .Parse(
                """
                [
                  {"ID":"b","Spec":{"Role":"worker","Availability":"drain","Labels":{"zone":"a","pulumi.labels":"zone"}},
                   "Description":{"Hostname":"node2","Engine":{"EngineVersion":"26.1.5"}},"Status":{"State":"ready","Addr":"10.20.0.12"}},
                  {"ID":"a","Spec":{"Role":"manager","Availability":"active"},"Description":{"Hostname":"node1"},"Status":{"State":"ready","Addr":"0.0.0.0"},
                   "ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"10.20.0.11:2377"}},
                  {"ID":"d","Spec":{"Role":"manager","Availability":"active"},"Description":{"Hostname":"node4"},"Status":{"State":"down","Addr":"10.20.0.14"},
                   "ManagerStatus":{"Reachability":"unreachable","Addr":"10.20.0.14:2377"}}
                ]
                """
            )
            .RootElement.EnumerateArray()
            .Select(NodeEntry.Read),
    ];

    [Fact]
    public void The_record_is_joined_with_what_the_swarm_says_now()
    {
        NodeRow[] recorded = [Row("node1", "manager", 11), Row("node2", "manager", 12), Row("node3", "worker", 13)];

        var rows = NodeRows.Join(recorded, [Row("node3", "?", 13), Row("node5", "?", 15)], _swarm);

        Assert.Equal(
            [
                ("node1", "manager", "running", "ready, leader", "leader"),
                ("node2", "worker", "running", "ready, drain", null),
                ("node3", "worker", "running", "not in the swarm", null),
                ("node5", "?", "running", "not in the swarm", null),
                ("node4", "manager", "not recorded", "down, unreachable", "unreachable"),
            ],
            rows.Select(row => (row.Name, row.Role, row.State, row.Swarm, row.Manager))
        );
        Assert.Equal("10.20.0.14", rows[^1].PrivateAddress);
        Assert.Equal(("b", "26.1.5", "drain", "active"), (rows[1].Id, rows[1].Engine, rows[1].Availability, rows[1].WantedAvailability));
        // What this program leaves word with is no label of the node's.
        Assert.Equal([new("zone", "a")], rows[1].Labels!);
        Assert.Equal([true, true, false, false, false], rows.Select(NodeRows.IsGood));
    }

    [Fact]
    public void Where_the_swarm_does_not_answer_the_record_stands() =>
        Assert.Equal(
            [Row("node1", "manager", 11), Row("node5", "?", 15)],
            NodeRows.Join([Row("node1", "manager", 11)], [Row("node5", "?", 15)], null)
        );

    private static NodeRow Row(string name, string role, int address) =>
        new(name, role, "running", $"10.20.0.{address}", "127.1.2.3", 20022);
}
