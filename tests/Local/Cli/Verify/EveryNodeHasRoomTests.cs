using Local.Cli.Verify.Checks;

namespace Tests.Local.Cli.Verify;

public sealed class EveryNodeHasRoomTests
{
    private readonly ThreeNodes _swarm = new();

    [Fact]
    public async Task What_is_free_is_said_of_the_disk_that_has_least()
    {
        Has(1, "1K-blocks Avail Inodes IFree Mounted on\n 20000000 12582912 1000000 900000 /\n 20000000 12582912 1000000 900000 /");
        Has(2, "20000000 15728640 1000000 900000 /\n9000000 5242880 - - /var/lib/docker");
        Has(3, "20000000 2097152 1000000 900000 /");

        Assert.Equal("node1 12.0 of 19.1 GiB, node2 5.0 of 8.6 GiB, node3 2.0 of 19.1 GiB", await _swarm.SeesAsync(new EveryNodeHasRoom()));
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_named()
    {
        Has(1, "20000000 1900000 1000000 900000 /");
        Has(2, "4000000 1000000 1000000 900000 /");
        Has(3, "20000000 12582912 1000000 90000 /");

        Assert.Equal(
            "node1 has 1.8 of 19.1 GiB left on /; node2 has 1.0 of 3.8 GiB left on /; node3 has 90000 of 1000000 inodes left on /",
            await _swarm.FailsAsync(new EveryNodeHasRoom())
        );
    }

    [Fact]
    public async Task A_node_that_says_nothing_is_named()
    {
        Has(1, "df: not found");
        Has(2, "20000000 12582912 0 0 /");
        Has(3, "20000000 12582912 0 0 /");

        Assert.Equal("node1 does not say how full its disks are: df: not found", await _swarm.FailsAsync(new EveryNodeHasRoom()));
    }

    private void Has(int node, string printed) => _swarm.AnswersOn(node, "df -k", new(0, printed, ""));
}
