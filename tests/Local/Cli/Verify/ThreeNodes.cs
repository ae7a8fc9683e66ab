using System.Text.Json.Nodes;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Moq;

namespace Tests.Local.Cli.Verify;

/// <summary>Three nodes with web on each, whoami on node3 and app1 on node2, as the stack declares. Strict: a command that no test expects fails it.</summary>
internal sealed class ThreeNodes
{
    public const string List =
        "curl --silent --show-error --max-time 60 --unix-socket /var/run/docker.sock http://localhost/containers/json";

    public ThreeNodes(bool arePublic = true)
    {
        if (!arePublic)
        {
            Nodes = [.. Nodes.Select(node => node with { PublicAddress = "" })];
        }

        Runs(1, "aaaaaaaaaaa1 dev_web.1.x dev_web dev");
        Runs(2, "aaaaaaaaaaa2 dev_web.2.y dev_web dev\nbbbbbbbbbbb2 app1  ");
        Runs(3, "aaaaaaaaaaa3 dev_web.3.z dev_web dev\nccccccccccc3 dev_whoami.1.w dev_whoami dev");
        Lists();
        Declared = new(
            [new("web", "dev_web", 3, "nginx:1.28"), new("whoami", "dev_whoami", 1, "traefik/whoami:v1.11.0")],
            [new("app1", Nodes[1])]
        );
    }

    public Mock<INodeShell> Shell { get; } = new(MockBehavior.Strict);
    public Mock<IOutside> Outside { get; } = new(MockBehavior.Strict);

    public IReadOnlyList<Node> Nodes { get; } = [Node(1, "manager"), Node(2, "worker"), Node(3, "worker")];

    public Declared Declared { get; set; }
    public Dictionary<string, string> States { get; } =
        new()
        {
            ["node1"] = "running",
            ["node2"] = "running",
            ["node3"] = "running",
        };

    /// <summary>What the manager lists; a test changes it and says <see cref="Lists"/>.</summary>
    public JsonArray ListedNodes { get; } = [Listed(1, "manager"), Listed(2, "worker"), Listed(3, "worker")];

    /// <inheritdoc cref="ListedNodes"/>
    public JsonArray ListedServices { get; } = [Service("web", 3, "nginx:1.28"), Service("whoami", 1, "traefik/whoami:v1.11.0")];

    /// <inheritdoc cref="ListedNodes"/>
    public JsonArray ListedTasks { get; } = [Task("web", 1, 1), Task("web", 2, 2), Task("web", 3, 3), Task("whoami", 1, 3)];

    /// <summary>A line for each container: id, name, and of a task its service on the swarm and its stack.</summary>
    public void Runs(int node, string containers) =>
        Answers(
            node,
            List,
            new JsonArray([
                .. from line in containers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                select new JsonObject
                {
                    ["Id"] = words[0].PadRight(64, '0'),
                    ["State"] = "running",
                    ["Names"] = new JsonArray("/" + words[1]),
                    ["Labels"] = new JsonObject(
                        new[] { "com.docker.swarm.service.name", "com.docker.stack.namespace" }.Zip(words.Skip(2), (label, value) =>
                            KeyValuePair.Create<string, JsonNode?>(label, value)
                        )
                    ),
                },
            ]).ToJsonString()
        );

    public void Lists() =>
        Answers(1, SwarmView.Script, $"{ListedNodes.ToJsonString()}\n{ListedServices.ToJsonString()}\n{ListedTasks.ToJsonString()}");

    public void Answers(int node, string script, string output) => Answers(node, script, new ShellAnswer(0, output, string.Empty));

    public void Answers(int node, string script, ShellAnswer answer) =>
        Shell.Setup(shell => shell.RunAsync(Nodes[node - 1], script, It.IsAny<CancellationToken>())).ReturnsAsync(answer);

    /// <summary>Any script that contains a text.</summary>
    public void AnswersOn(int node, string part, ShellAnswer answer) =>
        Shell
            .Setup(shell => shell.RunAsync(Nodes[node - 1], It.Is<string>(script => script.Contains(part)), It.IsAny<CancellationToken>()))
            .ReturnsAsync(answer);

