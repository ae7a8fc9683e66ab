using Local.Providers.Contract;
using Local.Providers.Docker;
using Local.Machines;
using Moq;

namespace Tests.Local.Providers.Docker;

/// <summary>Checks and plans, which open no connection: the host of these tests does not exist.</summary>
public sealed class PlanTests
{
    private readonly DockerProviderFactory _factory = new(Mock.Of<IEndpointResolver>(MockBehavior.Strict), Mock.Of<IImageDepot>(MockBehavior.Strict));
    private readonly IProvider _provider;

    public PlanTests() => _provider = _factory.Create(PropertyMap.Empty.With("host", PropertyValue.Unknown));

    [Fact]
    public void Nothing_changed_is_no_change()
    {
        Assert.Empty(_provider.Diff(Operations.Of(Given.Service), "x", Given.Web(), PropertyMap.Empty, Given.Web()).Changes);
        Assert.Empty(_provider.Diff(Operations.Of(Given.Network), "x", Given.OverlayNetwork, PropertyMap.Empty, Given.OverlayNetwork).Changes);
        Assert.Empty(_provider.Diff(Operations.Of(Given.Container), "x", Given.App1, PropertyMap.Empty, Given.App1).Changes);
    }

    [Theory]
    [InlineData(Given.Service, """{"mode":{"replicated":{"replicas":1}}}""", "mode", "")]
    [InlineData(Given.Service, """{"mode":{"global":true}}""", "mode", "mode")]
    [InlineData(Given.Service, """{"name":"other"}""", "name", "name")]
    [InlineData(Given.Service, """{"updateConfig":{"parallelism":2}}""", "updateConfig", "")]
    [InlineData(Given.Service, """{"updateConfig":{}}""", "", "")]
    [InlineData(Given.Service, """{"mode":null}""", "", "")]
    [InlineData(Given.Service, """{"endpointSpec":null}""", "", "")]
    [InlineData(Given.Service, """{"labels":[{"label":"a","value":"b"}]}""", "labels", "")]
    [InlineData(Given.Service, """{"convergeConfig":{"delay":"1s","timeout":"1m"}}""", "convergeConfig", "")]
    [InlineData(Given.Network, """{"driver":"bridge"}""", "driver", "driver")]
    [InlineData(Given.Network, """{"internal":null}""", "", "")]
    [InlineData(Given.Network, """{"attachable":null}""", "attachable", "attachable")]
    [InlineData(Given.Container, """{"image":"nginx:2"}""", "image", "image")]
    [InlineData(Given.Container, """{"restart":"no"}""", "restart", "")]
    [InlineData(Given.Container, """{"healthcheck":{"tests":["CMD","true"]}}""", "healthcheck", "healthcheck")]
    [InlineData(Given.Container, """{"mustRun":true}""", "", "")]
    public void A_plan_says_what_changes_and_what_that_replaces(string type, string change, string changes, string replaces)
    {
        var old = type switch { Given.Service => Given.Web(), Given.Network => Given.OverlayNetwork, _ => Given.App1 };
        var now = Given.Inputs(change).Aggregate(old, (inputs, item) => item.Value.Kind == PropertyKind.Null ? inputs.Without(item.Key) : inputs.With(item.Key, item.Value));

        var diff = _provider.Diff(Operations.Of(type), "x", old, PropertyMap.Empty, now);

        Assert.Equal((changes, replaces), (string.Join(',', diff.Changes), string.Join(',', diff.Replaces)));
    }

    [Theory]
    [InlineData("""{"image":"nginx:2"}""", false)]
    [InlineData("""{"env":{"B":"1"}}""", false)]
    [InlineData("""{"hosts":[{"host":"db","ip":"10.0.0.1"}]}""", true)]
    [InlineData("""{"sysctl":{"net.core.somaxconn":"1024"}}""", true)]
    public void Within_the_task_only_what_the_genuine_provider_replaces_for_replaces(string change, bool replaces)
    {
        var task = Given.Web()["taskSpec"].AsMap;
        var container = Given.Inputs(change).Aggregate(task["containerSpec"].AsMap, (spec, item) => spec.With(item.Key, item.Value));

        var diff = _provider.Diff(Operations.Of(Given.Service), "x", Given.Web(), PropertyMap.Empty, Given.Web().With("taskSpec", task.With("containerSpec", container)));

        Assert.Equal(["taskSpec"], diff.Changes);
        Assert.Equal(replaces, diff.Replaces.Count > 0);
    }

    [Fact]
    public void Another_network_replaces_the_service_and_one_that_is_not_made_yet_may()
    {
        Assert.Equal(["taskSpec"], Replaces("net2"));
        Assert.Equal(["taskSpec"], Replaces(PropertyValue.Unknown));

        IReadOnlyList<string> Replaces(PropertyValue id) => _provider.Diff(Operations.Of(Given.Service), "x", Given.Web(), PropertyMap.Empty, Given.Web()
            .With("taskSpec", Given.Web()["taskSpec"].AsMap.With("networksAdvanceds", PropertyValue.Of([PropertyMap.Empty.With("id", id)])))).Replaces;
    }

