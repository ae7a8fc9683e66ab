using Local.Cli;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Tests.Local.Cli;

public sealed class OutputWishesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("NO_COLOR=1", "NoColor")]
    [InlineData("NO_COLOR=", "")]
    [InlineData("TERM=dumb", "NoColor IsDumb NoTree")]
    [InlineData("CI=true", "NoTree")]
    [InlineData("CI=1", "NoTree")]
    [InlineData("CI=false", "")]
    [InlineData("CI=0", "")]
    [InlineData("ACCESSIBLE=1", "NoTree NoBoxes")]
    [InlineData("ACCESSIBLE=0", "")]
    [InlineData("GITHUB_ACTIONS=true", "IsGitHub")]
    public void The_variables_that_others_read_mean_the_same_here(string variable, string expected)
    {
        var wishes = OutputWishes.Of(name =>
            variable.StartsWith($"{name}=", StringComparison.Ordinal) ? variable[(name.Length + 1)..] : null
        );

        Assert.Equal(
            expected,
            string.Join(
                ' ',
                new[]
                {
                    wishes.NoColor ? "NoColor" : "",
                    wishes.IsDumb ? "IsDumb" : "",
                    wishes.NoTree ? "NoTree" : "",
                    wishes.NoBoxes ? "NoBoxes" : "",
                    wishes.IsGitHub ? "IsGitHub" : "",
                }.Where(word => word.Length > 0)
            )
        );
    }

    [Fact]
    public void Who_is_read_to_gets_tables_without_lines()
    {
        using var console = new TestConsole().Width(80);
        console.Pipeline.Attach(new WithoutBoxes());

        console.Write(new Table().Border(TableBorder.Simple).AddColumns("Node", "State").AddRow("node1", "ready"));

        Assert.Equal("Node  State\nnode1 ready\n", string.Join('\n', console.Output.Split('\n').Select(line => line.TrimEnd())));
    }
}
