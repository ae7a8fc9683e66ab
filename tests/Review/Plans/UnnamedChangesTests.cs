using Review.Plans;

namespace Tests.Review.Plans;

/// <summary>A plan that counts more changes than it names.</summary>
public sealed class UnnamedChangesTests
{
    [Theory]
    [InlineData("delete", 11, "11 deletions")]
    [InlineData("create", 1, "1 creation")]
    [InlineData("update", 2, "2 updates")]
    [InlineData("replace", 1, "1 replacement")]
    [InlineData("import", 1, "1 import")]
    [InlineData("tilt", 2, "2 of the operation \"tilt\"")]
    [InlineData("same", 30, null)]
    [InlineData("read", 3, null)]
    [InlineData("refresh", 3, null)]
    [InlineData("create-replacement", 3, null)]
    [InlineData("delete-replaced", 3, null)]
    public void It_needs_a_look_and_says_how_many(string operation, int count, string? said)
    {
        var plan = new PlanText().Nodes("node1 manager").Counting(operation, count);

        Assert.All([plan.Digest(), plan.Stream()], input =>
            Assert.Equal(
                said is null
                    ? "ROUTINE: Nothing changes."
                    : $"LOOK TWICE: The plan counts {said} that it does not name, so this is not all. No change is known.",
                ReviewInput.Review(input).Verdict.Line
            )
        );
    }

    [Fact]
    public void What_it_names_is_not_missing()
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}")
            .Step("create", "", "aws:ec2/eip:Eip", "one", next: "{}")
            .Counting("delete", 2)
            .Counting("update", 1);

        Assert.All([plan.Digest(), plan.Stream()], input =>
            Assert.Equal(
                "The plan counts 2 deletions and 1 update that it does not name, so this is not all.",
                ReviewInput.Review(input).Verdict.Trouble
            )
        );
    }

    [Theory]
    [InlineData("update")]
    [InlineData("delete")]
    public void What_a_refresh_has_found_is_counted_as_what_it_comes_to(string counted)
    {
        var old = """{"name": "x"}""";
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("refresh", "", "aws:ec2/eip:Eip", "one", old, counted == "delete" ? null : old, "labels=update")
            .Counting(counted, 1);

        Assert.All([plan.Digest(), plan.Stream()], input => Assert.Null(ReviewInput.Review(input).Verdict.Trouble));
    }

    [Fact]
    public void No_plan_of_the_genuine_CLI_counts_more_than_it_names() =>
        Assert.All(
            ReviewInput
                .Names.SelectMany(name => new[] { ReviewInput.Digest(name), ReviewInput.Stream(name) })
                .Concat(new[] { "refresh", "local-delete-node", "local-image-change", "local-network-rename" }.Select(ReviewInput.Digest)),
            input => Assert.Equal(PlanOutcome.Succeeded, ReviewInput.Read(input).Outcome)
        );

    [Fact]
    public void What_a_refresh_leaves_as_it_is_is_named()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("refresh", "", "aws:ec2/eip:Eip", "one", "{}", "{}")
            .Whole()
            .Counting("same", 1);

        Assert.All([plan.Digest(), plan.Stream()], input =>
            Assert.Equal(["one"], ReviewInput.Read(input).Unchanged.Select(one => one.Name))
        );
        Assert.All([plan.Digest(), plan.Stream()], input =>
            Assert.DoesNotContain(ReviewInput.Review(input).Notes, note => note.StartsWith("The plan leaves out", StringComparison.Ordinal))
        );
    }
}
