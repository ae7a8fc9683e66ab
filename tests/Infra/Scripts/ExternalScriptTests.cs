namespace Tests.Infra.Scripts;

public sealed class ExternalScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("network")]
    [InlineData("config")]
    [InlineData("secret")]
    public void The_id_of_what_somebody_else_made_is_printed(string kind)
    {
        var ran = Run(kind, "edge");

        Assert.Equal((0, "id-of-edge\n", ""), (ran.ExitCode, ran.Output, ran.Said));
    }

    [Fact]
    public void What_is_not_there_is_told_with_what_to_do()
    {
        var ran = Run("secret", "missing");

        Assert.Equal(
            (
                1,
                "",
                "node1: there is no secret missing on the swarm, but the stack file says that it is external. Create it with 'docker secret create', or remove external: true.\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
    }

    [Fact]
    public void A_network_of_the_node_alone_is_not_one_of_the_swarm()
    {
        var ran = Run("network", "local");

        Assert.Equal(
            (
                1,
                "",
                "node1: the network local is one of this node alone (scope local), but services can be attached to networks of the swarm only. Create it with 'docker network create --driver overlay'.\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
    }

    private Ran Run(string kind, string name) => _machine.Run("external", "", ("NODE", "node1"), ("KIND", kind), ("NAME", name));
}
