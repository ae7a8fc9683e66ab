using Local.Cli;
using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Cli;

public sealed class ServicesGuardTests
{
    private static readonly ResourceView _web = Of("docker:index/service:Service", "web");
    private static readonly ResourceView _whoami = Of("docker:index/service:Service", "whoami");
    private static readonly ResourceView _network = Of("docker:index/network:Network", "my-overlay");

    private readonly ServicesGuard _guard = new("dev");

    [Fact]
    public void A_run_that_would_delete_every_service_is_refused_with_the_way_on()
    {
        Assert.Equal(
            "Every service of the stack dev that runs would be deleted: web, whoami. ./swarm up does that only when you confirm it: "
                + "answer its question on a terminal, or use --delete-all-services. If you did not mean it, correct swarm:stackFiles or the files that it names.",
            _guard.Refuse([_whoami, _web, _network], [_network, _web, _whoami])
        );
        Assert.Equal(["web", "whoami"], _guard.Kept);
    }

    [Fact]
    public void One_of_several_services_or_none_goes_without_a_word()
    {
        Assert.Null(_guard.Refuse([_web], [_network, _web, _whoami]));
        Assert.Null(_guard.Refuse([_network], [_network, _web]));
        Assert.Null(_guard.Refuse([_network], [_network]));
        Assert.Empty(_guard.Kept);
    }

    private static ResourceView Of(string type, string name) =>
        new(Steps.Urn(type, name), type, name, "", "id", PropertyMap.Empty, PropertyMap.Empty);
}
