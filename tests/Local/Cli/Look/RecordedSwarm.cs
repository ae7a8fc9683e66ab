using System.Text.Json.Nodes;
using Local.Cli.Look;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Moq;

namespace Tests.Local.Cli.Look;

/// <summary>
/// What three engines of version 26.1 answer to look.sh for the demo: web on every node, whoami on node3, app1 on node2. A test changes the answers, in the
/// form of the Engine API. Strict: a script that no test expects fails it.
/// </summary>
internal sealed class RecordedSwarm
{
    private const string Overlay = "m1overlayoverlayoverlay00";
    private const string Ingress = "m0ingressingressingress00";
    private readonly Dictionary<int, string> _printed = [];
    private readonly HashSet<int> _unreachable = [];
    private readonly Dictionary<int, string> _machines = [];

    public RecordedSwarm()
    {
        for (var number = 1; number <= 3; number++)
        {
            Nodes[number - 1] = new(
                $"node{number}",
                number == 1 ? "manager" : "worker",
                $"10.20.{(number - 1) * 64}.{10 + number}",
                $"127.235.97.{10 + number}",
                SshLine.Parse($"ssh -p 22 admin@127.235.97.{10 + number}", "/home/ada")
            );
            Containers[number] = [Container("dev_web." + number, "nginx:1.28", "running", "Up 5 minutes", task: true)];
            Disks[number] =
            [
                "1K-blocks Avail Inodes IFree Mounted on",
                "20463184 14889048 1310720 1250000 /",
                "523248 506992 - - /boot/efi",
            ];
            ListedNodes.Add(Listed(number));
        }

        Containers[2].Add(Container("app1", "nginx:1.28", "running", "Up 5 minutes", address: "10.64.1.9"));
        Services.Add(Service("web", 3, "nginx:1.28", "10.64.1.2"));
        Services.Add(Service("whoami", 1, "traefik/whoami:v1.11.0", "10.64.1.6"));
        for (var slot = 1; slot <= 3; slot++)
        {
            Tasks.Add(Task("web", slot, slot, address: $"10.64.1.{2 + slot}"));
        }

        Tasks.Add(Task("whoami", 1, 3, address: "10.64.1.7"));
    }

    public Mock<INodeShell> Shell { get; } = new(MockBehavior.Strict);
    public Node[] Nodes { get; } = new Node[3];
    public JsonArray ListedNodes { get; } = [];
    public JsonArray Services { get; } = [];
    public JsonArray Tasks { get; } = [];
    public JsonArray Networks { get; } =
    [Network(Ingress, "ingress", "10.64.0.0/24", "10.64.0.1", ingress: true), Network(Overlay, "my-overlay", "10.64.1.0/24", "10.64.1.1")];
    public Dictionary<int, List<JsonObject>> Containers { get; } = [];
    public Dictionary<int, List<string>> Disks { get; } = [];
    public Declared? Declared { get; set; }

    /// <summary>The address range of my-overlay.</summary>
    public string Range
    {
        set => Networks[1]!["IPAM"]!["Config"]![0]!["Subnet"] = value;
    }

    /// <summary>What the engine of version 29 says of the networks one by one; null: it is older.</summary>
    public JsonArray? Details { get; set; }

    /// <summary>Its machine has stopped: nobody asks it.</summary>
    public void Stops(int node) => _machines[node] = NodeState.Stopped;

    /// <summary>It does not answer ssh.</summary>
    public void IsUnreachable(int node) => _unreachable.Add(node);

    /// <summary>What it prints instead.</summary>
    public void Prints(int node, string printed) => _printed[node] = printed;

    /// <summary>Its engine is off.</summary>
    public void EngineStops(int node) =>
        Prints(
            node,
            $"= 000\ncurl: (7) Failed to connect to localhost port 80 after 0 ms: Couldn't connect to server\n{string.Join('\n', Disks[node])}"
        );

