using Infra.Compose.Reading;

namespace Tests.Infra.Compose.Reading;

public sealed class PlainValueTests
{
    private readonly StackText _text = new();

    [Theory]
    [InlineData("022", "18")]
    [InlineData("010", "8")]
    [InlineData("08", "8")]
    [InlineData("0o17", "15")]
    [InlineData("0x10", "16")]
    [InlineData("0b101", "5")]
    [InlineData("-0x10", "-16")]
    [InlineData("1_000", "1000")]
    [InlineData("+5", "5")]
    [InlineData("1.10", "1.1")]
    [InlineData("1.0", "1")]
    [InlineData("5.", "5")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1e6", "1e+06")]
    [InlineData("1E-7", "1e-07")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("123456789.125", "1.23456789125e+08")]
    [InlineData("1.5e300", "1.5e+300")]
    [InlineData("0.1", "0.1")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("2026-01-02", "2026-01-02 00:00:00 +0000 UTC")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02 03:04:05 +0000 UTC")]
    // None of these is a number or a date.
    [InlineData(".5s", ".5s")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("_1", "_1")]
    [InlineData("0xzz", "0xzz")]
    [InlineData("2026-13-02", "2026-13-02")]
    [InlineData("12:30", "12:30")]
    [InlineData("-", "-")]
    [InlineData("10m", "10m")]
    [InlineData("yes", "yes")]
    [InlineData(".inf", null)]
    public void A_value_without_quotes_is_what_dockers_YAML_makes_of_it(string plain, string? expected) =>
        Assert.Equal(expected, PlainValue.Text(plain));

    [Fact]
    public void What_looks_otherwise_than_it_is_written_is_told_and_quotes_keep_it()
    {
        var web = _text.Web("image: nginx\nenvironment: {UMASK: 022, QUOTED: '022', PORT: 80}\ndeploy: {replicas: 010}");

        Assert.Equal("UMASK=18 QUOTED=022 PORT=80", string.Join(' ', web.Environment.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(8, web.Deploy.Replicas);
        Assert.Equal(
            [
                "a.yaml:4:26 services.web.environment.UMASK: 022 without quotes is 18, as docker reads it; write \"022\" in quotes where the text itself is meant",
                "a.yaml:5:24 services.web.deploy.replicas: 010 without quotes is 8, as docker reads it; write \"010\" in quotes where the text itself is meant",
            ],
            _text.Warnings.Select(one => $"{one}")
        );
    }

    [Fact]
    public void Permissions_and_whole_numbers_are_no_surprise()
    {
        var web = _text.Web(
            "image: nginx\nconfigs: [{source: a, mode: 0440}, {source: b, target: b, mode: 288}]\ndeploy: {replicas: 2.0, update_config: {max_failure_ratio: .5}}"
        );

        Assert.Equal([288, 288], web.Configs.Select(config => config.Mode));
        Assert.Equal((2, 0.5m), (web.Deploy.Replicas, web.Deploy.UpdateConfig.MaxFailureRatio));
        Assert.Empty(_text.Warnings);
    }
}
