namespace Tests.Infra.Scripts;

public sealed class NoticeScriptTests : IDisposable
{
    private const string Notice = """{"action": "terminate", "time": "2026-11-29T08:22:00Z"}""";

    private readonly FakeMachine _machine = new();

    public NoticeScriptTests()
    {
        // The metadata service gives tokens, and answers for the notice in the order of a file, the last time and again; which manager answers is in a file of its
        // address.
        _machine.Play(
            "curl",
            """
            [ -e "$FAKE/metadata" ] || exit 7
            case "$*" in
            *' --fail --request PUT --header X-aws-ec2-metadata-token-ttl-seconds: 21600 http://169.254.169.254/latest/api/token')
              echo token >>"$FAKE/tokens"; wc -l <"$FAKE/tokens" ;;
            *'/latest/meta-data/spot/instance-action')
              echo "notice $(sed 's/.*: *//' "$FAKE/token")" >>"$FAKE/asked"
              code=$(head -n 1 "$FAKE/metadata")
              [ "$(wc -l <"$FAKE/metadata")" -eq 1 ] || sed -i 1d "$FAKE/metadata"
              echo '{"action": "terminate", "time": "2026-11-29T08:22:00Z"}' >"$FAKE/notice"
              printf %s "$code" ;;
            esac
            """
        );
        _machine.Play(
            "sleep",
            "echo \"sleep $*\" >>\"$FAKE/calls\"; [ ! -e \"$FAKE/patience\" ] || [ \"$(grep -c ^sleep \"$FAKE/calls\")\" -lt \"$(cat \"$FAKE/patience\")\" ]"
        );
        _machine.Play("docker", "echo \"docker $*\" >>\"$FAKE/calls\"; cat \"$FAKE/leaving\" >&2 2>/dev/null; [ ! -e \"$FAKE/leaving\" ]");
        _machine.Play(
            "ssh",
            """
            echo "ssh $*" | sed "s|$FAKE|FAKE|g" >>"$FAKE/calls"
            for argument in "$@"; do
              case "$argument" in
              UserKnownHostsFile=*) cp "${argument#*=}" "$FAKE/known" ;;
              10.20.*) [ -e "$FAKE/answers-$argument" ] || { echo "ssh: connect to host $argument port 22: Connection timed out" >&2; exit 255; } ;;
              esac
            done
            """
        );
        _machine.Set(
            "managers",
            """
            node1 10.20.0.11 ssh-ed25519 AAAAone
            node2 10.20.64.12 ssh-ed25519 AAAAtwo
            """
        );
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_notice_has_the_first_manager_that_answers_drain_the_node()
    {
        _machine.Set("answers-10.20.64.12", "");
        _machine.Set("metadata", "404\n404\n401\n200");

        var ran = Run();

        Assert.Equal(
            (
                0,
                "",
                $"edge1: AWS takes this machine back: {Notice}\n"
                    + "ssh: connect to host 10.20.0.11 port 22: Connection timed out\n"
                    + "edge1: node1 at 10.20.0.11 has not drained this node\n"
                    + "edge1: node2 has drained this node\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
        Assert.Equal(["sleep 5", "sleep 5", "sleep 5", Ssh("node1", "10.20.0.11"), Ssh("node2", "10.20.64.12")], ran.Calls);
        Assert.Equal("node1 ssh-ed25519 AAAAone\nnode2 ssh-ed25519 AAAAtwo\n", _machine.Read("known"));
        // A token that has ended is followed by another.
        Assert.Equal("notice 1\nnotice 1\nnotice 1\nnotice 2\n", _machine.Read("asked"));
    }

    [Fact]
    public void When_no_manager_answers_the_node_leaves_by_itself()
    {
        _machine.Set("metadata", "200");

        var ran = Run();

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            "edge1: no manager has drained this node, so it leaves the swarm by itself, which ends its tasks at once",
            ran.Said.TrimEnd('\n').Split('\n')[^1]
        );
        Assert.Equal(
            [
                Ssh("node1", "10.20.0.11"),
                Ssh("node2", "10.20.64.12"),
                "sleep 5",
                Ssh("node1", "10.20.0.11"),
                Ssh("node2", "10.20.64.12"),
                "docker swarm leave",
            ],
            ran.Calls
        );
    }

    [Theory]
    [InlineData("edge1", "node3 node1 node2")]
    [InlineData("edge2", "node1 node2 node3")]
    [InlineData("edge4", "node2 node3 node1")]
    public void Machines_that_are_taken_back_at_once_begin_at_different_managers(string node, string order)
    {
        _machine.Set(
            "managers",
            string.Join('\n', Enumerable.Range(1, 3).Select(number => $"node{number} 10.20.0.{number} ssh-ed25519 AAAA"))
        );
        _machine.Set("metadata", "200");

        var asked = Run(node)
            .Calls.Where(call => call.StartsWith("ssh", StringComparison.Ordinal))
            .Select(call => call.Split("HostKeyAlias=")[1].Split(' ')[0])
            .Take(3);

        Assert.Equal(order, string.Join(' ', asked));
    }

    [Fact]
    public void A_manager_whose_sshd_dropped_the_connection_is_asked_once_more()
    {
        _machine.Set("managers", "node1 10.20.0.11 ssh-ed25519 AAAAone");
        _machine.Play("sleep", "echo >\"$FAKE/answers-10.20.0.11\"");
        _machine.Set("metadata", "200");

        var ran = Run();

        Assert.Equal(0, ran.ExitCode);
        Assert.EndsWith(
            "edge1: node1 at 10.20.0.11 has not drained this node\nedge1: node1 has drained this node\n",
            ran.Said,
            StringComparison.Ordinal
        );
        Assert.Equal([Ssh("node1", "10.20.0.11"), Ssh("node1", "10.20.0.11")], ran.Calls);
    }

    [Fact]
    public void Of_many_managers_that_do_not_answer_only_as_many_are_asked_as_there_is_time_for()
    {
        _machine.Set(
            "managers",
            string.Join('\n', Enumerable.Range(1, 9).Select(number => $"node{number} 10.20.0.{number} ssh-ed25519 AAAA"))
        );
        _machine.Set("metadata", "200");

        var ran = Run();

        // Every look on the clock takes ten of the sixty seconds.
        Assert.Equal(5, ran.Calls.Count(call => call.StartsWith("ssh", StringComparison.Ordinal)));
        Assert.Equal("docker swarm leave", ran.Calls[^1]);
    }

    [Fact]
    public void A_node_that_cannot_even_leave_says_so_and_is_tried_again_by_its_service()
    {
        _machine.Set("leaving", "Error response from daemon: context deadline exceeded");
        _machine.Set("metadata", "200");

        var ran = Run();

        Assert.Equal(1, ran.ExitCode);
        Assert.EndsWith(
            "Error response from daemon: context deadline exceeded\nedge1: the node cannot leave the swarm. The reason is above.\n",
            ran.Said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_a_metadata_service_nothing_is_done_and_that_is_said_once_after_a_minute()
    {
        // So many times it sleeps, and the last one ends the test.
        _machine.Set("patience", "30");

        var ran = Run();

        Assert.Equal(
            (
                "",
                "edge1: the metadata service at http://169.254.169.254 has not answered for a minute: as long as this is so, nothing tells this node that AWS takes its machine back\n"
            ),
            (ran.Output, ran.Said)
        );
        Assert.Equal(Enumerable.Repeat("sleep 5", 30), ran.Calls);
    }

    [Fact]
    public void Without_curl_that_is_said()
    {
        _machine.Remove("curl").Set("patience", "12");

        Assert.Equal(
            "edge1: curl is not installed: as long as this is so, nothing tells this node that AWS takes its machine back\n",
            Run().Said
        );
    }

    [Fact]
    public void A_metadata_service_that_answers_within_a_minute_is_not_complained_of()
    {
        _machine.Set("patience", "11");

        Assert.Equal("", Run().Said);
    }

    private static string Ssh(string name, string address) =>
        "ssh -F none -o BatchMode=yes -o ConnectTimeout=5 -o IdentitiesOnly=yes -o IdentityFile=/etc/ssh/ssh_host_ed25519_key -o StrictHostKeyChecking=yes "
        + $"-o UserKnownHostsFile=FAKE/known_hosts -o HostKeyAlias={name} -l swarm-drain -- {address} drain";

    private Ran Run(string node = "edge1") =>
        _machine.RunHere(
            "notice",
            ("NODE", node),
            ("MANAGERS", Path.Combine(_machine.Directory, "managers")),
            ("RUNTIME_DIRECTORY", _machine.Directory)
        );
}
