using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Docker;
using Moq;

namespace Tests.Local.Providers.Docker.Mapping;

/// <summary>What the genuine provider wants to find in a state, as its own states have it.</summary>
public sealed class GenuineOutputsTests
{
    private readonly IProviderFactory _factory = new DockerProviderFactory(
        Mock.Of<IEndpointResolver>(MockBehavior.Strict),
        Mock.Of<IImageDepot>(MockBehavior.Strict)
    );

    [Fact]
    public void A_service_gets_what_its_groups_lack_and_keeps_what_it_has()
    {
        var outputs = Given.Inputs(
            """
            { "mode": { "replicated": { "replicas": 3 } }, "updateConfig": { "parallelism": 1 }, "endpointSpec": { "mode": "vip", "ports": [ { "targetPort": 80 } ] },
              "taskSpec": { "containerSpec": { "image": "nginx:1.28", "user": "www" }, "restartPolicy": { "condition": "any" } } }
            """
        );

        Assert.Equal(
            Given.Inputs(
                """
                { "mode": { "replicated": { "replicas": 3 }, "global": false }, "updateConfig": { "parallelism": 1, "delay": "0s" }, "endpointSpec": { "mode": "vip", "ports": [ { "targetPort": 80, "name": "" } ] },
                  "taskSpec": {
                    "containerSpec": { "image": "nginx:1.28", "user": "www", "dir": "", "hostname": "", "init": false, "isolation": "default", "readOnly": false, "stopSignal": "", "sysctl": {} },
                    "restartPolicy": { "condition": "any" }, "forceUpdate": 0, "runtime": "container" } }
                """
            ),
            _factory.Exported(Given.Service, PropertyMap.Empty, outputs)
        );
    }

    [Fact]
    public void A_container_is_told_as_one_that_was_made_on_the_bridge() =>
        Assert.Equal(
            Given.Inputs(
                """
                { "name": "app1", "networkMode": "bridge", "stopSignal": "SIGQUIT",
                  "attach": false, "containerReadRefreshTimeoutMilliseconds": 15000, "command": [], "entrypoints": [], "envs": [], "hostname": "", "init": false, "labels": [], "logs": false,
                  "memoryReservation": 0, "mustRun": true, "readOnly": false, "removeVolumes": true, "rm": false, "securityOpts": [], "start": true, "stdinOpen": false, "stopTimeout": 0,
                  "tty": false, "wait": false, "waitTimeout": 60 }
                """
            ),
            _factory.Exported(
                Given.Container,
                Given.App1,
                Given.Inputs("""{ "name": "app1", "networkMode": "my-overlay", "cgroupnsMode": "private", "stopSignal": "SIGQUIT" }""")
            )
        );

    [Fact]
    public void What_the_program_says_of_a_container_stays() =>
        Assert.Equal(
            ("host", "host"),
            _factory.Exported(
                Given.Container,
                Given.Inputs("""{ "networkMode": "host", "cgroupnsMode": "host" }"""),
                Given.Inputs("""{ "networkMode": "host", "cgroupnsMode": "host" }""")
            )
                is var outputs
                ? (outputs["networkMode"].AsString, outputs["cgroupnsMode"].AsString)
                : default
        );

    [Fact]
    public void All_else_stays_as_it_is() =>
        Assert.Equal(Given.OverlayNetwork, _factory.Exported(Given.Network, PropertyMap.Empty, Given.OverlayNetwork));
}
