using Pulumi;

namespace Tests.Infra.Hosts;

/// <summary>What a running bastion cannot have.</summary>
[Collection(ProgramRuns.Name)]
public sealed class BastionCheckTests : IDisposable
{
    private readonly SwarmProgram _program = new() { Configuration = { ["swarm:publicAddresses"] = "bastion" } };

    public BastionCheckTests()
    {
        foreach (var type in new[] { "t3.micro", "t4g.nano" })
        {
            _program.Mocks.Offers[type] = ["eu-central-1a", "eu-central-1b"];
        }

        _program.Mocks.Graviton.Add("t4g.nano");
        _program.Mocks.Remembered["bastion"] = new() { ["ami"] = "ami-0older" };
        _program.Mocks.Images["ami-0older"] = "x86_64";
    }

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Another_processor_is_refused_since_the_image_stays()
    {
        Configure("""{"instanceType": "t4g.nano"}""");

        Assert.Equal(
            "swarm:machines.bastion.instanceType: received \"t4g.nano\", whose processor is arm64; allowed: an instance type whose processor is x86_64, as that of the running bastion, which keeps its image. Choose another, or replace the bastion in the same run: `pulumi up --replace '**Instance::bastion'`.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task It_keeps_its_image_and_its_disk()
    {
        await _program.RunAsync(preview: true);

        Assert.Equal(
            ["ami", "userData", "subnetId", "rootBlockDevice.volumeSize"],
            _program.Declarations["aws:ec2/instance:Instance", "bastion"].Custom.IgnoreChanges
        );
    }

    [Fact]
    public async Task Another_type_with_the_same_processor_is_taken()
    {
        Configure("""{"instanceType": "t3.micro"}""");

        await _program.RunAsync(preview: true);
    }

    [Fact]
    public async Task A_bastion_that_is_made_anew_may_have_any()
    {
        _program.Mocks.Remembered.Clear();
        Configure("""{"instanceType": "t4g.nano"}""");

        await _program.RunAsync(preview: true);
    }

    private void Configure(string bastion) => _program.Configuration["swarm:machines"] = $$"""{"bastion": {{bastion}}}""";

    private async Task<string> RefusalAsync()
    {
        const string item = "  - ";
        var refused = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));
        return Assert.Single(refused.Message.Split('\n'), line => line.StartsWith(item, StringComparison.Ordinal))[item.Length..];
    }
}
