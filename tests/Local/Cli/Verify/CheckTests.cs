using Local.Cli.Verify;
using Local.Cli.Verify.Checks;
using Moq;

namespace Tests.Local.Cli.Verify;

public sealed class CheckTests
{
    private readonly ThreeNodes _swarm = new();

    [Fact]
    public async Task Networks_that_a_node_lacks_are_named()
    {
        _swarm.AnswersOn(1, "docker network ls", Said("bridge bridge local\ningress overlay swarm\ndocker_gwbridge bridge local"));
        _swarm.AnswersOn(2, "docker network ls", Said("ingress overlay swarm"));
        _swarm.AnswersOn(3, "docker network ls", Said("docker_gwbridge bridge local\ningress overlay swarm"));

        Assert.Equal("node2 lacks docker_gwbridge bridge local", await _swarm.FailsAsync(new SwarmNetworksOnEveryNode()));
    }

    [Fact]
    public async Task Networks_on_every_node_pass()
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.AnswersOn(node, "docker network ls", Said("docker_gwbridge bridge local\ningress overlay swarm"));
        }

        Assert.Equal("node1, node2, node3", await _swarm.SeesAsync(new SwarmNetworksOnEveryNode()));
    }

    [Fact]
    public async Task Every_node_tries_the_managers_2377_and_the_7946_of_every_other()
    {
        const string rest = """; do timeout 15 bash -c "exec 3<>/dev/tcp/$target" 2>/dev/null || echo "$target"; done""";
        _swarm.Answers(1, $"for target in 10.20.0.12/7946 10.20.0.13/7946{rest}", "");
        _swarm.Answers(2, $"for target in 10.20.0.11/2377 10.20.0.11/7946 10.20.0.13/7946{rest}", "10.20.0.11/2377\n10.20.0.13/7946");
        _swarm.Answers(3, $"for target in 10.20.0.11/2377 10.20.0.11/7946 10.20.0.12/7946{rest}", "");

        Assert.Equal("node2 does not reach 10.20.0.11/2377, 10.20.0.13/7946", await _swarm.FailsAsync(new SwarmPortsOpenBetweenNodes()));
    }

    [Fact]
    public async Task Open_ports_between_nodes_pass()
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.AnswersOn(node, "/dev/tcp/", Said(""));
        }

        Assert.Equal("2377/tcp to managers, 7946/tcp from each to each", await _swarm.SeesAsync(new SwarmPortsOpenBetweenNodes()));
    }

    [Fact]
    public async Task A_swarm_port_that_answers_from_outside_is_named()
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            foreach (var port in new[] { 2375, 2376, 2377, 7946 })
            {
                _swarm.Accepts(node, port, (node, port) == (3, 2377));
            }

            _swarm.TakesDatagrams(node, 7946, false);
            _swarm.TakesDatagrams(node, 4789, node == 1);
        }

        Assert.Equal(
            "accepted from this computer: node3:2377/tcp, node1:4789/udp",
            await _swarm.FailsAsync(new SwarmPortsClosedFromOutside())
        );
        _swarm.Accepts(3, 2377, false);
        _swarm.TakesDatagrams(1, 4789, false);
        Assert.Equal(
            "2375/tcp, 2376/tcp, 2377/tcp, 7946/tcp, 4789/udp, 7946/udp on 3 nodes",
            await _swarm.SeesAsync(new SwarmPortsClosedFromOutside())
        );
    }

    [Fact]
    public async Task What_cannot_be_told_of_udp_is_not_claimed()
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            foreach (var port in new[] { 2375, 2376, 2377, 7946 })
            {
                _swarm.Accepts(node, port, false);
            }

            _swarm.TakesDatagrams(node, 7946, null);
            _swarm.TakesDatagrams(node, 4789, null);
        }

        Assert.Equal("2375/tcp, 2376/tcp, 2377/tcp, 7946/tcp on 3 nodes", await _swarm.SeesAsync(new SwarmPortsClosedFromOutside()));
    }

    [Fact]
    public async Task Every_node_answers_also_those_without_a_task()
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.Whoami(node, "ccccccccccc3");
        }

        Assert.Equal("node1, node2, node3 on port 8000; no task on node1, node2", await _swarm.SeesAsync(new EveryNodeAnswers()));
    }

    [Fact]
    public async Task Nodes_without_public_addresses_are_asked_on_themselves_and_closed_from_outside()
    {
        var swarm = new ThreeNodes(arePublic: false);
        foreach (var node in new[] { 1, 2, 3 })
        {
            const string Answer = "Hostname: ccccccccccc3\nIP: 10.64.0.9\n-- next answer --\n";
            swarm.Answers(node, Script(node, 1), Answer);
            swarm.Answers(node, Script(node, 10), string.Concat(Enumerable.Repeat(Answer, 10)));
        }

        Assert.Equal("node1, node2, node3 on port 8000; no task on node1, node2", await swarm.SeesAsync(new EveryNodeAnswers()));
        Assert.Equal("30 requests, 1 of 1 replicas", await swarm.SeesAsync(new RequestsReachEveryReplica()));
        Assert.Equal("everything, since no node has a public address", await swarm.SeesAsync(new SwarmPortsClosedFromOutside()));
        Assert.Empty(swarm.Outside.Invocations);

        static string Script(int node, int times) =>
            $"for request in $(seq {times}); do curl --silent --show-error --fail --max-time 20 http://10.20.0.{10 + node}:8000/ || exit; echo '-- next answer --'; done";
    }

    [Fact]
    public async Task Another_server_behind_the_port_fails()
    {
        _swarm.Whoami(1, "ccccccccccc3");
        _swarm.Whoami(2, "ccccccccccc3");
        _swarm.Outside.Setup(outside => outside.GetAsync(_swarm.Nodes[2], 8000, default)).ReturnsAsync("<html>\n");

        Assert.Equal("node3 answered something other than whoami: <html>", await _swarm.FailsAsync(new EveryNodeAnswers()));
    }

    [Fact]
    public async Task Thirty_requests_see_every_replica_that_runs_and_no_other()
    {
        _swarm.Runs(1, "dddddddddddd dev_whoami.2.v dev_whoami dev");
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.Whoami(node, "ccccccccccc3", "dddddddddddd");
        }

        Assert.Equal("30 requests, 2 of 2 replicas", await _swarm.SeesAsync(new RequestsReachEveryReplica()));
        Assert.Equal(30, _swarm.Outside.Invocations.Count);
    }

    [Fact]
    public async Task A_replica_that_no_request_reached_is_named()
    {
        _swarm.Runs(1, "dddddddddddd dev_whoami.2.v dev_whoami dev");
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.Whoami(node, "ccccccccccc3");
        }

        Assert.Equal(
            "answered: ccccccccccc3; running: ccccccccccc3, dddddddddddd",
            await _swarm.FailsAsync(new RequestsReachEveryReplica())
        );
    }

    [Fact]
    public async Task Ingress_must_refuse_with_its_own_words()
    {
        _swarm.AnswersOn(
            2,
            "--network ingress",
            new ShellAnswer(125, "", "docker: Error response from daemon: network ingress not manually attachable.")
        );

        Assert.Equal("network ingress not manually attachable", await _swarm.SeesAsync(new IngressRefusesAttachment()));
    }

    [Fact]
    public async Task Another_error_of_the_attachment_is_no_refusal()
    {
        _swarm.AnswersOn(2, "--network ingress", new ShellAnswer(125, "", "no such image"));

        Assert.Equal(
            "on node2: exit code 125, expected \"network ingress not manually attachable\", got: no such image",
            await _swarm.FailsAsync(new IngressRefusesAttachment())
        );
    }

    [Fact]
    public async Task App1_sees_one_virtual_address_before_the_tasks_addresses()
    {
        _swarm.AnswersOn(2, "docker exec bbbbbbbbbbb2 curl", Said("10.64.1.2\n10.64.1.3 10.64.1.4 10.64.1.5"));

        Assert.Equal("10.64.1.2 before 10.64.1.3, 10.64.1.4, 10.64.1.5", await _swarm.SeesAsync(new ContainerReachesService()));
    }

    [Theory]
    [InlineData("10.64.1.2\n10.64.1.3 10.64.1.4")]
    [InlineData("10.64.1.2 10.64.1.9\n10.64.1.3 10.64.1.4 10.64.1.5")]
    [InlineData("10.64.1.3\n10.64.1.3 10.64.1.4 10.64.1.5")]
    public async Task Too_few_or_too_many_addresses_fail(string resolved)
    {
        _swarm.AnswersOn(2, "docker exec bbbbbbbbbbb2 curl", Said(resolved));

        Assert.Equal(
            $"expected 1 virtual address and 3 task addresses, got: {resolved.Replace("\n", " before ", StringComparison.Ordinal)}",
            await _swarm.FailsAsync(new ContainerReachesService())
        );
    }

    [Fact]
    public async Task Every_task_of_web_reaches_app1()
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.Answers(
                node,
                $"docker exec aaaaaaaaaaa{node} curl -fsS --max-time 30 --retry 7 --retry-delay 5 --retry-max-time 60 --retry-all-errors -o /dev/null http://app1/",
                ""
            );
        }

        Assert.Equal("from node1, node2, node3", await _swarm.SeesAsync(new ServiceReachesContainer()));
        _swarm.Answers(
            3,
            "docker exec aaaaaaaaaaa3 curl -fsS --max-time 30 --retry 7 --retry-delay 5 --retry-max-time 60 --retry-all-errors -o /dev/null http://app1/",
            new ShellAnswer(28, "", "curl: (28) timed out")
        );
        Assert.Equal("on node3: curl: (28) timed out", await _swarm.FailsAsync(new ServiceReachesContainer()));
    }

    [Fact]
    public async Task The_large_payload_leaves_from_another_node_than_app1s()
    {
        _swarm.AnswersOn(1, "http://app1/?[1-48]", Said(""));

        Assert.Equal("1 MB from node1 to node2", await _swarm.SeesAsync(new LargePayloadCrossesNodes()));
    }

    [Fact]
    public async Task Where_nothing_can_cross_nothing_is_proven()
    {
        _swarm.Runs(1, "");
        _swarm.Runs(3, "");

        Assert.Equal(
            "every task of web runs on node2, where app1 runs: nothing crosses",
            await _swarm.FailsAsync(new LargePayloadCrossesNodes())
        );
    }

    [Theory]
    [InlineData("null", false, null)]
    [InlineData("null", true, "accepted from this computer: node2:80/tcp")]
    [InlineData("[{\"PublishedPort\":80}]", false, "published: [{\"PublishedPort\":80}]")]
    public async Task Web_is_neither_published_nor_answering(string ports, bool accepts, string? failure)
    {
        _swarm.AnswersOn(1, "docker service inspect --format '{{json .Endpoint.Ports}}' dev_web", Said(ports));
        _swarm.Accepts(1, 80, false);
        _swarm.Accepts(2, 80, accepts);
        _swarm.Accepts(3, 80, false);
        var check = new InternalServiceClosedFromOutside();

        Assert.Equal(
            failure ?? "not published; closed: 80/tcp on 3 nodes",
            failure is null ? await _swarm.SeesAsync(check) : await _swarm.FailsAsync(check)
        );
    }

    [Fact]
    public async Task A_task_that_no_node_has_though_the_swarm_says_that_it_runs_is_named()
    {
        foreach (var node in new[] { 1, 3 })
        {
            _swarm.Runs(node, "");
        }

        _swarm.Runs(2, "bbbbbbbbbbb2 app1  ");

        Assert.Equal("no task of web runs on any node", await _swarm.FailsAsync(new ServiceReachesContainer()));
    }

    [Fact]
    public async Task Services_without_a_stack_are_found_as_well()
    {
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.Runs(node, $"aaaaaaaaaaa{node} web.{node}.x web ");
        }

        _swarm.AnswersOn(1, "docker service inspect --format '{{json .Endpoint.Ports}}' web", Said("[80]"));

        Assert.Equal("published: [80]", await _swarm.FailsAsync(new InternalServiceClosedFromOutside()));
    }

    [Fact]
    public void Every_check_has_its_own_name_and_says_where_to_look()
    {
        Assert.Equal(15, AllChecks.InOrder.Select(check => check.Name).Distinct().Count());
        Assert.All(AllChecks.InOrder, check => Assert.True(check.LookAt.Length > 15, check.Name));
    }

    private static ShellAnswer Said(string output) => new(0, output, string.Empty);
}
