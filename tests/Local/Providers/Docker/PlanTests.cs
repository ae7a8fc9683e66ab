using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Docker;
using Moq;

namespace Tests.Local.Providers.Docker;

/// <summary>Checks and plans, which open no connection: the host of these tests does not exist.</summary>
public sealed class PlanTests
{
    private readonly DockerProviderFactory _factory = new(
        Mock.Of<IEndpointResolver>(MockBehavior.Strict),
        Mock.Of<IImageDepot>(MockBehavior.Strict)
    );
    private readonly IProvider _provider;

    public PlanTests() => _provider = _factory.Create(PropertyMap.Empty.With("host", PropertyValue.Unknown));

    [Fact]
    public void Nothing_changed_is_no_change()
    {
        Assert.Empty(Diff(Given.Service, Given.Web(), Given.Web()).Changes);
        Assert.Empty(Diff(Given.Network, Given.OverlayNetwork, Given.OverlayNetwork).Changes);
        Assert.Empty(Diff(Given.Container, Given.App1State, Given.App1).Changes);
    }

    [Theory]
    [InlineData(Given.Service, """{"mode":{"replicated":{"replicas":1}}}""", "mode", "")]
    [InlineData(Given.Service, """{"mode":{"global":true}}""", "mode", "")]
    [InlineData(Given.Service, """{"name":"other"}""", "name", "name")]
    [InlineData(Given.Service, """{"updateConfig":{"parallelism":2}}""", "updateConfig", "")]
    [InlineData(Given.Service, """{"updateConfig":{}}""", "", "")]
    [InlineData(Given.Service, """{"mode":null}""", "", "")]
    [InlineData(Given.Service, """{"endpointSpec":null}""", "", "")]
    [InlineData(Given.Service, """{"labels":[{"label":"a","value":"b"}]}""", "labels", "")]
    [InlineData(Given.Network, """{"driver":"bridge"}""", "driver", "driver")]
    [InlineData(Given.Network, """{"internal":null}""", "", "")]
    [InlineData(Given.Network, """{"attachable":null}""", "attachable", "attachable")]
    [InlineData(Given.Container, """{"image":"nginx:2"}""", "image", "image")]
    [InlineData(Given.Container, """{"restart":"no"}""", "restart", "")]
    [InlineData(Given.Service, """{"auth":{"serverAddress":"r.example","username":"u","password":"new"}}""", "auth", "auth")]
    [InlineData(Given.Service, """{"endpointSpec":{"mode":"vip","ports":[]}}""", "endpointSpec", "")]
    [InlineData(Given.Service, """{"endpointSpec":{}}""", "endpointSpec", "")]
    [InlineData(Given.Network, """{"labels":[{"label":"a","value":"b"}]}""", "labels", "labels")]
    [InlineData(Given.Network, """{"ipamConfigs":[{"subnet":"10.1.0.0/24"}]}""", "ipamConfigs", "ipamConfigs")]
    [InlineData(Given.Container, """{"healthcheck":{"tests":["CMD","true"]}}""", "healthcheck", "")]
    [InlineData(Given.Container, """{"tmpfs":{"/t":""},"rm":true,"cpuQuota":5}""", "tmpfs,cpuQuota,rm", "")]
    [InlineData(Given.Container, """{"envs":["A=1"]}""", "envs", "envs")]
    [InlineData(Given.Container, """{"user":""}""", "", "")]
    [InlineData(Given.Container, """{"mustRun":true}""", "", "")]
    public void A_plan_says_what_changes_and_what_that_replaces(string type, string change, string changes, string replaces)
    {
        var old = type switch
        {
            Given.Service => Given.Web(),
            Given.Network => Given.OverlayNetwork,
            _ => Given.App1State,
        };
        var now = Given
            .Inputs(change)
            .Aggregate(old, (inputs, item) =>
                item.Value.Kind == PropertyKind.Null ? inputs.Without(item.Key) : inputs.With(item.Key, item.Value)
            );

        var diff = Diff(type, old, now);

        Assert.Equal((changes, replaces), (string.Join(',', diff.Changes), string.Join(',', diff.Replaces)));
    }

    [Theory]
    [InlineData("""{"image":"nginx:2"}""", false)]
    [InlineData("""{"env":{"B":"1"}}""", false)]
    [InlineData("""{"hosts":[{"host":"db","ip":"10.0.0.1"}]}""", true)]
    [InlineData("""{"sysctl":{"net.core.somaxconn":"1024"}}""", true)]
    [InlineData("""{"labels":[{"label":"a","value":"b"}]}""", true)]
    [InlineData("""{"mounts":[{"type":"volume","source":"v","target":"/v"}]}""", false)]
    [InlineData(
        """{"mounts":[{"type":"volume","source":"v","target":"/v","volumeOptions":{"labels":[{"label":"a","value":"b"}]}}]}""",
        true
    )]
    [InlineData("""{"secrets":[{"secretId":"s","fileName":"/s"}]}""", false)]
    [InlineData("""{"stopGracePeriod":"11s"}""", false)]
    public void Within_the_task_only_what_the_genuine_provider_replaces_for_replaces(string change, bool replaces)
    {
        var task = Given.Web()["taskSpec"].AsMap;
        var container = Given.Inputs(change).Aggregate(task["containerSpec"].AsMap, (spec, item) => spec.With(item.Key, item.Value));

        var diff = Diff(Given.Service, Given.Web(), Given.Web().With("taskSpec", task.With("containerSpec", container)));

        Assert.Equal(["taskSpec"], diff.Changes);
        Assert.Equal(replaces, diff.Replaces.Count > 0);
    }

