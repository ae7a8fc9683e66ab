using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What of an engine changes, where its settings are secret.</summary>
public sealed class EngineDifferenceTests
{
    [Theory]
    [InlineData(
        "stdin=update",
        new[]
        {
            "node1: manager, its engine is set up otherwise (its settings, which are secret and not in the plan, or its script alone): one node after another is drained, changed and given tasks again",
        }
    )]
    [InlineData("connection=update", new string[0])]
    public void Secret_settings_that_change_are_told(string marks, string[] told)
    {
        const string Step = """
            {"connection": {secret}, "create": "NODE='node1' CHANNEL='docker' ENGINE_VERSION='29.0' timeout 1800 /bin/sh", "stdin": {secret}}
            """;

        Assert.Equal(
            told,
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Whole()
                    .Step("update", "swarm:swarm:DockerEngine node1", "command:remote:Command", "node1-docker", Step, Step, marks),
                Area.Nodes
            )
        );
    }
}
