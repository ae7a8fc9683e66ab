using Local.Providers.Docker;

namespace Tests.Local.Providers.Docker;

public sealed class PollTests
{
    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(0.05, 0.3)]
    [InlineData(0.2, 0.8)]
    [InlineData(30, 2)]
    public void An_engine_that_is_slow_to_answer_is_asked_less_often(double answer, double rest) =>
        Assert.Equal(TimeSpan.FromSeconds(rest), EnginePolling.IntervalAfter(TimeSpan.FromSeconds(answer)));
}
