namespace Tests.Infra.Scripts;

public sealed class RangesScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("dev_back 10.98.0.0/24", "10.98.0.0/24", "10.98.0.0/24", "10.98.0.0/24")]
    [InlineData("dev_back 10.99.0.0/16", "10.97.0.0/24 10.99.7.128/25", "10.99.7.128/25", "10.99.0.0/16")]
    [InlineData("dev_back fd00:9::/64 10.99.7.128/25", "10.99.0.0/16", "10.99.0.0/16", "10.99.7.128/25")]
    [InlineData("dev_back fd00:9::/64", "fd00:9::/64", "fd00:9::/64", "fd00:9::/64")]
    [InlineData("dev_back 0.0.0.0/0", "255.255.255.0/24", "255.255.255.0/24", "0.0.0.0/0")]
    public void A_range_that_another_network_has_is_refused(string other, string ranges, string wanted, string taken) =>
        Assert.Equal(
            (
                1,
                "",
                $"node1: the range {wanted} of the network dev_rear is not free: the network dev_back has {taken}. Choose another range. Where the other network is about to go, as after a change of its name, take it away in one up, and add the new one in the next.\n"
            ),
            Run($"ingress 10.0.0.0/24\n{other}", ranges)
        );

    [Theory]
    [InlineData("10.98.1.0/24")]
    [InlineData("10.97.255.0/24 fd00:8::/64")]
    // Its own, from a run before.
    [InlineData("10.96.0.0/24")]
    public void A_free_one_is_not(string ranges) =>
        Assert.Equal((0, "", ""), Run("ingress 10.0.0.0/24\ndev_back 10.98.0.0/24 fd00:9::/64\ndev_rear 10.96.0.0/24\ndev_new", ranges));

    private (int ExitCode, string Output, string Said) Run(string networks, string ranges)
    {
        var ran = _machine.Set("networks", networks).Run("ranges", "", ("NODE", "node1"), ("NAME", "dev_rear"), ("RANGES", ranges));
        return (ran.ExitCode, ran.Output, ran.Said);
    }
}
