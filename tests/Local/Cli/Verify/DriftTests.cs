using System.Text.Json.Nodes;
using Local.Cli.Verify;
using Local.Cli.Verify.Checks;

namespace Tests.Local.Cli.Verify;

/// <summary>Somebody changed the swarm by hand, or a node is gone: each difference is named once, with what fixes it.</summary>
public sealed class DriftTests
{
    private const string Restore = "./swarm refresh, then ./swarm up";

    private readonly ThreeNodes _swarm = new();

    [Fact]
    public async Task Nothing_has_drifted()
    {
        Assert.Equal("node1, node2, node3", await _swarm.SeesAsync(new AllNodesAnswer()));
        Assert.Equal("3 of 3", await _swarm.SeesAsync(new AllNodesReady()));
        Assert.Equal("web (3), whoami (1), app1", await _swarm.SeesAsync(new AllRunsAsDeclared()));
    }

    [Fact]
    public async Task Replicas_that_were_changed_by_hand()
    {
        _swarm.ListedServices[0]!["Spec"]!["Mode"]!["Replicated"]!["Replicas"] = 2;
        _swarm.ListedTasks.RemoveAt(2);
        _swarm.Lists();

        await FailsAsync(new AllRunsAsDeclared(), "web has 2 replicas, but the stack declares 3", Restore);
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("rollback_paused")]
    public async Task An_update_that_has_stopped_half_way_although_the_old_tasks_run(string state)
    {
        _swarm.ListedServices[0]!["UpdateStatus"] = new JsonObject { ["State"] = state };
        _swarm.Lists();

        await FailsAsync(
            new AllRunsAsDeclared(),
            "an update of web has stopped half-way",
            "./swarm up names the cause; correct it, or the stack file, and run ./swarm up again"
        );
    }

    [Fact]
    public async Task An_image_that_was_changed_by_hand_but_not_a_digest_that_the_provider_added()
    {
        _swarm.ListedServices[0]!["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"] = "nginx:1.27@sha256:01";
        _swarm.ListedServices[1]!["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"] = "traefik/whoami:v1.11.0@sha256:02";
        _swarm.Lists();

        await FailsAsync(new AllRunsAsDeclared(), "web has the image nginx:1.27, but the stack declares nginx:1.28", Restore);
    }

    [Fact]
    public async Task A_service_and_a_container_that_were_removed_have_one_remedy()
    {
        _swarm.ListedServices.RemoveAt(1);
        _swarm.ListedTasks.RemoveAt(3);
        _swarm.Lists();
        _swarm.Runs(2, "aaaaaaaaaaa2 dev_web.2.y dev_web dev");
        _swarm.Runs(3, "aaaaaaaaaaa3 dev_web.3.z dev_web dev");

        await FailsAsync(new AllRunsAsDeclared(), "the service whoami is gone; the container app1 does not run on node2", Restore);
        // Whatever needs them is not held against the swarm a second time.
        Assert.Equal("whoami does not run", await _swarm.CannotAsync(new EveryNodeAnswers()));
        Assert.Equal("whoami does not run", await _swarm.CannotAsync(new RequestsReachEveryReplica()));
        Assert.Equal("app1 does not run", await _swarm.CannotAsync(new ContainerReachesService()));
        Assert.Equal("app1 does not run", await _swarm.CannotAsync(new LargePayloadCrossesNodes()));
        Assert.Equal("app1 does not run", await _swarm.CannotAsync(new ServiceReachesContainer()));
        Assert.Equal("app1 does not run", await _swarm.CannotAsync(new IngressRefusesAttachment()));
    }

