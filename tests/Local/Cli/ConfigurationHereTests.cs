using Local.Cli;

namespace Tests.Local.Cli;

public sealed class ConfigurationHereTests
{
    [Theory]
    [InlineData(null, """["127.0.0.0/8"]""")]
    [InlineData("[]", """["127.0.0.0/8"]""")]
    [InlineData("203.0.113.7/32", "203.0.113.7/32,127.0.0.0/8")]
    [InlineData("""["203.0.113.7/32"]""", """["203.0.113.7/32","127.0.0.0/8"]""")]
    [InlineData("127.0.0.0/8", "127.0.0.0/8")]
    public void This_computer_reaches_its_own_machines_whoever_else_may(string? said, string here)
    {
        var set = said is null ? new Dictionary<string, string>() : new() { ["swarm:sshFrom"] = said, ["swarm:publishedFrom"] = said };

        var holds = ThisComputersConfiguration.Of(set);

        Assert.Equal(here, holds["swarm:sshFrom"]);
        Assert.Equal(said is null ? null : here, holds.GetValueOrDefault("swarm:publishedFrom"));
    }

    [Fact]
    public void Hosts_that_exist_already_have_nothing_of_the_kind() =>
        Assert.Empty(ThisComputersConfiguration.Of(new Dictionary<string, string> { ["swarm:provider"] = "hosts" }));
}