    /// <summary>Its machine is off.</summary>
    public void IsGone(int node) =>
        Shell
            .Setup(shell => shell.RunAsync(Nodes[node - 1], It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new CheckFailedException($"node{node} cannot be reached by ssh: connection refused"));

    public void Whoami(int node, params string[] containers)
    {
        var answers = new Queue<string>(containers);
        Outside
            .Setup(outside => outside.GetAsync(Nodes[node - 1], 8000, It.IsAny<CancellationToken>()))
            .ReturnsAsync(() =>
            {
                var next = answers.Dequeue();
                answers.Enqueue(next);
                return $"Hostname: {next}\nIP: 10.64.0.9\n";
            });
    }

    public void Accepts(int node, int port, bool accepts) =>
        Outside.Setup(outside => outside.AcceptsAsync(Nodes[node - 1], port, It.IsAny<CancellationToken>())).ReturnsAsync(accepts);

    public void TakesDatagrams(int node, int port, bool? takes) =>
        Outside.Setup(outside => outside.TakesDatagramsAsync(Nodes[node - 1], port, It.IsAny<CancellationToken>())).ReturnsAsync(takes);

    public Task<RunningSwarm> LookAsync(CancellationToken cancellation = default, string stack = "dev") =>
        RunningSwarm.LookAsync(Nodes, Shell.Object, Outside.Object, Declared, new Remedies(stack, States), cancellation);

    public async Task<string> SeesAsync(ICheck check) => await check.RunAsync(await LookAsync(), CancellationToken.None);

    public async Task<string> FailsAsync(ICheck check) => (await FailureAsync(check)).Message;

    public async Task<CheckFailedException> FailureAsync(ICheck check) =>
        await Assert.ThrowsAsync<CheckFailedException>(() => SeesAsync(check));

    public async Task<string> CannotAsync(ICheck check) => (await Assert.ThrowsAsync<NotMadeException>(() => SeesAsync(check))).Message;

    public static JsonObject Listed(int number, string role, string? id = null, string state = "ready") =>
        new()
        {
            ["ID"] = id ?? $"id{number}",
            ["Spec"] = new JsonObject
            {
                ["Labels"] = new JsonObject(),
                ["Role"] = role,
                ["Availability"] = "active",
            },
            ["Description"] = new JsonObject { ["Hostname"] = $"node{number}", ["Engine"] = new JsonObject() },
            ["Status"] = new JsonObject { ["State"] = state, ["Addr"] = $"10.20.0.{10 + number}" },
        };

    public static JsonObject Service(string name, int replicas, string image, params string[] constraints) =>
        new()
        {
            ["ID"] = $"{name}-id",
            ["Spec"] = new JsonObject
            {
                ["Name"] = $"dev_{name}",
                ["TaskTemplate"] = new JsonObject
                {
                    ["ContainerSpec"] = new JsonObject { ["Image"] = image },
                    ["Placement"] = new JsonObject
                    {
                        ["Constraints"] = new JsonArray([.. constraints.Select(constraint => (JsonNode)constraint)]),
                    },
                },
                ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = replicas } },
            },
        };

    public static JsonObject Task(
        string service,
        int slot,
        int node,
        string state = "running",
        string desired = "running",
        string word = "",
        int created = 0
    ) =>
        new()
        {
            ["ServiceID"] = $"{service}-id",
            ["Slot"] = slot,
            ["NodeID"] = $"id{node}",
            ["CreatedAt"] = $"2026-11-28T07:00:{created:00}Z",
            ["Status"] = new JsonObject { ["State"] = state, ["Err"] = word },
            ["DesiredState"] = desired,
        };

    private static Node Node(int number, string role) =>
        new(
            $"node{number}",
            role,
            $"10.20.0.{10 + number}",
            $"127.0.0.{10 + number}",
            SshLine.Parse($"ssh -p 22 admin@127.0.0.{10 + number}", "/home/ada")
        );
}