    [Fact]
    public void Another_network_replaces_the_service_and_one_that_is_not_made_yet_may()
    {
        Assert.Equal(["taskSpec"], Replaces("net2"));
        Assert.Equal(["taskSpec"], Replaces(PropertyValue.Unknown));

        IReadOnlyList<string> Replaces(PropertyValue id) =>
            Diff(
                Given.Service,
                Given.Web(),
                Given
                    .Web()
                    .With(
                        "taskSpec",
                        Given.Web()["taskSpec"].AsMap.With("networksAdvanceds", PropertyValue.Of([PropertyMap.Empty.With("id", id)]))
                    )
            ).Replaces;
    }

    [Fact]
    public void The_order_of_a_set_is_no_change()
    {
        var one = Given.Inputs(
            """{"name":"n","labels":[{"label":"a","value":"1"},{"label":"b","value":"2"}],"taskSpec":{"containerSpec":{"image":"i"},"placement":{"constraints":["x","y"]}}}"""
        );
        var two = Given.Inputs(
            """{"name":"n","labels":[{"label":"b","value":"2"},{"label":"a","value":"1"}],"taskSpec":{"containerSpec":{"image":"i"},"placement":{"constraints":["y","x"]}}}"""
        );

        Assert.Empty(Diff(Given.Service, one, two).Changes);
    }

    [Theory]
    [InlineData("""{"taskSpec":{"restartPolicy":{"delay":"1m30s"}}}""", """{"taskSpec":{"restartPolicy":{"delay":"90s"}}}""", "taskSpec")]
    [InlineData("""{"updateConfig":{"maxFailureRatio":"0.2"}}""", """{"updateConfig":{"maxFailureRatio":"0.25"}}""", "updateConfig")]
    [InlineData("""{"updateConfig":{"maxFailureRatio":"0.5"}}""", """{"updateConfig":{"maxFailureRatio":"0.50"}}""", "")]
    [InlineData(
        """{"taskSpec":{"containerSpec":{"image":"nginx:latest"}}}""",
        """{"taskSpec":{"containerSpec":{"image":"nginx"}}}""",
        "taskSpec"
    )]
    [InlineData(
        """{"taskSpec":{"restartPolicy":{"condition":"any","delay":"0s","maxAttempts":0,"window":"0s"}}}""",
        """{"taskSpec":{"restartPolicy":{"condition":"any"}}}""",
        "taskSpec"
    )]
    public void Other_words_for_the_same_are_a_change_where_the_provider_compares_words(string state, string said, string changes) =>
        Assert.Equal(changes, string.Join(',', Diff(Given.Service, Given.Inputs(state), Given.Inputs(said)).Changes));

    [Fact]
    public void The_last_label_of_a_service_cannot_be_removed() =>
        Assert.Empty(
            Diff(Given.Service, Given.Inputs("""{"labels":[{"label":"a","value":"1"}]}"""), Given.Inputs("""{"labels":[]}""")).Changes
        );

    [Fact]
    public void What_is_left_out_keeps_what_the_state_holds_and_an_empty_group_clears_it()
    {
        var state = Given.Inputs(
            """{"taskSpec":{"placement":{"constraints":["a"]},"resources":{"limits":{"memoryBytes":1}},"restartPolicy":{"condition":"none"},"containerSpec":{"stopGracePeriod":"1m","healthcheck":{"tests":["CMD"]}}}}"""
        );

        Assert.Empty(Diff(Given.Service, state, Given.Inputs("""{"taskSpec":{"containerSpec":{}}}""")).Changes);
        Assert.Equal(
            ["taskSpec"],
            Diff(Given.Service, state, Given.Inputs("""{"taskSpec":{"containerSpec":{},"placement":{}}}""")).Changes
        );
        Assert.Equal(
            ["taskSpec"],
            Diff(Given.Service, state, Given.Inputs("""{"taskSpec":{"containerSpec":{},"resources":{}}}""")).Changes
        );
    }