    [Fact]
    public void The_order_of_a_set_and_the_spelling_of_a_duration_are_no_change()
    {
        var one = Given.Inputs("""{"name":"n","labels":[{"label":"a","value":"1"},{"label":"b","value":"2"}],"taskSpec":{"containerSpec":{"image":"i","stopGracePeriod":"90s"},"placement":{"constraints":["x","y"]}}}""");
        var two = Given.Inputs("""{"name":"n","labels":[{"label":"b","value":"2"},{"label":"a","value":"1"}],"taskSpec":{"containerSpec":{"image":"i","stopGracePeriod":"1m30s"},"placement":{"constraints":["y","x"]}}}""");

        Assert.Empty(_provider.Diff(Operations.Of(Given.Service), "x", one, PropertyMap.Empty, two).Changes);
    }

    [Fact]
    public void The_same_name_means_that_the_old_one_goes_first()
    {
        Assert.True(_provider.Diff(Operations.Of(Given.Network), "x", Given.OverlayNetwork, PropertyMap.Empty, Given.OverlayNetwork.With("driver", "bridge")).DeleteBeforeReplace);
        Assert.False(_provider.Diff(Operations.Of(Given.Network), "x", Given.OverlayNetwork, PropertyMap.Empty, Given.OverlayNetwork.With("name", "n2")).DeleteBeforeReplace);
    }

    [Fact]
    public void A_resource_without_a_name_gets_one_and_keeps_it()
    {
        var first = _provider.Check(Operations.Of(Given.Network, "net"), null, PropertyMap.Empty).Inputs;
        var second = _provider.Check(Operations.Of(Given.Network, "net"), first, PropertyMap.Empty).Inputs;

        Assert.Matches("^net-[0-9a-f]{7}$", first["name"].AsString);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData(Given.Service, """{}""", "taskSpec is missing; set it")]
    [InlineData(Given.Service, """{"taskSpec":{"containerSpec":{}}}""", "taskSpec.containerSpec.image is missing; set it")]
    [InlineData(Given.Service, """{"taskSpec":{"containerSpec":{"image":"i","stopGracePeriod":"soon"}}}""", "taskSpec.containerSpec.stopGracePeriod is \"soon\"; it must be a duration, such as \"30s\" or \"1m30s\"")]
    [InlineData(Given.Service, """{"taskSpec":{"containerSpec":{"image":"i"}},"endpointSpec":{"ports":[{"targetPort":80,"protocol":"http"}]}}""", "endpointSpec.ports[0].protocol is http; allowed are tcp, udp, sctp")]
    [InlineData(Given.Service, """{"taskSpec":{"containerSpec":{"image":"i"}},"mode":{"global":true},"convergeConfig":{}}""", "convergeConfig is set with mode.global, which the provider does not take; remove one")]
    [InlineData(Given.Service, """{"taskSpec":{"containerSpec":{"image":"i"}},"mode":{"replicated":{"replicas":-1}}}""", "mode.replicated.replicas is -1; allowed are 0 and more")]
    [InlineData(Given.Service, """{"taskSpec":{"containerSpec":{"image":"i"},"networksAdvanceds":[{}]}}""", "taskSpec.networksAdvanceds[0].id is missing; name the network by its id")]
    [InlineData(Given.Container, """{"image":5}""", "image is 5; it must be a text")]
    [InlineData(Given.Container, """{"image":"i","restart":"sometimes"}""", "restart is sometimes; allowed are no, on-failure, always, unless-stopped")]
    [InlineData(Given.Container, """{"image":"i","command":["sh",1]}""", "command[1] is 1; it must be a text")]
    [InlineData("docker:index/serviceConfig:ServiceConfig", """{"data":"x","dataRaw":"x"}""", "exactly one of data (base64) and dataRaw must be set")]
    public void A_wrong_argument_is_named_with_what_it_is_and_what_it_may_be(string type, string inputs, string reason)
        => Assert.Equal(reason, Assert.Single(_provider.Check(Operations.Of(type), null, Given.Inputs(inputs)).Failures).Reason);

    [Fact]
    public void An_argument_that_would_be_ignored_is_an_error_instead()
        => Assert.StartsWith("gpus is not supported locally; supported here are ", Assert.Single(
            _provider.Check(Operations.Of(Given.Container), null, Given.Inputs("""{"image":"i","gpus":"all"}""")).Failures).Reason);

    [Theory]
    [InlineData("""{"host":"tcp://10.0.0.1:2375"}""", "host of the docker provider is tcp://10.0.0.1:2375; supported are ssh://user@address:port and unix:///path")]
    [InlineData("""{"host":"unix:///var/run/docker.sock","certPath":"/x"}""", "certPath of the docker provider is not supported locally; supported are host, sshOpts, registryAuth")]
    [InlineData("""{}""", "host of the docker provider is missing; set it to ssh://user@address:port")]
    public void A_wrong_provider_is_refused_with_what_is_supported(string config, string reason)
        => Assert.Equal(reason, Assert.Single(_factory.CheckConfig(Given.Inputs(config))).Reason);

    [Fact]
    public async Task A_host_that_is_not_made_yet_is_never_asked()
        => Assert.Equal("the Docker host is not known yet: it is created in the same run", (await Assert.ThrowsAsync<ProviderException>(
            () => _provider.ReadAsync(new Operations().On(Given.Network), "x", Given.OverlayNetwork, PropertyMap.Empty, default))).Message);
}
