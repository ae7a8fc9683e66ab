using Review.Rules;

namespace Tests.Review.Rules;

public sealed class DataRulesTests
{
    [Theory]
    [InlineData("volume-dropped", new[] { "volumes.data-node1 : ", "volumes.data-node2 : " })]
    [InlineData("node-removed-with-a-volume", new[] { "volumes.data-node3 : " })]
    [InlineData("volume-kept", new string[0])]
    public void The_data_of_a_volume_that_is_lost(string change, string[] found) =>
        Assert.Equal(found, Judged.By(DataRules.VolumeLost, Changes.All[change]));

    [Fact]
    public void It_is_this_change_that_loses_it() =>
        Assert.Equal([true, true], Judged.IsNew(DataRules.VolumeLost, Changes.All["volume-dropped"]));
}
