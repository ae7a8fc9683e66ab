using Local.Cli.Verify;
using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Cli.Verify;

public sealed class DeclaredTests
{
    private const string Engine = "urn:pulumi:dev::swarm::pulumi:providers:docker::node2-docker-api";

    private readonly ThreeNodes _swarm = new();

    [Fact]
    public void Services_and_containers_are_read_from_the_state()
    {
        var declared = Declared.In(
            new StackView(
                [
                    Resource("pulumi:providers:docker", "node2-docker-api", Map(("host", "ssh://admin@127.0.0.12:22"))) with
                    {
                        Urn = Engine,
                    },
                    Resource("docker:index/network:Network", "my-overlay", Map(("name", "my-overlay"))),
                    Resource(
                        "docker:index/service:Service",
                        "web",
                        Map(("name", "dev_web"), ("mode", Map(("replicated", Map(("replicas", 3))))), ("taskSpec", Image("nginx:1.28")))
                    ),
                    Resource(
                        "docker:index/service:Service",
                        "guard",
                        Map(("name", "dev_guard"), ("mode", Map(("global", true))), ("taskSpec", Image(PropertyValue.Of("it").ToSecret())))
                    ),
                    Resource("docker:index/container:Container", "app1", Map(("name", "app1"))) with
                    {
                        Provider = Engine,
                    },
                ],
                PropertyMap.Empty,
                []
            ),
            _swarm.Nodes
        );

        Assert.Equal([new("web", "dev_web", 3, "nginx:1.28"), new("guard", "dev_guard", null, null)], declared.Services);
        Assert.Equal([new("app1", _swarm.Nodes[1])], declared.Containers);
    }

    private static ResourceView Resource(string type, string name, PropertyMap inputs) =>
        new("", type, name, "", name, inputs, PropertyMap.Empty);

    private static PropertyMap Image(PropertyValue image) => Map(("containerSpec", Map(("image", image))));

    private static PropertyMap Map(params (string Key, PropertyValue Value)[] items) =>
        new(items.Select(item => KeyValuePair.Create(item.Key, item.Value)));
}
