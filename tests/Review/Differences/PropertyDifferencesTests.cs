using Review.Differences;

namespace Tests.Review.Differences;

/// <summary>What differs of a resource, where the plan shows it by names and positions only.</summary>
public sealed class PropertyDifferencesTests
{
    private const string Container = "docker:index/container:Container";

    [Theory]
    [InlineData("envs[1]=update-replace")]
    [InlineData("envs=update-replace")]
    public void A_secret_among_words_changes_where_the_provider_says_so(string marks) =>
        Assert.Equal(
            ["envs [A=1, (secret)] => [A=1, (secret)] secret reason"],
            Of("""{"image": "a:1", "envs": ["A=1", {secret}]}""", """{"image": "a:1", "envs": ["A=1", {secret}]}""", marks)
        );

    [Fact]
    public void A_secret_among_words_of_which_nothing_is_said_is_as_it_was() =>
        Assert.Equal(
            ["image a:1 => a:2 reason"],
            Of("""{"image": "a:1", "envs": [{secret}]}""", """{"image": "a:2", "envs": [{secret}]}""", "image=update-replace")
        );

    [Fact]
    public void A_secret_among_words_that_become_others_is_not_said_to_change() =>
        Assert.Equal(
            ["envs [A=1, (secret)] => [A=2, (secret)] reason"],
            Of("""{"envs": ["A=1", {secret}]}""", """{"envs": ["A=2", {secret}]}""", "envs[0]=update-replace")
        );

    [Theory]
    [InlineData("labels[1].value=update")]
    [InlineData("labels[1]=update")]
    [InlineData("labels=update")]
    public void A_secret_with_a_name_changes_where_the_provider_says_so_of_its_position(string marks) =>
        Assert.Equal(
            ["labels[\"b.c\"] (secret) => (secret) secret"],
            Of(
                """{"labels": [{"label": "a", "value": "1"}, {"label": "b.c", "value": {secret}}]}""",
                """{"labels": [{"label": "a", "value": "1"}, {"label": "b.c", "value": {secret}}]}""",
                marks
            )
        );

    [Theory]
    [InlineData("labels[0].value=update")]
    [InlineData("image=update")]
    public void A_secret_with_a_name_of_which_nothing_is_said_is_as_it_was(string marks) =>
        Assert.Empty(
            Of(
                """{"labels": [{"label": "a", "value": "1"}, {"label": "b.c", "value": {secret}}]}""",
                """{"labels": [{"label": "a", "value": "1"}, {"label": "b.c", "value": {secret}}]}""",
                marks
            )
        );

    [Fact]
    public void A_secret_that_has_only_moved_is_not_said_to_change() =>
        Assert.Equal(
            ["labels[\"a\"] (not set) => 1"],
            Of(
                """{"labels": [{"label": "b", "value": {secret}}]}""",
                """{"labels": [{"label": "a", "value": "1"}, {"label": "b", "value": {secret}}]}""",
                "labels[0].label=update labels[0].value=update labels[1]=add"
            )
        );

    [Fact]
    public void What_it_is_replaced_for_is_the_thing_at_that_position() =>
        Assert.Equal(
            ["mounts[\"/b\"].source x => y reason"],
            Of(
                """{"mounts": [{"target": "/a", "source": "x"}, {"target": "/b", "source": "x"}]}""",
                """{"mounts": [{"target": "/a", "source": "x"}, {"target": "/b", "source": "y"}]}""",
                "mounts[1].source=update-replace"
            )
        );

    // Such as "image a:1 => a:2 reason", in both forms alike.
    private static IReadOnlyList<string> Of(string old, string next, string marks)
    {
        var plan = new PlanText().Nodes("node1 manager").Step("update", "", Container, "app", old, next, marks);
        var told = Of(plan.Digest());
        Assert.Equal(told, Of(plan.Stream()));
        return told;
    }

    private static IReadOnlyList<string> Of(byte[] plan) =>
        [
            .. PropertyDifferences
                .Of(ReviewInput.Read(plan).Changes.Single())
                .Select(one =>
                    $"{one.Path} {one.Old} => {one.New}{(one.IsChangedSecret ? " secret" : "")}{(one.IsReason ? " reason" : "")}"
                ),
        ];
}
