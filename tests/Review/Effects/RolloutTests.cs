using System.Text.Json;
using Review.Effects;
using Review.Plans;

namespace Tests.Review.Effects;

/// <summary>How many tasks serve while a service is rolled, and how long that takes at least.</summary>
public sealed class RolloutTests
{
    [Theory]
    [InlineData(3, 1, "stop-first", 2, 3)]
    [InlineData(3, 1, "start-first", 3, 3)]
    [InlineData(3, 0, "stop-first", 0, 1)]
    [InlineData(3, 5, "stop-first", 0, 1)]
    [InlineData(5, 2, "stop-first", 3, 3)]
    [InlineData(1, 1, "stop-first", 0, 1)]
    [InlineData(1, 1, "start-first", 1, 1)]
    [InlineData(0, 1, "stop-first", 0, 1)]
    public void Replicas(int replicas, int parallelism, string order, int serving, int batches)
    {
        var rollout = Rollout.Of(
            Inputs(
                $$$"""{"mode":{"replicated":{"replicas":{{{replicas}}}}},"updateConfig":{"parallelism":{{{parallelism}}},"order":"{{{order}}}"}}"""
            ),
            9
        );

        Assert.Equal((serving, batches), (rollout.Serving, rollout.Batches));
    }

    // swarmkit adds tasks that are missing when those that are there are exchanged.
    [Fact]
    public void Tasks_that_come_beside_it_are_no_batches() =>
        Assert.Equal(
            1,
            Rollout.Of(Inputs("""{"mode":{"replicated":{"replicas":10}},"updateConfig":{"parallelism":1}}"""), 9, ran: 1).Batches
        );

    [Fact]
    public void A_global_service_has_a_task_on_each_node_or_the_plan_does_not_tell()
    {
        var inputs = Inputs("""{"mode":{"global":true},"updateConfig":{"parallelism":2,"order":"stop-first"}}""");

        Assert.Equal(3, Rollout.Of(inputs, 5).Serving);
        Assert.Equal(0, Rollout.Of(inputs, 0).Serving);
        Assert.Null(Rollout.Of(inputs, null).Serving);
    }

    [Theory]
    [InlineData("10s", "5s", "25 s")]
    [InlineData("1m30s", "500ms", "3 min")]
    [InlineData("1h0m0s", "", "2 h")]
    [InlineData("", "", "0 s")]
    [InlineData("soon", "1s", "1 s")]
    public void Times_are_those_of_Go(string delay, string monitor, string atLeast)
    {
        var inputs = Inputs(
            $$$"""{"mode":{"replicated":{"replicas":3}},"updateConfig":{"parallelism":1,"delay":"{{{delay}}}","monitor":"{{{monitor}}}"}}"""
        );

        Assert.Equal(atLeast, Durations.Say(Rollout.Of(inputs, 3).AtLeast));
    }

    [Theory]
    [InlineData("""{"replicated":{"replicas":UNKNOWN}}""")]
    [InlineData("""{"replicated":UNKNOWN}""")]
    [InlineData("UNKNOWN")]
    public void A_number_of_tasks_that_is_not_known_yet_is_none(string mode) =>
        Assert.Null(
            Rollout
                .Of(
                    Inputs(
                        $$"""{"mode":{{mode.Replace("UNKNOWN", "\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", StringComparison.Ordinal)}} }"""
                    ),
                    3
                )
                .Tasks
        );

    private static Value Inputs(string json) => Value.Of(JsonSerializer.Deserialize<JsonElement>(json));
}