    public async Task<StatusDocument> LookAsync(int asked = 1)
    {
        for (var number = 1; number <= 3; number++)
        {
            Answer(number, forTheSwarm: number == asked);
        }

        Declared ??= new(
            [new("web", "dev_web", 3, "nginx:1.28"), new("whoami", "dev_whoami", 1, "traefik/whoami:v1.11.0")],
            [new("app1", Nodes[1])]
        );
        var rows = Nodes
            .Select(
                (node, index) =>
                    new NodeRow(
                        node.Name,
                        node.Role,
                        _machines.GetValueOrDefault(index + 1, NodeState.Running),
                        node.PrivateAddress,
                        node.PublicAddress,
                        20022
                    )
            )
            .ToList();
        var sight = await new SwarmLook(Shell.Object, TimeSpan.FromSeconds(20)).LookAsync(
            [.. Nodes.Where((_, index) => NodeState.MayAnswer(rows[index].State))],
            CancellationToken.None
        );
        return Judgement.Of(
            new StatusDocument
            {
                Stack = "dev",
                Resources = 41,
                Nodes = rows,
                Endpoints = [.. Nodes.Select(node => $"http://{node.PublicAddress}:8000/")],
                Stopped = [.. rows.Where(row => row.State == NodeState.Stopped).Select(row => new StoppedNode(row.Name, $"i-{row.Name}"))],
            },
            [],
            Nodes,
            sight,
            Declared
        );
    }

    public void Answer(int number, bool forTheSwarm)
    {
        var answer = Shell.Setup(shell => shell.RunAsync(Nodes[number - 1], LookScript.Of(forTheSwarm), It.IsAny<CancellationToken>()));
        if (_unreachable.Contains(number))
        {
            answer.ThrowsAsync(new CheckFailedException($"node{number} cannot be reached by ssh: connection refused"));
        }
        else
        {
            answer.ReturnsAsync(new ShellAnswer(0, _printed.GetValueOrDefault(number) ?? Printed(number, forTheSwarm), ""));
        }
    }

    /// <summary>What look.sh prints.</summary>
    private string Printed(int number, bool forTheSwarm)
    {
        List<JsonNode?> answers = [Info(number), new JsonArray([.. Containers[number].Select(one => one.DeepClone())])];
        if (forTheSwarm && number == 1)
        {
            answers.AddRange([ListedNodes, Services, Tasks, Networks, .. Details ?? []]);
        }

        var refused = forTheSwarm && number != 1 ? """{"message":"This node is not a swarm manager."}""" + "\n\n= 503\n" : "";
        return string.Concat(answers.Select(answer => $"{answer!.ToJsonString()}\n\n= 200\n")) + refused + string.Join('\n', Disks[number]);
    }

    private JsonObject Info(int number) =>
        Json(
            $$$"""
            {"ID":"e{{{number}}}","Containers":2,"DockerRootDir":"/var/lib/docker","Name":"node{{{number}}}","ServerVersion":"26.1.5+dfsg1",
             "SystemTime":"2026-11-28T07:30:00.123456789Z","Swarm":{"NodeID":"id{{{number}}}","NodeAddr":"{{{Nodes[
                number - 1
            ].PrivateAddress}}}",
             "LocalNodeState":"active","ControlAvailable":{{{Yes(number == 1)}}},"Error":""} }
            """
        );

    private static JsonObject Listed(int number)
    {
        var node = Json(
            $$$"""
            {"ID":"id{{{number}}}","Version":{"Index":21},"Spec":{"Labels":{},"Role":"{{{(
                number == 1 ? "manager" : "worker"
            )}}}","Availability":"active"},
             "Description":{"Hostname":"node{{{number}}}","Platform":{"Architecture":"x86_64","OS":"linux"},"Engine":{"EngineVersion":"26.1.5+dfsg1"} },
             "Status":{"State":"ready","Addr":"10.20.{{{(number - 1) * 64}}}.{{{10 + number}}}"} }
            """
        );
        if (number == 1)
        {
            node["ManagerStatus"] = Json("""{"Leader":true,"Reachability":"reachable","Addr":"10.20.0.11:2377"}""");
        }

        return node;
    }

