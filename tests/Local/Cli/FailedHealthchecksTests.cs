using Local.Cli;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Local.Providers.Contract;
using Local.Runner;
using Moq;

namespace Tests.Local.Cli;

public sealed class FailedHealthchecksTests
{
    private const string Reference =
        "the output of its healthcheck: see 'docker inspect --format \"{{json .State.Health}}\" 0123456789ab' on node2";

    private const string Script = "docker inspect --format '{{range .State.Health.Log}}{{.Output}}{{end}}' 0123456789ab | tail -n 5";

    private readonly Mock<INodeShell> _shell = new(MockBehavior.Strict);

    [Fact]
    public async Task The_output_is_read_once_on_the_containers_own_node()
    {
        Answers(new ShellAnswer(0, "curl: (7) refused\ncurl: (7) refused", ""));

        Assert.Equal(
            [
                "dev_web was rolled back\n  the output of its healthcheck: curl: (7) refused\ncurl: (7) refused\n",
                "another\n  the output of its healthcheck: curl: (7) refused\ncurl: (7) refused",
                "exit status 1",
            ],
            await ReadAsync($"dev_web was rolled back\n  {Reference}\n", $"another\n  {Reference}", "exit status 1")
        );
        _shell.Verify(shell => shell.RunAsync(It.IsAny<Node>(), Script, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Where_it_cannot_be_read_it_is_still_said_where_to_look()
    {
        Answers(new ShellAnswer(1, "", "Error: No such object: 0123456789ab"));
        Assert.Equal([Reference], await ReadAsync(Reference));

        Answers(new ShellAnswer(0, "", "Error: No such object: 0123456789ab"));
        Assert.Equal([Reference], await ReadAsync(Reference));

        _shell
            .Setup(shell => shell.RunAsync(It.IsAny<Node>(), Script, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new CheckFailedException("node2 cannot be reached by ssh"));
        Assert.Equal([Reference], await ReadAsync(Reference));

        var elsewhere = Reference.Replace("node2", "node9", StringComparison.Ordinal);
        Assert.Equal([elsewhere], await ReadAsync(elsewhere));
    }

    [Fact]
    public async Task Without_such_a_reference_nobody_is_asked() => Assert.Equal(["exit status 1"], await ReadAsync("exit status 1"));

    private void Answers(ShellAnswer answer) =>
        _shell
            .Setup(shell => shell.RunAsync(It.Is<Node>(node => node.Name == "node2"), Script, It.IsAny<CancellationToken>()))
            .ReturnsAsync(answer);

    private async Task<IEnumerable<string>> ReadAsync(params string[] errors)
    {
        var result = Steps.Result() with
        {
            Outputs = PropertyMap.Empty.With("nodes", PropertyValue.Of([NodeCalled("node1"), NodeCalled("node2")])),
            Diagnostics = [.. errors.Select(error => new Diagnostic(LogLevel.Error, error))],
        };
        return (await FailedHealthchecks.ReadAsync(result, _shell.Object, CancellationToken.None)).Diagnostics.Select(diagnostic =>
            diagnostic.Message
        );
    }

    private static PropertyMap NodeCalled(string name) =>
        PropertyMap
            .Empty.With("name", name)
            .With("role", "worker")
            .With("privateAddress", "10.0.0.1")
            .With("publicAddress", "127.0.0.1")
            .With("ssh", $"ssh -i id -o HostKeyAlias={name} -p 22 admin@127.0.0.1");
}
