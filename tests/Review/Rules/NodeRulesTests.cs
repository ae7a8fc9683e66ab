using System.Text;
using System.Text.Json.Nodes;
using Review.Rules;

namespace Tests.Review.Rules;

public sealed class NodeRulesTests
{
    private const string Key = "tls:index/privateKey:PrivateKey";

    [Theory]
    [InlineData("", true)]
    [InlineData("28.5", false)]
    public void Engines_of_no_version(string version, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "swarm:dockerVersion : "),
            Judged.By(NodeRules.EngineUnpinned, new PlanText().Nodes("node1 manager").Config("swarm:dockerVersion", version))
        );

    [Theory]
    [InlineData("28.5", true)]
    [InlineData("", false)]
    public void Whether_engines_had_a_version_before_is_in_their_steps(string before, bool isNew)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "hosts")
            .Step(
                "update",
                "swarm:swarm:DockerEngine node1",
                "command:remote:Command",
                "node1-docker",
                $$"""{"create": "ENGINE_VERSION='{{before}}' timeout --kill-after=10 1800 /bin/sh"}""",
                """{"create": "ENGINE_VERSION='' timeout --kill-after=10 1800 /bin/sh"}"""
            );

        Assert.Equal([isNew], Judged.IsNew(NodeRules.EngineUnpinned, plan));
    }

    [Fact]
    public void Without_nodes_or_without_a_configuration_nothing_is_said_of_engines()
    {
        Assert.Empty(Judged.By(NodeRules.EngineUnpinned, new PlanText().Config("swarm:provider", "aws")));
        Assert.Empty(Judged.By(NodeRules.EngineUnpinned, new PlanText().Nodes("node1 manager")));
    }

    [Theory]
    [InlineData("""{"nodes": 2}""", true)]
    [InlineData("""{"nodes": 3}""", false)]
    [InlineData("""{}""", false)]
    [InlineData("no JSON", false)]
    public void More_nodes_than_are_allowed(string setting, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "swarm:review nodes: 3 nodes, and 2 are allowed"),
            Judged.By(
                NodeRules.Budget,
                new PlanText().Nodes("node1 manager", "node2 worker", "node3 worker").Config("swarm:review", setting)
            )
        );

    // Judged on 2026-11-28.
    [Theory]
    [InlineData("same", """{"keyDays": 30}""", "2026-10-28T00:00:00Z", true)]
    [InlineData("same", """{"keyDays": 30}""", "2026-10-29T00:00:00Z", false)]
    [InlineData("same", "{}", "2020-01-01T00:00:00Z", false)]
    [InlineData("same", """{"keyDays": 30}""", null, false)]
    [InlineData("replace", """{"keyDays": 30}""", "2020-01-01T00:00:00Z", false)]
    public void A_key_that_is_older_than_is_allowed(string operation, string setting, string? made, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"keys.swarm : made on {made?[..10]}"),
            Judged.By(
                NodeRules.OldKey,
                new PlanText()
                    .Config("swarm:review", setting)
                    .Step(
                        operation,
                        "swarm:hosts:AwsHosts swarm",
                        Key,
                        "swarm",
                        """{"algorithm": "ED25519"}""",
                        """{"algorithm": "ED25519"}""",
                        created: made
                    )
            )
        );

    [Theory]
    [InlineData(
        "node2-host-key",
        "Replace it together with its machine, of which the disk is lost, one at a time (docs/aws.md): pulumi up --replace '**PrivateKey::node2-host-key' --replace '**Instance::node2'."
    )]
    [InlineData(
        "swarm",
        "Nodes read it at their first boot only: for another one, pulumi destroy and pulumi up create all of them again. Else accept this finding."
    )]
    public void A_key_is_exchanged_as_machines_read_it(string key, string fix) =>
        Assert.Equal(
            [fix],
            RuleCatalogue
                .Judge(
                    ReviewInput.Read(
                        new PlanText()
                            .Nodes("node1 manager", "node2 worker")
                            .Config("swarm:review", """{"keyDays": 30}""")
                            .Step("same", "swarm:hosts:AwsHosts swarm", Key, key, "{}", "{}", created: "2020-01-01T00:00:00Z")
                            .Digest()
                    ),
                    Judged.Today
                )
                .Where(finding => finding.Rule == NodeRules.OldKey)
                .Select(finding => finding.Fix)
        );

    // The step of a key that is changed in place has its age in the old state alone.
    [Fact]
    public void A_key_that_is_changed_in_place_is_as_old_as_before()
    {
        var plan = new PlanText()
            .Config("swarm:review", """{"keyDays": 30}""")
            .Step("update", "", Key, "swarm", "{}", """{"a": "b"}""", "a=update", created: "2020-01-01T00:00:00Z");
        var text = JsonNode.Parse(plan.Digest())!;
        text["steps"]!.AsArray().Single(step => step!["op"]!.GetValue<string>() == "update")!["newState"]!.AsObject().Remove("created");

        Assert.Equal(
            ["made on 2020-01-01"],
            RuleCatalogue
                .Judge(ReviewInput.Read(Encoding.UTF8.GetBytes(text.ToJsonString())), Judged.Today)
                .Where(finding => finding.Rule == NodeRules.OldKey)
                .Select(finding => finding.Detail)
        );
    }
}
