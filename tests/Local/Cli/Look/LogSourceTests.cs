using Local.Cli;
using Local.Cli.Look;

namespace Tests.Local.Cli.Look;

public sealed class LogSourceTests
{
    private readonly RecordedSwarm _swarm = new();

    [Theory]
    [InlineData("web", false, null, "node1", "docker service logs dev_web")]
    [InlineData("dev_web", true, 50, "node1", "docker service logs --follow --tail 50 dev_web")]
    [InlineData("app1", true, null, "node2", "docker logs --follow app1")]
    public async Task A_service_is_asked_of_a_manager_and_a_container_of_its_node(
        string name,
        bool follow,
        int? tail,
        string node,
        string command
    )
    {
        var (where, what) = LogSource.Find(await SightAsync(), name, follow, tail);

        Assert.Equal((node, command), (where.Name, what));
    }

    [Fact]
    public async Task A_name_that_is_nothing_s_is_refused_with_those_that_are() =>
        Assert.Equal("there is no service or container \"wep\"; there are app1, dev_web, dev_whoami", (await RefusedAsync("wep")));

    [Fact]
    public async Task A_name_that_is_two_things_must_be_whole()
    {
        var other = RecordedSwarm.Service("web", 1, "nginx:1.28", "10.64.1.40");
        other["Spec"]!["Name"] = "shop_web";
        _swarm.Services.Add(other);

        Assert.Equal("\"web\" may be dev_web, shop_web: name one of them whole", await RefusedAsync("web"));
    }

    [Fact]
    public async Task Where_no_manager_answers_containers_are_found_and_services_are_not()
    {
        _swarm.IsUnreachable(1);

        Assert.Equal("node2", LogSource.Find(await SightAsync(), "app1", follow: false, tail: null).Node.Name);
        Assert.Equal("no manager lists the services, so \"web\" cannot be found; ./swarm status says why", await RefusedAsync("web"));
    }

    private async Task<string> RefusedAsync(string name)
    {
        var sight = await SightAsync();
        return Assert.Throws<RefusedCommandException>(() => LogSource.Find(sight, name, follow: false, tail: null)).Message;
    }

    private async Task<Sight> SightAsync()
    {
        for (var node = 1; node <= 3; node++)
        {
            _swarm.Answer(node, forTheSwarm: node == 1);
        }

        return await new SwarmLook(_swarm.Shell.Object, TimeSpan.FromSeconds(20)).LookAsync(_swarm.Nodes, CancellationToken.None);
    }
}
