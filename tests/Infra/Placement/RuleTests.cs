using Infra.Compose.Format;
using Infra.Placement;
using Infra.Settings;

namespace Tests.Infra.Placement;

/// <summary>A constraint means here what it means to the swarm's scheduler.</summary>
public sealed class RuleTests
{
    private static readonly NodeFacts _made = new(
        "node2",
        NodeRole.Worker,
        new Dictionary<string, string> { ["disk"] = "SSD", ["empty"] = "" },
        null
    )
    {
        HostName = "node2",
        Machine = new MachineType("t4g.small", "aarch64", 2L << 30, 2),
    };

    private static readonly NodeFacts _existing = new("db", NodeRole.Manager, new Dictionary<string, string>(), null)
    {
        Address = "192.0.2.11",
    };

    [Theory]
    [InlineData("node.role == worker", "Yes", "No")]
    [InlineData("NODE.ROLE==Worker", "Yes", "No")]
    [InlineData("node.role != manager", "Yes", "No")]
    [InlineData("node.hostname == NODE2", "Yes", "Doubtful")]
    [InlineData("node.hostname == db", "No", "Yes")]
    [InlineData("node.hostname != db", "Yes", "No")]
    [InlineData("node.hostname != other", "Yes", "Yes")]
    [InlineData("node.id == abc", "Yes", "Yes")]
    [InlineData("node.ip == 192.0.2.11", "Yes", "Yes")]
    [InlineData("node.ip == 192.0.2.12", "Yes", "No")]
    [InlineData("node.ip != 192.0.2.0/24", "Yes", "No")]
    [InlineData("node.ip == 192.0.2.0/24", "Yes", "Yes")]
    [InlineData("node.ip == 192.0.2.99/24", "Yes", "Yes")]
    [InlineData("node.ip == 192.0.2.11/33", "No", "No")]
    [InlineData("node.ip == 192.0.2", "No", "No")]
    [InlineData("node.ip == 2001:db8::2", "Yes", "No")]
    [InlineData("node.ip == somewhere", "No", "No")]
    [InlineData("node.platform.os == Linux", "Yes", "Yes")]
    [InlineData("node.platform.os == windows", "No", "No")]
    [InlineData("node.platform.arch == aarch64", "Yes", "Yes")]
    [InlineData("node.platform.arch == x86_64", "No", "Yes")]
    [InlineData("node.platform.arch == arm64", "No", "No")]
    [InlineData("node.platform.arch != amd64", "Yes", "Yes")]
    [InlineData("node.labels.disk == ssd", "Yes", "No")]
    [InlineData("Node.Labels.disk != ssd", "No", "Yes")]
    [InlineData("node.labels.DISK == ssd", "Doubtful", "Doubtful")]
    [InlineData("node.labels.other != x", "Yes", "Yes")]
    [InlineData("engine.labels.other == x", "Yes", "Yes")]
    [InlineData("node.label.disk == ssd", "No", "No")]
    [InlineData("node.labels. == ssd", "No", "No")]
    public void A_node_meets_it_or_not(string constraint, string made, string existing)
    {
        var rule = Rule.Read(new Constraint(default, constraint))!;
        var own = new HashSet<string> { "disk", "empty" };

        Assert.Equal((made, existing), ($"{rule.For(_made, own)}", $"{rule.For(_existing, own)}"));
    }
}
