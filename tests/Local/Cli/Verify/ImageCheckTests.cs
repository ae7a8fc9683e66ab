using Local.Cli.Verify;
using Local.Cli.Verify.Checks;

namespace Tests.Local.Cli.Verify;

public sealed class ImageCheckTests
{
    private const string Both = "for image in nginx:1.28 traefik/whoami:v1.11.0; do";
    private const string Unknown = """{"message":"no registry answers"}""";

    private readonly ThreeNodes _swarm = new();
    private readonly EveryNodeCanStartEveryImage _check = new();

    [Fact]
    public async Task Stand_ins_are_called_so()
    {
        Answer("stand-in", "stand-in");

        Assert.Equal(
            "nginx:1.28 (a stand-in) on node1, node2, node3, traefik/whoami:v1.11.0 (a stand-in) on node1, node2, node3",
            await _swarm.SeesAsync(_check)
        );
    }

    [Fact]
    public async Task A_node_that_lacks_an_image_can_be_given_it_by_one_that_has_it()
    {
        Answer("here", "here");
        _swarm.AnswersOn(3, Both, new(0, $"{Unknown}\nhere", ""));

        var failure = await _swarm.FailureAsync(_check);

        Assert.Equal(
            "node3 cannot start nginx:1.28: no such image there, and no registry provides it (no registry answers)",
            failure.Message
        );
        Assert.Equal(["./swarm ssh node1 -- docker save nginx:1.28 | ./swarm ssh node3 -- docker load"], failure.Fix);
    }

    [Fact]
    public async Task An_image_that_nobody_has_is_named_once_for_all_nodes()
    {
        Answer(Unknown, "here");

        var failure = await _swarm.FailureAsync(_check);

        Assert.Equal(
            "node1, node2, node3 cannot start nginx:1.28: no such image there, and no registry provides it (no registry answers)",
            failure.Message
        );
        Assert.Equal(["name an image that a registry has, or load nginx:1.28 on node1, node2, node3 (docker load)"], failure.Fix);
    }

    [Fact]
    public async Task What_a_registry_gives_need_not_be_there_and_what_it_gives_to_known_people_only_is_not_proven()
    {
        Answer("""{"Descriptor":{"digest":"sha256:01"}}""", """{"message":"pull access denied, no basic auth credentials"}""");

        Assert.Equal(
            "nginx:1.28 on node1, node2, node3; not proven: traefik/whoami:v1.11.0 on node1, node2, node3, since its registry asks for credentials",
            await _swarm.SeesAsync(_check)
        );
    }

    [Fact]
    public async Task Only_nodes_that_may_be_given_a_task_are_asked()
    {
        _swarm.ListedServices.Clear();
        _swarm.ListedServices.Add(ThreeNodes.Service("web", 3, "nginx:1.28", "node.role==worker", "node.labels.zone != b"));
        _swarm.ListedNodes[1]!["Spec"]!["Labels"]!["zone"] = "B";
        _swarm.ListedNodes.Add(ThreeNodes.Listed(4, "worker"));
        _swarm.Lists();
        _swarm.AnswersOn(3, "for image in nginx:1.28; do", new(0, "here", ""));

        Assert.Equal("nginx:1.28 on node3", await _swarm.SeesAsync(_check));
    }

    [Theory]
    [InlineData("node.role == manager", true)]
    [InlineData("node.role != manager", false)]
    [InlineData("node.hostname == NODE1", true)]
    [InlineData("node.id==id2", false)]
    [InlineData("node.labels.disk == ssd", true)]
    [InlineData("node.labels.disk != ssd", false)]
    [InlineData("node.labels.none == x", false)]
    [InlineData("node.labels.none != x", true)]
    [InlineData("engine.labels.os == debian", true)]
    [InlineData("node.platform.arch == arm64", true)]
    public void Constraints_are_those_of_swarm_and_what_cannot_be_judged_here_may_fit(string constraint, bool fits) =>
        Assert.Equal(
            fits,
            new NodeEntry(
                "id1",
                "node1",
                "manager",
                "ready",
                "active",
                [],
                new Dictionary<string, string> { ["disk"] = "ssd" },
                new Dictionary<string, string> { ["os"] = "debian" }
            ).Meets(constraint)
        );

    private void Answer(string first, string second)
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.AnswersOn(node, Both, new(0, $"{first}\n{second}", ""));
        }
    }
}
