namespace Tests.Eng;

public sealed class PulumiSdkChoiceTests : IDisposable
{
    private const string Lacking =
        "Pulumi: standin, because the feed lacks packages. NU1101: Unable to find package Pulumi. NU1101: Unable to find package Pulumi.Aws. "
        + "NU1101: Unable to find package Pulumi.Command. NU1101: Unable to find package Pulumi.Docker. NU1101: Unable to find package Pulumi.Tls.";

    private readonly PulumiSdkProject _project = new();

    [Fact]
    public void The_stand_ins_are_taken_while_the_feed_lacks_the_packages_and_the_packages_once_it_has_them()
    {
        Assert.Equal($"Pulumi: asking ROOT/feed for the packages (at most 10 minutes).\n{Lacking}", _project.Restore());
        Assert.Equal("project", _project.ReferenceKind);

        Assert.Equal("Pulumi: standin.", _project.Restore());

        _project.FillFeed();
        Assert.Equal(
            "Pulumi: asking ROOT/feed for the packages (at most 10 minutes).\nPulumi: packages, which the feed has.",
            _project.Restore()
        );
        Assert.Equal("package", _project.ReferenceKind);

        Assert.Equal("Pulumi: packages.", _project.Restore());
    }

    [Fact]
    public void A_feed_out_of_reach_is_said_and_asked_again()
    {
        // The discard port: nothing listens there.
        _project.UseFeed("https://127.0.0.1:9/index.json");
        var first = _project.Restore();

        Assert.StartsWith("Pulumi: asking https://127.0.0.1:9/index.json for the packages (at most 10 minutes).\n", first);
        Assert.Contains(
            "warning SWARM002: Pulumi: standin for now, because the feed could not be asked: NU1301: Unable to load the service index for source https://127.0.0.1:9/index.json.",
            first
        );
        Assert.Equal("project", _project.ReferenceKind);

        Assert.Equal(first, _project.Restore());
    }

    [Fact]
    public void The_variable_decides_without_the_feed_and_refuses_other_words()
    {
        Assert.Equal("Pulumi: standin, as PulumiSdk says.", _project.Restore("standin"));
        Assert.Equal("project", _project.ReferenceKind);

        Assert.Contains(
            "error SWARM001: PulumiSdk is 'stand-in'. Allowed are 'packages' (the genuine Pulumi packages) and 'standin' (the projects under standins/). Correct it, or unset it and the feed decides.",
            _project.Restore("stand-in")
        );
    }

    public void Dispose() => _project.Dispose();
}
