using Local.Cli;

namespace Tests.Local.Cli;

public sealed class PulumiOutputsTests
{
    private const string Outputs = """
        {"endpoints":["http://203.0.113.11:8000"],
         "nodes":[{"name":"node1","role":"manager","privateAddress":"10.0.0.11","publicAddress":"203.0.113.11","ssh":"ssh -p 22 admin@203.0.113.11"},
                  {"name":"node2","role":"worker","privateAddress":"10.0.0.12","publicAddress":"203.0.113.12","ssh":"ssh -p 2222 admin@203.0.113.12"}]}
        """;

    private const string Prefix = "urn:pulumi:dev::swarm";

    [Fact]
    public void Outputs_tell_nodes_and_endpoints_but_not_what_is_declared()
    {
        var outputs = PulumiOutputs.Parse(Outputs);

        Assert.Equal(["node1", "node2"], outputs.Nodes.Select(node => node.Name));
        Assert.Equal(["http://203.0.113.11:8000"], outputs.Endpoints);
        Assert.Null(outputs.Declared);
    }

    [Fact]
    public void An_export_also_tells_the_names_of_services_and_containers_and_needs_no_passphrase()
    {
        var outputs = PulumiOutputs.Parse(
            $$$"""
            {"version":3,"deployment":{"resources":[
              {"urn":"{{{Prefix}}}::pulumi:pulumi:Stack::swarm-dev","type":"pulumi:pulumi:Stack","outputs":{{{Outputs}}}},
              {"urn":"{{{Prefix}}}::pulumi:providers:docker::node2-api","type":"pulumi:providers:docker","id":"p1","inputs":{"host":"ssh://admin@203.0.113.12:2222"} },
              {"urn":"{{{Prefix}}}::docker:index/service:Service::web","type":"docker:index/service:Service","inputs":{"name":"dev_web","taskSpec":{"4dabf18193072939515e22adb298388d":"1b","ciphertext":"v1:x"} } },
              {"urn":"{{{Prefix}}}::docker:index/service:Service::old","type":"docker:index/service:Service","delete":true,"inputs":{"name":"dev_old"}},
              {"urn":"{{{Prefix}}}::docker:index/container:Container::app1","type":"docker:index/container:Container","inputs":{"name":"app1"},
               "provider":"{{{Prefix}}}::pulumi:providers:docker::node2-api::p1"}
            ]}}
            """
        );

        Assert.Equal(["dev_web"], outputs.Declared!.Services.Select(service => service.NameOnSwarm));
        Assert.Equal([("app1", "node2")], outputs.Declared.Containers.Select(container => (container.Name, container.Node!.Name)));
        Assert.Equal(2, outputs.Nodes.Count);
    }

    [Theory]
    [InlineData("no", "the outputs are no JSON; are they those of `pulumi stack output --json` or `pulumi stack export`?")]
    [InlineData("{}", "the outputs name no nodes; are they those of `pulumi stack output --json` or `pulumi stack export`?")]
    [InlineData(
        """{"deployment":{"resources":[]}}""",
        "the outputs name no nodes; are they those of `pulumi stack output --json` or `pulumi stack export`?"
    )]
    public void What_is_neither_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<RefusedCommandException>(() => PulumiOutputs.Parse(text)).Message);

    [Fact]
    public async Task A_file_that_is_not_there_is_refused_with_the_commands_that_write_it() =>
        Assert.Equal(
            "there is no file no.json; `pulumi stack output --json >no.json` or `pulumi stack export >no.json` writes it",
            (await Assert.ThrowsAsync<RefusedCommandException>(() => PulumiOutputs.ReadAsync("no.json"))).Message
        );
}
