namespace Tests.Infra.Scripts;

public sealed class MemberScriptTests : IDisposable
{
    private const string Others = "10.20.0.11 id1 ready manager active\n10.20.64.120 id9 ready worker active\n";

    private readonly FakeMachine _machine = new FakeMachine().Set("mark-id2", "i-2");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_ready_worker_is_confirmed_without_a_change()
    {
        var ran = Run("worker", "10.20.64.12 id2 ready worker active");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Empty(Changes(ran));
    }

    [Fact]
    public void Its_entry_is_marked_as_that_of_its_machine()
    {
        File.Delete(Path.Combine(_machine.Directory, "mark-id2"));

        var ran = Run("worker", "10.20.64.12 id2 ready worker active");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(["docker node update --label-add pulumi.machine=i-2 id2"], Changes(ran));
    }

    [Fact]
    public void A_host_that_was_set_up_anew_gets_its_new_mark_together_with_its_availability_and_is_tried_again_when_another_changes_it()
    {
        _machine.Set("mark-id2", "ssh-ed25519 AAAAold+/=").Set("out-of-sequence", "");

        var ran = Run("worker", "10.20.64.12 id2 ready worker drain", "ssh-ed25519 AAAAnew+/=");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(
            Enumerable.Repeat("docker node update --availability active --label-add pulumi.machine=ssh-ed25519 AAAAnew+/= id2", 2),
            Changes(ran)
        );
    }

    [Theory]
    [InlineData("worker", "manager", "docker node promote id2")]
    [InlineData("manager", "worker", "docker node demote id2")]
    public void A_node_of_the_other_role_changes_it(string has, string wanted, string expected)
    {
        var ran = Run(wanted, $"10.20.64.12 id2 ready {has} active");

        Assert.Equal([expected], Changes(ran));
    }

    [Fact]
    public void A_node_that_an_interrupted_removal_left_drained_works_again()
    {
        var ran = Run("worker", "10.20.64.12 id2 ready worker drain");

        Assert.Equal(["docker node update --availability active id2"], Changes(ran));
    }

    [Fact]
    public void An_entry_of_the_machine_that_was_there_before_is_removed()
    {
        var ran = Run("worker", "10.20.64.12 id0 down worker active\n10.20.64.12 id2 ready worker active");

        Assert.Equal((0, "node1: removes an entry that node2 left behind\n"), (ran.ExitCode, ran.Said));
        Assert.Equal(["docker node rm --force id0"], Changes(ran));
    }

    [Fact]
    public void An_entry_of_a_manager_that_was_there_before_is_demoted_first()
    {
        var ran = Run("worker", "10.20.64.12 id0 down manager active\n10.20.64.12 id2 ready worker active");

        Assert.Equal(["docker node demote id0", "docker node rm --force id0"], Changes(ran));
    }

    [Fact]
    public void An_entry_that_a_second_attempt_to_join_left_without_a_name_is_removed()
    {
        _machine.Set("nameless", "id7 worker");

        var ran = Run("worker", "10.20.64.12 id2 ready worker active");

        Assert.Equal((0, "node1: removes an entry that a join left behind before it succeeded\n"), (ran.ExitCode, ran.Said));
        Assert.Equal(["docker node rm --force id7"], Changes(ran));
    }

    [Fact]
    public void A_node_that_is_just_joining_and_has_no_name_yet_is_left_alone()
    {
        _machine.Set("nameless", "id7 worker\nid7 worker\nid8 worker");

        var ran = Run("worker", "10.20.64.12 id2 ready worker active");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Empty(Changes(ran));
    }

    [Fact]
    public void Two_nodes_of_one_address_are_refused()
    {
        var ran = Run("worker", "10.20.64.12 id0 ready worker active\n10.20.64.12 id2 ready worker active");

        Assert.Equal(
            (1, "node1: two nodes of the swarm answer from 10.20.64.12. Give every node a private address of its own.\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Empty(Changes(ran));
    }

    [Fact]
    public void A_node_that_does_not_become_ready_is_told_with_what_the_manager_sees()
    {
        var ran = Run("worker", "10.20.64.12 id2 down worker active");

        Assert.Equal(
            (
                1,
                "node1: node2 is not ready in the swarm after 60 s (its entries: id2 down worker active;). The step node2-join says why. A node that was removed while it did not answer still takes itself for a member: run 'docker swarm leave --force' on it.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Empty(Changes(ran));
    }

    private Ran Run(string role, string entries, string machine = "i-2") =>
        _machine
            .Set("nodes", Others + entries)
            .Run(
                "member",
                machine + "\n",
                ("NODE", "node1"),
                ("MEMBER", "node2"),
                ("ADDRESS", "10.20.64.12"),
                ("PATIENCE", "60"),
                ("ROLE", role)
            );

    private static IEnumerable<string> Changes(Ran ran) =>
        ran.Calls.Where(call =>
            call.StartsWith("docker node ", StringComparison.Ordinal) && !call.StartsWith("docker node inspect ", StringComparison.Ordinal)
        );
}