    [Fact]
    public async Task Tasks_that_do_not_run_say_why_in_the_words_of_the_newest()
    {
        _swarm.ListedTasks.RemoveAt(2);
        _swarm.ListedTasks.Add(ThreeNodes.Task("web", 3, 3, "rejected", "shutdown", "No such image: nginx:1.28", created: 2));
        _swarm.ListedTasks.Add(ThreeNodes.Task("web", 3, 2, "failed", "shutdown", "task: non-zero exit (1)", created: 1));
        _swarm.ListedTasks.Add(ThreeNodes.Task("web", 3, 2, "shutdown", "shutdown", "shutdown", created: 3));
        _swarm.Lists();

        await FailsAsync(
            new AllRunsAsDeclared(),
            "2 of 3 tasks of web run: No such image: nginx:1.28 (on node3)",
            "./swarm ssh node1 -- docker service ps --no-trunc dev_web says more"
        );
    }

    [Fact]
    public async Task A_task_that_ran_to_its_end_and_one_of_which_a_new_one_runs_elsewhere_are_well()
    {
        _swarm.ListedTasks.Add(ThreeNodes.Task("whoami", 1, 2, "running", "shutdown"));
        _swarm.ListedTasks.RemoveAt(2);
        _swarm.ListedTasks.Add(ThreeNodes.Task("web", 3, 3, "failed", "shutdown", "task: non-zero exit (1)", created: 1));
        _swarm.ListedTasks.Add(ThreeNodes.Task("web", 3, 3, "complete", "shutdown", "", created: 2));
        _swarm.Lists();

        Assert.Equal("web (3), whoami (1), app1", await _swarm.SeesAsync(new AllRunsAsDeclared()));
    }

    [Fact]
    public async Task A_global_service_runs_on_every_node_that_fits_it()
    {
        var guard = ThreeNodes.Service("guard", 0, "nginx:1.28", "node.role == worker");
        guard["Spec"]!["Mode"] = new JsonObject { ["Global"] = new JsonObject() };
        _swarm.ListedServices.Add(guard);
        _swarm.ListedTasks.Add(ThreeNodes.Task("guard", 0, 2));
        _swarm.Declared = _swarm.Declared with { Services = [new("guard", "dev_guard", null, "nginx:1.28")] };
        _swarm.Lists();

        Assert.Equal("guard has no task that runs on node3: no task gives a reason", await _swarm.FailsAsync(new AllRunsAsDeclared()));
        _swarm.ListedNodes[2]!["Spec"]!["Availability"] = "drain";
        _swarm.Lists();
        Assert.Equal("guard (global), app1", await _swarm.SeesAsync(new AllRunsAsDeclared()));
    }

    [Theory]
    [InlineData("drain", "drained")]
    [InlineData("pause", "paused")]
    public async Task A_node_that_takes_no_tasks(string availability, string word)
    {
        _swarm.ListedNodes[1]!["Spec"]!["Availability"] = availability;
        _swarm.Lists();

        await FailsAsync(new AllNodesReady(), $"node2 is {word}", "./swarm ssh node1 -- docker node update --availability active id2");
    }

    [Fact]
    public async Task A_node_that_the_configuration_has_drained()
    {
        _swarm.ListedNodes[0]!["Spec"]!["Labels"]!["pulumi.availability"] = "drain";
        _swarm.Lists();

        await FailsAsync(
            new AllNodesReady(),
            "node1 is active, the configuration has it drained",
            "./swarm ssh node1 -- docker node update --availability drain id1"
        );
        _swarm.ListedNodes[0]!["Spec"]!["Availability"] = "drain";
        _swarm.Lists();
        Assert.Equal("3 of 3", await _swarm.SeesAsync(new AllNodesReady()));
    }

    [Fact]
    public async Task Entries_that_are_too_many_too_few_or_of_another_role()
    {
        _swarm.ListedNodes.Clear();
        _swarm.ListedNodes.Add(ThreeNodes.Listed(1, "manager"));
        _swarm.ListedNodes.Add(ThreeNodes.Listed(2, "manager"));
        _swarm.ListedNodes.Add(ThreeNodes.Listed(2, "worker", "old2", "down"));
        _swarm.ListedNodes.Add(ThreeNodes.Listed(9, "worker", "id9"));
        _swarm.Lists();

        await FailsAsync(
            new AllNodesReady(),
            "node2 has a second entry, which is down; node2 is a manager, but the stack declares a worker; node3 is not a node of the swarm; node9 is a node of the swarm, but not one of this stack's",
            "./swarm ssh node1 -- docker node rm --force old2",
            "./swarm ssh node1 -- docker node demote id2",
            "./swarm ssh node3 -- docker swarm leave --force, then there what ./swarm ssh node1 -- docker swarm join-token worker prints",
            "once it has left: ./swarm ssh node1 -- docker node rm --force id9"
        );
    }

