using System.Globalization;
using System.Text.Json;

namespace Bench;

/// <summary>A plan for a swarm of 1,000 nodes and 200 services, as <c>pulumi preview --json</c> prints it.</summary>
internal static class LargePlan
{
    private const int Nodes = 1000;
    private const int Services = 200;

    // Its machine, its two components, and their five steps.
    private const int ResourcesOfNode = 8;

    private const string Project = "urn:pulumi:large::swarm::";
    private const string Command = "command:remote:Command";

    // About as long as those of the program.
    private static readonly string _script = string.Concat(
        Enumerable.Range(1, 150).Select(line => $"echo 'line {line} of a script that does something on a node'\n")
    );

    /// <summary>Everything is made.</summary>
    public static byte[] FromNothing() => Write(isThere: false);

    /// <summary>Every node gets another engine, and every service another image.</summary>
    public static byte[] NewEngineAndImages() => Write(isThere: true);

    private static byte[] Write(bool isThere)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("config");
            json.WriteString("swarm:provider", "aws");
            json.WriteString("swarm:sshFrom", """["203.0.113.0/24"]""");
            json.WriteEndObject();
            json.WriteStartArray("steps");
            Stack(json, isThere);
            foreach (var number in Enumerable.Range(1, Nodes))
            {
                Node(json, $"node{number}", number, isThere);
            }

            foreach (var number in Enumerable.Range(1, Services))
            {
                Step(
                    json,
                    "swarm:workloads:StackWorkloads",
                    "workloads",
                    "docker:index/service:Service",
                    $"service{number}",
                    isThere ? Service(number, "1.0") : null,
                    Service(number, "1.1")
                );
            }

            json.WriteEndArray();
            json.WriteStartObject("changeSummary");
            json.WriteNumber(isThere ? "update" : "create", Nodes * (isThere ? 1 : ResourcesOfNode) + Services + (isThere ? 0 : 1));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Stack(Utf8JsonWriter json, bool isThere)
    {
        json.WriteStartObject();
        json.WriteString("op", isThere ? "same" : "create");
        json.WriteString("urn", $"{Project}pulumi:pulumi:Stack::swarm-large");
        if (isThere)
        {
            json.WriteStartObject("oldState");
            json.WriteStartObject("outputs");
            json.WriteStartArray("nodes");
            foreach (var number in Enumerable.Range(1, Nodes))
            {
                json.WriteStartObject();
                json.WriteString("name", $"node{number}");
                json.WriteString("role", number <= 5 ? "manager" : "worker");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartObject("newState");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Node(Utf8JsonWriter json, string node, int number, bool isThere)
    {
        const string engine = "swarm:swarm:DockerEngine";
        Step(
            json,
            engine,
            node,
            Command,
            $"{node}-docker",
            isThere ? Script(node, "docker", "28.2") : null,
            Script(node, "docker", "29.0")
        );
        if (isThere)
        {
            return;
        }

        var member = number == 1 ? "swarm:swarm:SwarmManager" : "swarm:swarm:SwarmMember";
        Step(
            json,
            "swarm:hosts:AwsHosts",
            "swarm",
            "aws:ec2/instance:Instance",
            node,
            null,
            """{"instanceType": "t3.small", "ami": "ami-1"}"""
        );
        Step(json, "", "", engine, node, null, "{}");
        Step(json, "", "", member, node, null, "{}");
        foreach (var step in new[] { "ready", "join", "member", "leave" })
        {
            Step(json, member, node, Command, $"{node}-{step}", null, Script(node, step, number <= 5 ? "manager" : "worker"));
        }
    }

    private static void Step(Utf8JsonWriter json, string parentType, string parent, string type, string name, string? old, string next)
    {
        var urn = parentType.Length == 0 ? $"{Project}{type}::{name}" : $"{Project}{parentType}${type}::{name}";
        json.WriteStartObject();
        json.WriteString("op", old is null ? "create" : "update");
        json.WriteString("urn", urn);
        foreach (var (state, inputs) in new[] { ("oldState", old), ("newState", next) })
        {
            if (inputs is not null)
            {
                json.WriteStartObject(state);
                json.WriteString("urn", urn);
                json.WriteString(
                    "parent",
                    parentType.Length == 0 ? $"{Project}pulumi:pulumi:Stack::swarm-large" : $"{Project}{parentType}::{parent}"
                );
                json.WritePropertyName("inputs");
                json.WriteRawValue(inputs);
                json.WriteEndObject();
            }
        }

        json.WriteNull("detailedDiff");
        json.WriteEndObject();
    }

    private static string Script(string node, string step, string told) =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                ["create"] =
                    $"NODE='{node}' ENGINE_VERSION='{told}' ROLE='{told}' timeout --kill-after=10 1800 /bin/sh -euc 'eval \"$(cat)\"' {step} create",
                ["stdin"] = _script,
                ["connection"] = "[secret]",
            }
        );

    private static string Service(int number, string version) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {
              "mode": {"replicated": {"replicas": {{{(number % 9) + 1}}}}},
              "taskSpec": {"containerSpec": {"image": "registry.example/team/service{{{number}}}:{{{version}}}"}, "networksAdvanceds": [{"id": "network{{{number
                % 40}}}"}]},
              "endpointSpec": {"ports": [{"publishedPort": {{{8000
                + number}}}, "targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}]},
              "updateConfig": {"parallelism": 1, "order": "stop-first", "failureAction": "pause", "delay": "10s", "monitor": "5s"}
            }
            """
        );
}
