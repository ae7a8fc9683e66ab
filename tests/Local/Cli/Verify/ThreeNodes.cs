using Local.Cli.Nodes;
using Local.Cli.Verify;
using Moq;

namespace Tests.Local.Cli.Verify;

/// <summary>Three nodes with web on each, whoami on node3 and app1 on node2. Strict: a command that no test expects fails it.</summary>
internal sealed class ThreeNodes
{
    public const string List = """docker ps --filter status=running --format '{{.ID}} {{.Names}} {{.Label "com.docker.swarm.service.name"}} {{.Label "com.docker.stack.namespace"}}'""";

    public ThreeNodes()
    {
        Answers(1, List, "aaaaaaaaaaa1 dev_web.1.x dev_web dev");
        Answers(2, List, "aaaaaaaaaaa2 dev_web.2.y dev_web dev\nbbbbbbbbbbb2 app1  ");
        Answers(3, List, "aaaaaaaaaaa3 dev_web.3.z dev_web dev\nccccccccccc3 dev_whoami.1.w dev_whoami dev");
    }

    public Mock<INodeShell> Shell { get; } = new(MockBehavior.Strict);
    public Mock<IOutside> Outside { get; } = new(MockBehavior.Strict);

    public IReadOnlyList<Node> Nodes { get; } =
    [
        Node(1, "manager"), Node(2, "worker"), Node(3, "worker"),
    ];

    public void Answers(int node, string script, string output) => Answers(node, script, new ShellAnswer(0, output, string.Empty));

    public void Answers(int node, string script, ShellAnswer answer)
        => Shell.Setup(shell => shell.RunAsync(Nodes[node - 1], script, It.IsAny<CancellationToken>())).ReturnsAsync(answer);

    /// <summary>Any script that contains a text.</summary>
    public void AnswersOn(int node, string part, ShellAnswer answer)
        => Shell.Setup(shell => shell.RunAsync(Nodes[node - 1], It.Is<string>(script => script.Contains(part)), It.IsAny<CancellationToken>())).ReturnsAsync(answer);

    public void Whoami(int node, params string[] containers)
    {
        var answers = new Queue<string>(containers);
        Outside.Setup(outside => outside.GetAsync(Nodes[node - 1], 8000, It.IsAny<CancellationToken>()))
            .ReturnsAsync(() =>
            {
                var next = answers.Dequeue();
                answers.Enqueue(next);
                return $"Hostname: {next}\nIP: 10.64.0.9\n";
            });
    }

    public void Accepts(int node, int port, bool accepts)
        => Outside.Setup(outside => outside.AcceptsAsync(Nodes[node - 1], port, It.IsAny<CancellationToken>())).ReturnsAsync(accepts);

    public void TakesDatagrams(int node, int port, bool? takes)
        => Outside.Setup(outside => outside.TakesDatagramsAsync(Nodes[node - 1], port, It.IsAny<CancellationToken>())).ReturnsAsync(takes);

    public Task<string> SeesAsync(ICheck check) => check.RunAsync(new RunningSwarm(Nodes, Shell.Object, Outside.Object), CancellationToken.None);

    public async Task<string> FailsAsync(ICheck check) => (await Assert.ThrowsAsync<CheckFailedException>(() => SeesAsync(check))).Message;

    private static Node Node(int number, string role)
        => new($"node{number}", role, $"10.20.0.{10 + number}", $"127.0.0.{10 + number}", SshLine.Parse($"ssh -p 22 admin@127.0.0.{10 + number}", "/home/ada"));
}
