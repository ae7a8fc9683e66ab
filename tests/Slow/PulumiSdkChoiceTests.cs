namespace Tests.Slow;

public sealed class PulumiSdkChoiceTests : IDisposable
{
    private const string Looking = "Pulumi: looking for the packages in NuGet's cache, then on ROOT/feed (at most 10 minutes).";

    private const string Lacking =
        "Pulumi: standin, because the feed lacks packages. NU1101: Unable to find package Pulumi. NU1101: Unable to find package Pulumi.Aws. "
        + "NU1101: Unable to find package Pulumi.Command. NU1101: Unable to find package Pulumi.Docker. NU1101: Unable to find package Pulumi.Tls.";

    private readonly PulumiSdkProject _project = new();

    [Fact]
    public void The_stand_ins_are_taken_while_the_feed_lacks_the_packages_and_the_packages_once_it_has_them()
    {
        Assert.Equal($"{Looking}\n{Lacking}", _project.Restore());
        Assert.Equal("project", _project.ReferenceKind);

        Assert.Equal("Pulumi: standin.", _project.Restore());

        _project.FillFeed();
        Assert.Equal($"{Looking}\nPulumi: packages, which the feed has.", _project.Restore());
        Assert.Equal("package", _project.ReferenceKind);

        Assert.Equal("Pulumi: packages.", _project.Restore());
    }

    [Fact]
    public void Packages_that_only_the_cache_still_holds_are_taken_from_there_and_said_so()
    {
        _project.FillFeed();
        _project.Restore();
        _project.EmptyFeed();

        Assert.Equal($"{Looking}\nPulumi: packages, which NuGet's cache holds.", _project.Restore());
        Assert.Equal("package", _project.ReferenceKind);
    }

    [Fact]
    public void One_package_that_is_gone_from_cache_and_feed_brings_the_stand_ins()
    {
        // As a URL: what it holds is no part of the question then, as with a feed on the network.
        _project.UseFeed(new Uri(_project.Feed).AbsoluteUri);
        _project.FillFeed();
        _project.Restore();
        _project.EmptyFeed();
        _project.ClearCacheOf("Pulumi.Tls");

        Assert.EndsWith(
            "\nPulumi: standin, because the feed lacks packages. NU1101: Unable to find package Pulumi.Tls.",
            _project.Restore()
        );
        Assert.Equal("project", _project.ReferenceKind);
    }

    [Fact]
    public void A_folder_feed_that_is_gone_with_an_empty_cache_brings_the_stand_ins()
    {
        _project.FillFeed();
        _project.Restore();
        _project.RemoveFeed();
        _project.ClearCache();

        Assert.Contains(
            "warning SWARM002: Pulumi: standin for now, because the feed could not be asked: NU1301: The local source 'ROOT/feed' doesn't exist. It is asked again at the next restore.",
            _project.Restore()
        );
        Assert.Equal("project", _project.ReferenceKind);
    }

    [Fact]
    public void What_the_variable_said_at_restore_holds_for_builds_without_restore_and_is_asked_anew_without_it()
    {
        _project.FillFeed();
        _project.Restore();
        _project.Restore("standin");

        Assert.Equal(0, _project.BuildWithoutRestore());

        Assert.Equal($"{Looking}\nPulumi: packages, which NuGet's cache holds.", _project.Restore());
    }

    [Fact]
    public void A_feed_out_of_reach_is_said_and_asked_again()
    {
        // The discard port: nothing listens there.
        _project.UseFeed("https://127.0.0.1:9/index.json");
        var first = _project.Restore();

        Assert.StartsWith(
            "Pulumi: looking for the packages in NuGet's cache, then on https://127.0.0.1:9/index.json (at most 10 minutes).\n",
            first
        );
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
