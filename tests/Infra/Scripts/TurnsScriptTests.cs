using System.Text;

namespace Tests.Infra.Scripts;

public sealed class TurnsScriptTests : IDisposable
{
    private const string Key = "ssh-ed25519 AAAA";

    // What each node is asked, and by what it fails.
    private const string Ssh = """
        for last in "$@"; do
          case "$last" in
          HostKeyAlias=*) node=${last#*=} ;;
          UserKnownHostsFile=*) cp "${last#*=}" "$FAKE/known" ;;
          IdentityFile=*) cp "${last#*=}" "$FAKE/key" ;;
          esac
        done
        input=$(cat)
        case "$last" in
        *ACTION=*)
          action=${last#*ACTION=}
          member=${last#*MEMBER=}
          what="${action%% *} ${member%% *}"
          ;;
        *) what="docker $node" ;;
        esac
        echo "$what, on $node with $input: $last" >>"$FAKE/calls"
        case "$what" in
        order*) cat "$FAKE/order" ;;
        docker*) cat "$FAKE/standing $node" 2>/dev/null || true ;;
        esac
        [ ! -e "$FAKE/$what fails" ] || { echo "$what fails" >&2; exit 1; }
        """;

    private readonly FakeMachine _machine = new FakeMachine().Play("ssh", Ssh);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Where_no_engine_waits_nothing_is_asked()
    {
        var ran = Run($"node1 manager 192.0.2.11 22 admin 10.20.0.11 - {Key}1");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Empty(ran.Calls);
    }

    [Fact]
    public void One_node_after_another_is_drained_changed_and_awaited_and_no_manager_is_asked_about_itself()
    {
        _machine.Set("order", "node3\nnode2\nnode1");

        var ran = Run(
            $"node1 manager 192.0.2.11 22 admin 10.20.0.11 1000 {Key}1",
            $"node2 manager 192.0.2.12 22 admin 10.20.64.12 1000 {Key}2",
            $"node3 worker 192.0.2.13 2222 debian 10.20.128.13 1000 {Key}3"
        );

        Assert.Equal(
            (
                0,
                """
                swarm: engines change one node after another: node3 node2 node1
                swarm: changes the engine of node3
                swarm: the engine of node3 has changed
                swarm: changes the engine of node2
                swarm: the engine of node2 has changed
                swarm: changes the engine of node1
                swarm: the engine of node1 has changed

                """,
                ""
            ),
            (ran.ExitCode, ran.Said, ran.Output)
        );
        const string all = "NODES='node1=10.20.0.11 node2=10.20.64.12 node3=10.20.128.13'";
        Assert.Equal(
            [
                $"order , on node1 with turn script: NODE=node1 ACTION=order MEMBER= ADDRESS= {all} PATIENCE=600 turn command",
                $"begin node3, on node1 with turn script: NODE=node1 ACTION=begin MEMBER=node3 ADDRESS=10.20.128.13 {all} PATIENCE=600 turn command",
                "docker node3, on node3 with docker script: NODE=node3 docker command",
                $"end node3, on node1 with turn script: NODE=node1 ACTION=end MEMBER=node3 ADDRESS=10.20.128.13 {all} PATIENCE=600 turn command",
                $"begin node2, on node1 with turn script: NODE=node1 ACTION=begin MEMBER=node2 ADDRESS=10.20.64.12 {all} PATIENCE=600 turn command",
                "docker node2, on node2 with docker script: NODE=node2 docker command",
                $"end node2, on node1 with turn script: NODE=node1 ACTION=end MEMBER=node2 ADDRESS=10.20.64.12 {all} PATIENCE=600 turn command",
                $"begin node1, on node2 with turn script: NODE=node2 ACTION=begin MEMBER=node1 ADDRESS=10.20.0.11 {all} PATIENCE=600 turn command",
                "docker node1, on node1 with docker script: NODE=node1 docker command",
                $"end node1, on node2 with turn script: NODE=node2 ACTION=end MEMBER=node1 ADDRESS=10.20.0.11 {all} PATIENCE=600 turn command",
            ],
            ran.Calls
        );
        Assert.Equal($"node1 {Key}1\nnode2 {Key}2\nnode3 {Key}3\n", _machine.Read("known"));
        Assert.Equal("the private key\n", _machine.Read("key"));
    }

