using System.Text;

namespace Tests.Infra.Scripts;

public sealed class JoinScriptTests : IDisposable
{
    private const string Token = "SWMTKN-1-secret";
    private const string Post =
        "curl --silent --show-error --max-time 60 --unix-socket /var/run/docker.sock --header Content-Type: application/json --data @- http://localhost/swarm/join";

    private const string Leave = "docker swarm leave --force";

    private readonly FakeMachine _machine = new FakeMachine().Set("certificate", Certificate("cluster1")).Set("after-join", "active");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_node_in_no_swarm_joins_with_the_token_in_no_argument()
    {
        var ran = Run(_machine.Set("state", "inactive"));

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(
            """{"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"10.20.64.12","DataPathAddr":"10.20.64.12","RemoteAddrs":["10.20.0.11:2377"],"JoinToken":"SWMTKN-1-secret"}""",
            _machine.Read("posted")
        );
        Assert.Contains(Post, ran.Calls);
        Assert.DoesNotContain(ran.Calls, call => call.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_that_is_a_member_already_is_left_alone()
    {
        var ran = Run(_machine.Set("state", "active"));

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.DoesNotContain(Post, ran.Calls);
        Assert.DoesNotContain(Leave, ran.Calls);
    }

    [Fact]
    public void An_engine_that_does_not_say_its_state_at_first_is_not_made_to_leave()
    {
        var ran = Run(_machine.Set("state", "\n\nactive"));

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.DoesNotContain(Leave, ran.Calls);
    }

    [Fact]
    public void A_join_that_goes_on_in_the_background_is_waited_for()
    {
        _machine
            .Set("state", "inactive")
            .Set("after-join", "pending\npending\npending\nactive")
            .Set("refusal", """{"message":"Timeout was reached before node joined."}""");

        var ran = Run(_machine);

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Single(ran.Calls, Post);
    }

    [Fact]
    public void A_join_that_is_pending_from_an_earlier_run_is_waited_for()
    {
        var ran = Run(_machine.Set("state", "pending\npending\nactive"));

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.DoesNotContain(Post, ran.Calls);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("locked")]
    public void A_node_whose_swarm_is_broken_leaves_it_and_joins(string state)
    {
        var ran = Run(_machine.Set("state", state + "\n" + state).Set("error", "certificate expired"));

        Assert.Equal((0, $"node2: leaves a swarm in which it was in state {state}: certificate expired\n"), (ran.ExitCode, ran.Said));
        Assert.Equal([Leave, Post], ran.Calls.Where(call => call is Leave or Post));
    }

    [Fact]
    public void A_manager_of_this_swarm_is_not_made_to_leave_while_the_swarm_may_need_it()
    {
        _machine
            .Set("state", "error")
            .Set("error", "The swarm does not have a leader")
            .Set("certificate", Certificate("cluster1 swarm-manager"));

        var ran = Run(_machine);

        Assert.Equal(
            (
                1,
                "node2: is a manager of the swarm, in state error: The swarm does not have a leader. Start the other managers, or run 'docker swarm unlock' where it is locked; run 'docker swarm leave --force' on it only when the swarm works without it.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.DoesNotContain(Leave, ran.Calls);
    }

    [Fact]
    public void A_member_of_another_swarm_is_not_taken_out_of_it()
    {
        _machine.Set("state", "active").Set("certificate", Certificate("cluster2")).Set("managers", "192.0.2.1:2377 ");

        var ran = Run(_machine);

        Assert.Equal(
            (1, "node2: belongs to another swarm already. Run 'docker swarm leave --force' on it if that swarm is gone.\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.DoesNotContain(Leave, ran.Calls);
    }

    [Fact]
    public void A_member_of_the_swarm_that_the_manager_led_before_it_was_rebuilt_joins_the_new_one()
    {
        _machine.Set("state", "active").Set("certificate", Certificate("cluster2")).Set("managers", "10.20.0.11:2377 ");
        _machine.Set("new-certificate", Certificate("cluster1"));

        var ran = Run(_machine);

        Assert.Equal((0, "node2: leaves the swarm that node1 led before\n"), (ran.ExitCode, ran.Said));
        Assert.Equal([Leave, Post], ran.Calls.Where(call => call is Leave or Post));
    }

    [Fact]
    public void A_manager_that_cannot_be_reached_is_told_with_the_rule_to_open()
    {
        var ran = Run(_machine.Set("state", "inactive").Set("unreachable", ""));

        Assert.Equal(
            (
                1,
                "node2: cannot reach node1 at 10.20.0.11:2377/tcp. Open 2377/tcp, 7946/tcp, 7946/udp and 4789/udp between the nodes: in the swarm's security group, from 10.20.64.12.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.False(_machine.Has("posted"));
    }

    [Fact]
    public void A_worker_that_was_removed_while_it_did_not_answer_leaves_at_once_and_joins_anew()
    {
        _machine
            .Set("state", "pending")
            .Set("node-id", "old1")
            .Set("journal", Removed("old1"))
            .Set("certificate", Certificate("cluster2 swarm-worker"));
        _machine.Set("new-certificate", Certificate("cluster1 swarm-worker"));

        var ran = Run(_machine);

        Assert.Equal(
            (0, "node2: was removed from its swarm while it did not answer: leaves it and joins anew\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal([Leave, Post], ran.Calls.Where(call => call is Leave or Post));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("active")]
    public void A_manager_that_the_swarm_removed_joins_the_same_swarm_anew(string state)
    {
        _machine
            .Set("state", state)
            .Set("node-id", "old1")
            .Set("journal", Removed("old1"))
            .Set("certificate", Certificate("cluster1 swarm-manager"));

        var ran = Run(_machine);

        Assert.Equal(
            (0, "node2: was removed from its swarm while it did not answer: leaves it and joins anew\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal([Leave, Post], ran.Calls.Where(call => call is Leave or Post));
    }

    [Fact]
    public void A_manager_of_another_swarm_keeps_what_it_has_of_it()
    {
        _machine
            .Set("state", "pending")
            .Set("node-id", "old1")
            .Set("journal", Removed("old1"))
            .Set("certificate", Certificate("cluster2 swarm-manager"));

        var ran = Run(_machine);

        Assert.Equal(
            (
                1,
                "node2: managed another swarm, which has removed it. Run 'docker swarm leave --force' on it if nothing of that swarm is needed any more.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.DoesNotContain(Leave, ran.Calls);
    }

    [Fact]
    public void A_removal_of_the_node_that_it_was_before_means_nothing_any_more()
    {
        _machine.Set("state", "active").Set("node-id", "new2").Set("journal", Removed("old1"));

        Assert.Equal((0, ""), (Run(_machine).ExitCode, Run(_machine).Said));
        Assert.DoesNotContain(Leave, Run(_machine).Calls);
    }

    [Fact]
    public void A_join_that_stays_pending_says_the_engines_last_words_each_time()
    {
        _machine
            .Set("state", "pending")
            .Set("journal", "level=info msg=\"starting\"\nlevel=error msg=\"agent: session failed\" error=\"no route\"");

        var ran = Run(_machine);

        const string Words = "level=error msg=\"agent: session failed\" error=\"no route\"";
        Assert.Equal(
            (
                1,
                $"""
                node2: still waits for node1: {Words}
                node2: still waits for node1: {Words}
                node2: still waits for node1: {Words}
                node2: could not join the swarm in three attempts: {Words}. Read 'journalctl --unit docker' on the node.

                """
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Fact]
    public void A_join_that_never_succeeds_ends_with_the_engines_reason()
    {
        _machine
            .Set("state", "inactive")
            .Set("after-join", "inactive")
            .Set("refusal", """{"message":"remote CA does not match fingerprint"}""");

        var ran = Run(_machine);

        Assert.Equal(
            (
                1,
                """
                node2: the engine refuses to join: remote CA does not match fingerprint
                node2: the engine refuses to join: remote CA does not match fingerprint
                node2: the engine refuses to join: remote CA does not match fingerprint
                node2: could not join the swarm in three attempts: remote CA does not match fingerprint. Read 'journalctl --unit docker' on the node.

                """
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal(3, ran.Calls.Count(call => call == Post));
    }

    // As the engine logs what the manager tells it.
    private static string Removed(string id) =>
        $"level=error msg=\"agent: session failed\" error=\"rpc error: code = PermissionDenied desc = Permission denied: node {id} was removed from swarm\"";

    private static readonly (string, string)[] _variables =
    [
        ("NODE", "node2"),
        ("ADDRESS", "10.20.64.12"),
        ("MANAGER_NAME", "node1"),
        ("MANAGER", "10.20.0.11"),
        ("FIREWALL", "the swarm's security group"),
    ];

    private static Ran Run(FakeMachine machine) => machine.Run("join", $"{Token}\ncluster1\n", _variables);

    // As swarm's certificates do, it holds the cluster's id as plain text amid other bytes.
    private static string Certificate(string cluster) =>
        $"-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String([0x30, 0x82, 0x00, .. Encoding.ASCII.GetBytes(cluster), 0x00, 0xff])}\n-----END CERTIFICATE-----";
}
