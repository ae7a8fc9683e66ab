using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>Whether the managers can decide while machines are away.</summary>
public sealed class QuorumTests
{
    [Theory]
    [InlineData(1, 0, 0, false, false, true)]
    [InlineData(1, 1, 0, false, true, false)]
    [InlineData(1, 0, 1, false, true, true)]
    [InlineData(1, 0, 0, true, true, true)]
    [InlineData(2, 1, 0, false, true, false)]
    [InlineData(2, 0, 0, true, true, true)]
    [InlineData(3, 1, 0, false, false, true)]
    [InlineData(3, 2, 0, false, true, false)]
    [InlineData(3, 1, 1, false, true, true)]
    [InlineData(3, 0, 3, false, true, true)]
    [InlineData(3, 0, 0, true, false, true)]
    [InlineData(5, 2, 0, true, false, true)]
    [InlineData(5, 3, 0, false, true, false)]
    [InlineData(5, 2, 1, false, true, true)]
    public void It_is_lost_when_fewer_than_half_and_one_can_be_reached(
        int managers,
        int replaced,
        int restarted,
        bool engines,
        bool isLost,
        bool comesBack
    )
    {
        var quorum = Quorum.Of([
            .. Enumerable
                .Range(0, managers)
                .Select(index => new NodeState($"node{index}")
                {
                    RoleBefore = "manager",
                    RoleAfter = "manager",
                    IsReplaced = index < replaced,
                    IsRestarted = index >= replaced && index < replaced + restarted,
                    EngineChanges = engines,
                }),
            new NodeState("worker")
            {
                RoleBefore = "worker",
                RoleAfter = "worker",
                IsReplaced = true,
            },
        ]);

        Assert.Equal((isLost, comesBack), (quorum.IsLost, quorum.ComesBack));
    }

    [Theory]
    // Name, before, after, replaced.
    [InlineData("node1 manager - , node4 - manager", true)]
    [InlineData("node1 manager manager replaced", true)]
    [InlineData("node1 manager - , node2 manager manager replaced", true)]
    [InlineData("node1 manager - , node2 manager manager", false)]
    [InlineData("node1 manager - , node2 worker manager", false)]
    [InlineData("node1 manager - , node2 worker worker", false)]
    [InlineData("node4 - manager", false)]
    public void A_swarm_of_which_no_manager_stays_is_left_behind(string nodes, bool isLeftBehind)
    {
        var quorum = Quorum.Of([
            .. nodes
                .Split(", ")
                .Select(node => node.Trim().Split(' '))
                .Select(words => new NodeState(words[0])
                {
                    RoleBefore = words[1] == "-" ? null : words[1],
                    RoleAfter = words[2] == "-" ? null : words[2],
                    IsReplaced = words is [.., "replaced"],
                }),
        ]);

        Assert.Equal(isLeftBehind, quorum.IsLeftBehind);
        Assert.True(!isLeftBehind || quorum.IsLost);
    }

    [Theory]
    // Others are away: the worst moment is when it is a worker already.
    [InlineData(3, 1, 1, false, false, 2, 1, true)]
    [InlineData(3, 1, 0, false, false, 3, 3, false)]
    [InlineData(5, 1, 1, false, false, 4, 3, false)]
    [InlineData(5, 2, 1, false, false, 3, 2, false)]
    [InlineData(5, 3, 1, false, false, 2, 1, true)]
    // Those themselves are: the worst moment is when they are managers still.
    [InlineData(3, 2, 2, true, true, 3, 1, true)]
    [InlineData(3, 2, 2, true, false, 3, 1, true)]
    [InlineData(3, 1, 1, true, true, 3, 2, false)]
    [InlineData(5, 2, 2, true, true, 5, 3, false)]
    public void A_manager_that_becomes_a_worker_may_be_either_while_machines_are_away(
        int managers,
        int demoted,
        int away,
        bool areThose,
        bool areReplaced,
        int atWorst,
        int worst,
        bool isLost
    )
    {
        var quorum = Quorum.Of([
            .. Enumerable
                .Range(0, managers)
                .Select(index => (index, IsAway: areThose ? index < away : index >= managers - away))
                .Select(one => new NodeState($"node{one.index}")
                {
                    RoleBefore = "manager",
                    RoleAfter = one.index < demoted ? "worker" : "manager",
                    IsReplaced = one.IsAway && areReplaced,
                    IsRestarted = one.IsAway && !areReplaced,
                }),
        ]);

        Assert.Equal((atWorst, worst, isLost), (quorum.AtWorst, quorum.Worst, quorum.IsLost));
    }

    [Theory]
    [InlineData(true, 3, 2, 3)]
    [InlineData(false, 3, 3, 2)]
    public void A_manager_is_away_once_and_one_that_leaves_counts_no_more(bool stays, int before, int worst, int after)
    {
        var quorum = Quorum.Of([
            new NodeState("node1") { RoleBefore = "manager", RoleAfter = "manager" },
            new NodeState("node2") { RoleBefore = "manager", RoleAfter = "manager" },
            new NodeState("node3")
            {
                RoleBefore = "manager",
                RoleAfter = stays ? "manager" : null,
                IsReplaced = true,
                IsRestarted = true,
            },
        ]);

        Assert.Equal((before, worst, after), (quorum.Before, quorum.Worst, quorum.After));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Managers_that_go_one_after_another_leave_a_majority_of_three_or_more(int managers, bool isAvoidable) =>
        Assert.Equal(
            isAvoidable,
            Quorum
                .Of([
                    .. Enumerable
                        .Range(1, managers)
                        .Select(number => new NodeState($"node{number}") { RoleBefore = "manager", RoleAfter = "manager" }),
                ])
                .IsAvoidable
        );
}