    // On a drained node they could not attach to their overlay: seen on virtual machines.
    [Fact]
    public void What_ran_beside_the_services_is_started_again_when_the_node_takes_tasks_again()
    {
        _machine.Set("order", "node3").Set("standing node3", "noise\n0a1 b2c\n");

        var ran = Run(
            $"node1 manager 192.0.2.11 22 admin 10.20.0.11 - {Key}1",
            $"node3 worker 192.0.2.13 22 admin 10.20.128.13 1000 {Key}3"
        );

        Assert.Equal(["order ", "begin node3", "docker node3", "end node3", "docker node3"], Steps(ran));
        Assert.EndsWith(": NODE=node3 STANDING='0a1 b2c' docker command", ran.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_failure_stops_it_and_says_who_keeps_their_engines()
    {
        _machine.Set("order", "node2\nnode3\nnode1").Set("begin node2 fails", "");

        var ran = Run(Three);

        Assert.Equal(
            (
                1,
                """
                swarm: engines change one node after another: node2 node3 node1
                begin node2 fails
                swarm: these nodes keep their engines for now: node3 node1
                swarm: stopped at node2. The reason is above. When it is fixed, the same command goes on from there.

                """
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal(["order ", "begin node2"], Steps(ran));
    }

    [Fact]
    public void A_node_whose_engine_could_not_change_runs_tasks_again_where_it_can()
    {
        _machine.Set("order", "node2\nnode3\nnode1").Set("docker node2 fails", "");

        var ran = Run(Three);

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(["order ", "begin node2", "docker node2", "end node2"], Steps(ran));
        Assert.Contains("PATIENCE=60 ", ran.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_ran_beside_the_services_is_started_again_also_where_the_engine_could_not_change()
    {
        _machine.Set("order", "node2").Set("docker node2 fails", "").Set("standing node2", "0a1\n");

        var ran = Run(Three);

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(["order ", "begin node2", "docker node2", "end node2", "docker node2"], Steps(ran));
        Assert.EndsWith(": NODE=node2 STANDING='0a1' docker command", ran.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_manager_is_asked_about_itself()
    {
        _machine.Set("order", "node1");

        var ran = Run($"node1 manager 192.0.2.11 22 admin 10.20.0.11 1000 {Key}1");

        Assert.Equal((0, "swarm: changes the engine of node1\nswarm: the engine of node1 has changed\n"), (ran.ExitCode, ran.Said));
        Assert.Equal(["order ", "begin node1", "docker node1", "end node1"], Steps(ran));
    }

    [Fact]
    public void A_swarm_that_does_not_answer_is_told()
    {
        _machine.Set("order", "").Set("order  fails", "");

        var ran = Run(Three);

        Assert.Equal((1, "order  fails\n"), (ran.ExitCode, ran.Said));
    }

    private static string[] Three { get; } =
    [
        $"node1 manager 192.0.2.11 22 admin 10.20.0.11 1000 {Key}1",
        $"node2 worker 192.0.2.12 22 admin 10.20.64.12 1000 {Key}2",
        $"node3 worker 192.0.2.13 22 admin 10.20.128.13 1000 {Key}3",
    ];

    private static string[] Steps(Ran ran) => [.. ran.Calls.Select(call => call.Split(',')[0])];

    // The address and the port of each are the third and the fourth word.
    private Ran Run(params string[] nodes) =>
        _machine.RunHereWith(
            "turns",
            $"{OneLine("turn script\n")}{OneLine("docker script\n")}{string.Concat(nodes.Select(node => string.Join(' ', node.Split(' ').Where((_, at) => at is not (2 or 3))) + "\n"))}",
            ("NODE", "swarm"),
            ("ENDPOINTS", string.Join(' ', nodes.Select(node => string.Join(':', node.Split(' ')[2..4])))),
            ("TURN_COMMAND", "turn command"),
            ("DOCKER_COMMAND", "docker command"),
            ("PATIENCE", "600"),
            ("PRIVATE_KEY", "the private key")
        );

    private static string OneLine(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + "\n";
}
