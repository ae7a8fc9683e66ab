using Local.Providers.Contract;
using Local.Runner;
using Local.Runner.Deployments;

namespace Tests.Local.Runner.Deployments;

public sealed class PropertyPathTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.b", "a|b")]
    [InlineData("a[0].b", "a|0|b")]
    [InlineData("a[\"b.c\"].d", "a|b.c|d")]
    [InlineData("[\"x\"]", "x")]
    [InlineData("a[*]", "a|*")]
    [InlineData("*", "*")]
    public void A_path_is_read_as_Pulumi_writes_it(string text, string parts) =>
        Assert.Equal(parts, string.Join('|', PropertyPath.Parse(text).Parts));

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a[\"b]")]
    public void What_is_no_path_is_refused(string text) =>
        Assert.Equal(
            $"\"{text}\" is not a property path such as a.b, a[0], a[\"b\"] or a[*]. Correct it in the resource's options.",
            Assert.Throws<UnsupportedException>(() => PropertyPath.Parse(text)).Message
        );

    [Theory]
    [InlineData("a", "a.b", true)]
    [InlineData("a.b", "a", true)]
    [InlineData("a.b", "a.c", false)]
    [InlineData("a[*].x", "a[3].x", true)]
    [InlineData("*", "anything", true)]
    public void Paths_touch_when_one_lies_within_the_other(string one, string other, bool touch) =>
        Assert.Equal(touch, PropertyPath.Parse(one).Touches(PropertyPath.Parse(other)));

    [Fact]
    public void Copying_at_a_path_takes_away_what_the_source_does_not_have()
    {
        var source = new PropertyMap([new("list", PropertyValue.Of([new PropertyMap([new("keep", "old")]), new PropertyMap([])]))]);
        var value = new PropertyMap([
            new("list", PropertyValue.Of([new PropertyMap([new("keep", "new"), new("x", "1")]), new PropertyMap([new("keep", "new")])])),
        ]);

        Assert.Equal("{list: [{keep: old, x: 1}, {}]}", PropertyPath.Parse("list[*].keep").Copy(source, value).ToString());
    }
}
