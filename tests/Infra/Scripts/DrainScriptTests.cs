namespace Tests.Infra.Scripts;

public sealed class DrainScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new FakeMachine().Play(
        "docker",
        """
        echo "docker $*" >>"$FAKE/calls"
        case "$*" in
        'node ls --quiet') [ ! -e "$FAKE/leaderless" ] || { echo 'The swarm does not have a leader.' >&2; exit 1; }; echo id1 id2 id3 id4 id5 ;;
        'node inspect '*)
          cat "$FAKE/entries"
          [ ! -e "$FAKE/gone" ] || { echo "Error: No such object: $(cat "$FAKE/gone")" >&2; exit 1; }
          ;;
        esac
        """
    );

    public DrainScriptTests() =>
        _machine.Set(
            "entries",
            """
            node1 manager ready id1
            edge1 worker down id2
            edge1 worker ready id3
            edge10 worker ready id4
            edge2 manager ready id5
            """
        );

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_worker_of_that_name_is_drained_and_none_of_a_similar_one_and_no_earlier_machine_of_it()
    {
        var ran = Run("edge1");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(
            [
                "docker node ls --quiet",
                "docker node inspect --format {{.Description.Hostname}} {{.Spec.Role}} {{.Status.State}} {{.ID}} id1 id2 id3 id4 id5",
                "docker node update --availability drain id3",
            ],
            ran.Calls
        );
    }

    [Theory]
    [InlineData("edge2")]
    [InlineData("edge3")]
    public void What_is_no_worker_is_not_drained(string member)
    {
        var ran = Run(member);

        Assert.Equal((1, $"node1: knows no worker {member} that is ready.\n"), (ran.ExitCode, ran.Said));
        Assert.DoesNotContain(ran.Calls, call => call.StartsWith("docker node update", StringComparison.Ordinal));
    }

    [Fact]
    public void A_swarm_without_a_leader_is_said_to_be_so()
    {
        _machine.Set("leaderless", "");

        var ran = Run("edge1");

        Assert.Equal(
            (1, "The swarm does not have a leader.\nnode1: cannot list the nodes of the swarm. The reason is above.\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal(["docker node ls --quiet"], ran.Calls);
    }

    [Fact]
    public void A_node_that_goes_meanwhile_keeps_no_other_from_being_drained()
    {
        _machine.Set("gone", "id5");

        var ran = Run("edge1");

        Assert.Equal((0, "Error: No such object: id5\n"), (ran.ExitCode, ran.Said));
        Assert.Equal("docker node update --availability drain id3", ran.Calls[^1]);
    }

    private Ran Run(string member) => _machine.RunHere("drain", ("NODE", "node1"), ("MEMBER", member));
}
