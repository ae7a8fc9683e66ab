using Bench;

namespace Tests.Bench;

public sealed class PlanBenchTests
{
    [Theory]
    [InlineData(10, 2000, 2000, true)]
    [InlineData(10.1, 2000, 2000, false)]
    [InlineData(10, 2001, 2000, false)]
    [InlineData(10, 2000, 2001, false)]
    public void Ten_times_the_nodes_may_take_ten_times_the_time_and_memory_and_not_more(
        double seconds,
        long runner,
        long program,
        bool good
    ) => Assert.Equal(good, PlanBench.GrowsNoFasterThanNodes(new Plan(100, 1, 200, 200), new Plan(1000, seconds, runner, program)));
}