    [Fact]
    public void A_name_that_the_program_gives_means_that_the_old_one_goes_first_and_an_automatic_one_does_not()
    {
        Assert.True(Diff(Given.Network, Given.OverlayNetwork, Given.OverlayNetwork.With("driver", "bridge")).DeleteBeforeReplace);
        Assert.True(Diff(Given.Network, Given.OverlayNetwork, Given.OverlayNetwork.With("name", "n2")).DeleteBeforeReplace);
        Assert.False(
            Diff(
                Given.Network,
                Given.OverlayNetwork.With("name", "it-0123456"),
                Given.OverlayNetwork.With("name", "it-0123456").With("driver", "bridge")
            ).DeleteBeforeReplace
        );
        Assert.True(
            Diff(
                Given.Container,
                Given.App1State.With("name", "it-0123456"),
                Given.App1.With("name", "it-0123456").With("image", "other")
            ).DeleteBeforeReplace
        );
    }

    [Fact]
    public void A_container_that_was_made_and_never_seen_is_replaced() =>
        Assert.Equal(["command", "entrypoints"], Diff(Given.Container, Given.App1, Given.App1).Replaces);

    [Fact]
    public void A_container_that_an_earlier_version_made_on_its_network_is_not_replaced_for_it() =>
        Assert.Empty(Diff(Given.Container, Given.App1State.With("networkMode", "my-overlay"), Given.App1).Changes);

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
    [InlineData(
        Given.Service,
        """{"taskSpec":{"containerSpec":{"image":"i","stopGracePeriod":"soon"}}}""",
        "taskSpec.containerSpec.stopGracePeriod is \"soon\"; it must be a duration, such as \"30s\" or \"1m30s\""
    )]
    [InlineData(
        Given.Service,
        """{"taskSpec":{"containerSpec":{"image":"i"}},"endpointSpec":{"ports":[{"targetPort":80,"protocol":"http"}]}}""",
        "endpointSpec.ports[0].protocol is http; allowed are tcp, udp, sctp"
    )]
    [InlineData(
        Given.Service,
        """{"taskSpec":{"containerSpec":{"image":"i"}},"mode":{"replicated":{"replicas":-1}}}""",
        "mode.replicated.replicas is -1; allowed are 0 and more"
    )]
    [InlineData(
        Given.Service,
        """{"taskSpec":{"containerSpec":{"image":"i"},"networksAdvanceds":[{}]}}""",
        "taskSpec.networksAdvanceds[0].id is missing; name the network by its id"
    )]
    [InlineData(
        Given.Service,
        """{"taskSpec":{"containerSpec":{"image":"i"}},"updateConfig":{"maxFailureRatio":"2"}}""",
        "updateConfig.maxFailureRatio is \"2\"; allowed are 0 to 1"
    )]
    [InlineData(Given.Secret, """{"data":"no"}""", "data is not base64; encode the content")]
    [InlineData(Given.Container, """{"image":5}""", "image is 5; it must be text")]
    [InlineData(
        Given.Container,
        """{"image":"i","restart":"sometimes"}""",
        "restart is sometimes; allowed are no, on-failure, always, unless-stopped"
    )]
    [InlineData(Given.Container, """{"image":"i","command":["sh",1]}""", "command[1] is 1; it must be text")]
    [InlineData(Given.Config, """{"data":"eA==","dataRaw":"x"}""", "exactly one of data (base64) and dataRaw must be set")]
    public void A_wrong_argument_is_named_with_what_it_is_and_what_it_may_be(string type, string inputs, string reason) =>
        Assert.Equal(reason, Assert.Single(_provider.Check(Operations.Of(type), null, Given.Inputs(inputs)).Failures).Reason);

    [Fact]
    public void An_argument_that_would_be_ignored_is_an_error_instead() =>
        Assert.StartsWith(
            "gpus is not supported locally; supported here are ",
            Assert
                .Single(_provider.Check(Operations.Of(Given.Container), null, Given.Inputs("""{"image":"i","gpus":"all"}""")).Failures)
                .Reason
        );

    [Theory]
    [InlineData(
        """{"host":"tcp://10.0.0.1:2375"}""",
        "host of the docker provider is tcp://10.0.0.1:2375; supported are ssh://user@address:port and unix:///path"
    )]
    [InlineData(
        """{"host":"unix:///var/run/docker.sock","certPath":"/x"}""",
        "certPath of the docker provider is not supported locally; supported are host, sshOpts, registryAuth"
    )]
    [InlineData("""{}""", "host of the docker provider is missing; set it to ssh://user@address:port")]
    public void A_wrong_provider_is_refused_with_what_is_supported(string config, string reason) =>
        Assert.Equal(reason, Assert.Single(_factory.CheckConfig(Given.Inputs(config))).Reason);

    [Fact]
    public async Task A_host_that_is_not_made_yet_is_never_asked() =>
        Assert.Equal(
            "the Docker host is not known yet: it is created in the same run",
            (
                await Assert.ThrowsAsync<ProviderException>(() =>
                    _provider.ReadAsync(new Operations().On(Given.Network), "x", Given.OverlayNetwork, PropertyMap.Empty, default)
                )
            ).Message
        );

    private DiffResult Diff(string type, PropertyMap state, PropertyMap now) => _provider.Diff(Operations.Of(type), "x", state, state, now);
}
