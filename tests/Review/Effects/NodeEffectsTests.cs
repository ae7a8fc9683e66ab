using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What the program gives nodes by way of the swarm: labels, and whether they are given tasks.</summary>
public sealed class NodeEffectsTests
{
    private const string Command = "command:remote:Command";

    [Theory]
    [InlineData("", "", "", "drain", "node2: drained: its tasks stop and move to the other nodes")]
    [InlineData("", "active", "", "pause", "node2: paused: it is given no new tasks, and those on it go on")]
    [InlineData("", "drain", "", "active", "node2: given tasks again")]
    [InlineData("disk=ssd", "", "disk=ssd\nzone=a", "", "node2: given the label zone=a")]
    [InlineData("disk=ssd", "", "", "", "node2: loses the label disk=ssd: tasks of services that ask for it stop there at once")]
    [InlineData(
        "disk=ssd",
        "",
        "disk=hdd\ntier=b",
        "",
        "node2: given the labels disk=hdd, tier=b, loses the label disk=ssd: tasks of services that ask for it stop there at once"
    )]
    [InlineData("disk=ssd", "drain", "disk=ssd", "drain", null)]
    public void A_step_that_sets_them_anew(string hadLabels, string hadAvailability, string labels, string availability, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Told.Of(
                Plan()
                    .Step(
                        "update",
                        "swarm:swarm:SwarmMember node2",
                        Command,
                        "node2-attributes",
                        Step(hadLabels, hadAvailability),
                        Step(labels, availability),
                        "create=update"
                    ),
                Area.Nodes
            )
        );

    [Fact]
    public void A_step_that_comes_gives_and_one_that_goes_takes_back()
    {
        Assert.Equal(
            ["node2: drained: its tasks stop and move to the other nodes"],
            Told.Of(
                Plan().Step("create", "swarm:swarm:SwarmMember node2", Command, "node2-attributes", next: Step("", "drain")),
                Area.Nodes
            )
        );
        Assert.Equal(
            ["node2: given tasks again"],
            Told.Of(Plan().Step("delete", "swarm:swarm:SwarmMember node2", Command, "node2-attributes", Step("", "drain")), Area.Nodes)
        );
    }

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker").Whole();

    private static string Step(string labels, string availability) =>
        $$"""{"create": "NODE='node1' MEMBER='node2' LABELS='{{labels.Replace("\n", "\\n", StringComparison.Ordinal)}}' AVAILABILITY='{{availability}}' timeout --kill-after=10 300 /bin/sh"}""";
}
