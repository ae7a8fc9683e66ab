using FsCheck.Xunit;
using Infra.Compose;

namespace Tests.Infra.Compose;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", "0s")]
    [InlineData("0s", "0s")]
    [InlineData("10s", "10s")]
    [InlineData("60s", "1m")]
    [InlineData("90s", "1m30s")]
    [InlineData("1m30s", "1m30s")]
    [InlineData("3600s", "1h")]
    [InlineData("1h30m", "1h30m")]
    [InlineData("1h0m5s", "1h0m5s")]
    [InlineData("48h", "48h")]
    [InlineData("1.5s", "1.5s")]
    [InlineData(".5s", "500ms")]
    [InlineData("1.s", "1s")]
    [InlineData("+5s", "5s")]
    [InlineData("500ms", "500ms")]
    [InlineData("1500ms", "1.5s")]
    [InlineData("10us", "10µs")]
    public void A_duration_is_written_as_the_engine_reports_it(string text, string rendered)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(rendered, Durations.Render(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1d")]
    [InlineData("99999999999999999999h")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Property]
    public bool What_is_written_is_read_back(int milliseconds)
    {
        var duration = TimeSpan.FromMilliseconds(Math.Abs((long)milliseconds));

        return Durations.TryParse(Durations.Render(duration), out var read) && read == duration;
    }
}