    [Fact]
    public async Task A_node_that_answers_but_has_no_part_in_the_swarm()
    {
        _swarm.ListedNodes[2]!["Status"]!["State"] = "down";
        _swarm.Lists();

        await FailsAsync(new AllNodesReady(), "node3 is down", "./swarm ssh node3 -- sudo systemctl restart docker");
    }

    [Theory]
    [InlineData("stopped", "the virtual machine of node3 has stopped: ./swarm up starts it again")]
    [InlineData("gone", "the virtual machine of node3 is gone: ./swarm refresh, then ./swarm up create it again")]
    [InlineData("booting", "the virtual machine of node3 is still booting: wait a minute")]
    [InlineData("running", "the virtual machine of node3 runs and may just be starting; its console is in .swarm/dev/machines/*/console")]
    [InlineData("silent", "switch node3 on, or take it out of swarm:hosts; then ./swarm up")]
    public async Task A_node_that_is_gone_is_named_once_and_asked_for_nothing_else(string state, string remedy)
    {
        _swarm.IsGone(3);
        _swarm.States["node3"] = state;
        _swarm.ListedNodes[2]!["Status"]!["State"] = "down";
        // The swarm has moved what ran there.
        _swarm.ListedTasks.Clear();
        new[] { ThreeNodes.Task("web", 1, 1), ThreeNodes.Task("web", 2, 2), ThreeNodes.Task("web", 3, 2), ThreeNodes.Task("whoami", 1, 1) }
            .ToList()
            .ForEach(_swarm.ListedTasks.Add);
        _swarm.Lists();
        _swarm.Runs(1, "aaaaaaaaaaa1 dev_web.1.x dev_web dev\nccccccccccc1 dev_whoami.1.w dev_whoami dev");
        _swarm.Whoami(1, "ccccccccccc1");
        _swarm.Whoami(2, "ccccccccccc1");
        _swarm.AnswersOn(1, "docker network ls", new(0, "docker_gwbridge bridge local\ningress overlay swarm", ""));
        _swarm.AnswersOn(2, "docker network ls", new(0, "docker_gwbridge bridge local\ningress overlay swarm", ""));

        await FailsAsync(new AllNodesAnswer(), "node3 cannot be reached by ssh: connection refused", remedy);
        Assert.Equal("2 of 3", await _swarm.SeesAsync(new AllNodesReady()));
        Assert.Equal("web (3), whoami (1), app1", await _swarm.SeesAsync(new AllRunsAsDeclared()));
        Assert.Equal("node1, node2", await _swarm.SeesAsync(new SwarmNetworksOnEveryNode()));
        Assert.Equal("node1, node2 on port 8000; no task on node2", await _swarm.SeesAsync(new EveryNodeAnswers()));
    }

    [Fact]
    public async Task With_its_node_a_container_is_named_already_and_checks_that_need_it_say_so()
    {
        _swarm.IsGone(2);

        Assert.Equal("web (3), whoami (1)", await _swarm.SeesAsync(new AllRunsAsDeclared()));
        Assert.Equal("app1 does not run", await _swarm.CannotAsync(new ContainerReachesService()));
    }

    [Fact]
    public async Task Docker_that_does_not_answer_is_as_good_as_a_node_that_does_not()
    {
        _swarm.Answers(2, ThreeNodes.List, new ShellAnswer(1, "", "Cannot connect to the Docker daemon"));

        Assert.Equal("Docker on node2 does not answer: Cannot connect to the Docker daemon", await _swarm.FailsAsync(new AllNodesAnswer()));
    }

