using Local.Cli.Client;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Tests.Local.Cli.Verify;

namespace Tests.Local.Cli.Client;

public sealed class AnsweringManagerTests
{
    private readonly ThreeNodes _nodes = new();

    [Fact]
    public async Task The_recorded_manager_is_asked_alone()
    {
        _nodes.Answers(1, AnsweringManager.Script, new ShellAnswer(0, "", ""));

        Assert.Equal("node1", (await FindAsync()).Name);
    }

    [Fact]
    public async Task When_it_does_not_answer_the_others_are_asked()
    {
        _nodes.IsGone(1);
        _nodes.Answers(2, AnsweringManager.Script, new ShellAnswer(22, "", "503"));
        _nodes.Answers(3, AnsweringManager.Script, new ShellAnswer(0, "", ""));

        Assert.Equal("node3", (await FindAsync()).Name);
    }

    [Fact]
    public async Task When_none_answers_the_failure_says_where_to_look()
    {
        for (var node = 1; node <= 3; node++)
        {
            _nodes.IsGone(node);
        }

        Assert.Equal(
            "no manager of the swarm answers; ./swarm status says why",
            (await Assert.ThrowsAsync<CheckFailedException>(FindAsync)).Message
        );
    }

    private Task<Node> FindAsync() =>
        AnsweringManager.FindAsync(_nodes.Nodes, _nodes.Shell.Object, TimeSpan.FromSeconds(20), CancellationToken.None);
}
