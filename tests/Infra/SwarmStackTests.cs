using System.Collections.Immutable;

namespace Tests.Infra;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProgramRuns
{
    public const string Name = "runs of the program";
}

[Collection(ProgramRuns.Name)]
public sealed class SwarmStackTests : IDisposable
{
    private readonly SwarmProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task The_demo_is_two_services_on_an_attachable_overlay_and_a_container_on_node2()
    {
        await program.RunAsync();

        var network = program.Mocks.Named("docker:index/network:Network", "my-overlay");
        Assert.Equal("overlay", network.Inputs["driver"]);
        Assert.Equal(true, network.Inputs["attachable"]);
        Assert.Equal(["web", "whoami"], program.Mocks.OfType("docker:index/service:Service").Select(service => service.Text("name")).Order());
        var app1 = program.Mocks.Named("docker:index/container:Container", "app1");
        Assert.Equal("nginx:1.28", app1.Inputs["image"]);
        var attachment = (ImmutableDictionary<string, object>)Assert.Single((ImmutableArray<object>)app1.Inputs["networksAdvanced"]);
        Assert.Equal("my-overlay", attachment["name"]);
    }
}