    [Fact]
    public async Task An_engine_that_refuses_to_list_its_containers_is_no_better()
    {
        _swarm.Answers(2, ThreeNodes.List, """{"message":"database is locked"}""");

        Assert.Equal("Docker on node2 does not list its containers", await _swarm.FailsAsync(new AllNodesAnswer()));
    }

    [Fact]
    public async Task Without_a_manager_only_that_is_said()
    {
        _swarm.IsGone(1);

        Assert.Equal("node1 cannot be reached by ssh: connection refused", await _swarm.FailsAsync(new AllNodesAnswer()));
        foreach (
            ICheck check in new ICheck[]
            {
                new AllNodesReady(),
                new AllRunsAsDeclared(),
                new EveryNodeCanStartEveryImage(),
                new InternalServiceClosedFromOutside(),
            }
        )
        {
            Assert.Equal("no manager answers", await _swarm.CannotAsync(check));
        }
    }

    [Fact]
    public async Task A_swarm_without_a_leader_says_what_it_needs()
    {
        _swarm.Answers(
            1,
            SwarmView.Script,
            """
            {"message":"rpc error: The swarm does not have a leader."}
            {"message":"rpc error: The swarm does not have a leader."}
            {"message":"rpc error: The swarm does not have a leader."}
            """
        );

        await FailsAsync(
            new AllNodesReady(),
            "rpc error: The swarm does not have a leader.",
            "more than half of the managers must run: ./swarm up starts virtual machines that have stopped"
        );
        // The cause is not told a second time by what needs a leader too.
        foreach (
            ICheck check in new ICheck[]
            {
                new AllRunsAsDeclared(),
                new EveryNodeCanStartEveryImage(),
                new IngressRefusesAttachment(),
                new InternalServiceClosedFromOutside(),
            }
        )
        {
            Assert.Equal("the manager does not report what the swarm holds", await _swarm.CannotAsync(check));
        }
    }

    [Fact]
    public async Task A_stack_without_the_demo_is_not_broken_for_that()
    {
        _swarm.Declared = new([], []);
        foreach (var node in new[] { 1, 2, 3 })
        {
            _swarm.Runs(node, "");
        }

        Assert.Equal("this stack declares no whoami, as stacks/demo.yaml does", await _swarm.CannotAsync(new EveryNodeAnswers()));
        Assert.Equal("this stack declares no app1, as stacks/demo.yaml does", await _swarm.CannotAsync(new ContainerReachesService()));
    }

    [Fact]
    public void Commands_name_a_stack_that_is_not_dev()
    {
        var remedies = new Remedies("vms", new Dictionary<string, string> { ["node1"] = "stopped" });

        Assert.Equal("./swarm refresh --stack vms, then ./swarm up --stack vms", remedies.Restore);
        Assert.Equal("./swarm ssh node1 --stack vms -- docker info", remedies.On(_swarm.Nodes[0], "docker info"));
        Assert.Equal("the virtual machine of node1 has stopped: ./swarm up --stack vms starts it again", remedies.Reach(_swarm.Nodes[0]));
    }

    [Fact]
    public void A_node_of_a_stack_of_the_Pulumi_CLI_may_have_lost_its_machine() =>
        Assert.Equal(
            "switch node1 on. If its machine on AWS is gone, as a spot instance that was taken back: pulumi refresh --target '**Instance::node1', then pulumi up. "
                + "If it is one of swarm:hosts, take it out there; then pulumi up",
            new Remedies("dev", new Dictionary<string, string>(), "outputs.json").Reach(_swarm.Nodes[0])
        );

    private async Task FailsAsync(ICheck check, string message, params string[] fix)
    {
        var failure = await _swarm.FailureAsync(check);
        Assert.Equal(message, failure.Message);
        Assert.Equal(fix, failure.Fix);
    }
}