    public static JsonObject Service(string name, int replicas, string image, string address) =>
        Json(
            $$$"""
            {"ID":"{{{name}}}-id","Version":{"Index":30},"Spec":{"Name":"dev_{{{name}}}","Labels":{"com.docker.stack.namespace":"dev"},
             "TaskTemplate":{"ContainerSpec":{"Image":"{{{image}}}"},"Placement":{} },"Mode":{"Replicated":{"Replicas":{{{replicas}}} } } },
             "Endpoint":{"Spec":{"Mode":"vip"},"VirtualIPs":[{"NetworkID":"{{{Overlay}}}","Addr":"{{{address}}}/24"}]},
             "ServiceStatus":{"RunningTasks":{{{replicas}}},"DesiredTasks":{{{replicas}}},"CompletedTasks":0} }
            """
        );

    /// <summary>A task; "at" is in minutes after seven, and the look at half past.</summary>
    public static JsonObject Task(
        string service,
        int slot,
        int node,
        string state = "running",
        string desired = "running",
        string error = "",
        int at = 10,
        string address = ""
    )
    {
        var task = Json(
            $$$"""
            {"ID":"task-{{{service}}}-{{{slot}}}-{{{at}}}","CreatedAt":"2026-11-28T07:{{{at:00}}}:00.5Z","ServiceID":"{{{service}}}-id","Slot":{{{slot}}},
             "NodeID":"{{{(
                node > 0 ? $"id{node}" : ""
            )}}}","Status":{"Timestamp":"2026-11-28T07:{{{at:00}}}:05.123456789Z","State":"{{{state}}}"},
             "DesiredState":"{{{desired}}}","NetworksAttachments":[{"Network":{"ID":"{{{Overlay}}}"},"Addresses":[]}]}
            """
        );
        task["Status"]![error.Length > 0 ? "Err" : "Message"] = error.Length > 0 ? error : "started";
        if (address.Length > 0)
        {
            task["NetworksAttachments"]![0]!["Addresses"] = new JsonArray($"{address}/24");
        }

        return task;
    }

    public static JsonObject Container(string name, string image, string state, string status, bool task = false, string address = "")
    {
        var container = Json(
            $$$"""
            {"Id":"{{{new string(
                'a',
                64
            )}}}","Names":["/{{{name}}}"],"Image":"{{{image}}}","State":"{{{state}}}","Status":"{{{status}}}","Labels":{},
             "NetworkSettings":{"Networks":{"my-overlay":{"NetworkID":"{{{Overlay}}}","IPAddress":"{{{address}}}"} } } }
            """
        );
        if (task)
        {
            container["Labels"]!["com.docker.swarm.task.id"] = "t1";
        }

        return container;
    }

    /// <summary>What an engine of version 29 says of my-overlay on its own.</summary>
    public static JsonObject Detail(string subnet, int used) =>
        Json(
            $$$"""
            {"Name":"my-overlay","Id":"{{{Overlay}}}","Status":{"IPAM":{"Subnets":{"{{{subnet}}}":{"IPsInUse":{{{used}}},"DynamicIPsAvailable":1} } } } }
            """
        );

    private static JsonObject Network(string id, string name, string subnet, string gateway, bool ingress = false) =>
        Json(
            $$$"""
            {"Name":"{{{name}}}","Id":"{{{id}}}","Scope":"swarm","Driver":"overlay",
             "IPAM":{"Driver":"default","Config":[{"Subnet":"{{{subnet}}}","Gateway":"{{{gateway}}}"}]},
             "Ingress":{{{Yes(ingress)}}},"Attachable":{{{Yes(!ingress)}}},"Containers":null}
            """
        );

    private static string Yes(bool holds) => holds ? "true" : "false";

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
