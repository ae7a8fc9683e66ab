using Infra.Hosts;
using Infra.Settings;
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

    [Fact]
    public void What_has_no_effect_on_it_is_told()
    {
        var wanted = new AwsMachineSettings("swarm:machines.bastion.", "t3.nano", "ami-0123456789abcdef0", 20, []);

        Assert.Equal(
            [
                "swarm:machines.bastion.image ami-0123456789abcdef0 is for a new bastion only. Kept as before: ami-0older. To use it, run `pulumi up --replace '**Instance::bastion'`.",
                "swarm:machines.bastion.diskGiB 20 is for a new bastion only. Kept as before: 8. To use it, run `pulumi up --replace '**Instance::bastion'`.",
            ],
            BastionCheck.Warnings(wanted, "ami-0older", 8)
        );
        Assert.Empty(BastionCheck.Warnings(wanted, "ami-0123456789abcdef0", 20));
        // A newer Debian is no reason to say anything, and there is none yet.
        Assert.Empty(BastionCheck.Warnings(wanted with { Image = null }, "ami-0older", 20));
        Assert.Empty(BastionCheck.Warnings(wanted, "", diskGiB: null));
    }

    [Fact]
    public async Task Where_Debian_publishes_no_images_its_own_setting_is_named()
    {
        using var program = new SwarmProgram { Mocks = new RecordingMocks { HasDebian = false } };
        program.Configuration["swarm:publicAddresses"] = "bastion";
        program.Configuration["swarm:image"] = "ami-0123456789abcdef0";
        program.Mocks.Images["ami-0123456789abcdef0"] = "x86_64";

        var refused = await Assert.ThrowsAsync<RunException>(() => program.RunAsync(preview: true));

        Assert.Contains(
            "swarm:machines.bastion.image: received nothing, and the account of Debian (136693071363) has no image for amd64 in this region; allowed: the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0, as in China and in GovCloud. Set swarm:machines.bastion.image to the id of an image for x86_64.",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("swarm:image:", refused.Message, StringComparison.Ordinal);
    }

    private void Configure(string bastion) => _program.Configuration["swarm:machines"] = $$"""{"bastion": {{bastion}}}""";

    private async Task<string> RefusalAsync()
    {
        const string item = "  - ";
        var refused = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));
        return Assert.Single(refused.Message.Split('\n'), line => line.StartsWith(item, StringComparison.Ordinal))[item.Length..];
    }
}
