using Local.Providers.Contract;
using Local.Providers.Docker;

namespace Tests.Local.Providers.Docker.Resources;

public sealed class NetworkTests : EngineTests
{
    private const string Held = """
        {"Id":"net1","Name":"my-overlay","Driver":"overlay","Scope":"swarm","Attachable":true,"Internal":false,"Ingress":false,"EnableIPv6":false,"Labels":null,
         "IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"10.64.1.0/24","Gateway":"10.64.1.1"}]},
         "Options":{"com.docker.network.driver.mtu":"1400","com.docker.network.driver.overlay.vxlanid_list":"4097"}}
        """;

    [Fact]
    public async Task A_network_is_created_as_declared_and_answers_what_theEngine_chose()
    {
        Engine.On("POST /networks/create", """{"Id":"net1"}""").On("GET /networks/net1", Held);

        var state = await Provider.CreateAsync(Operations.On(Given.Network), Given.OverlayNetwork, default);

        Assert.Equal("net1", state.Id);
        Assert.Equal(
            Asked.Pretty(
                """
                {
                  "Attachable": true, "CheckDuplicate": true, "Driver": "overlay", "IPAM": { "Driver": "default" }, "Internal": false, "Name": "my-overlay",
                  "Labels": {}, "Options": { "com.docker.network.driver.mtu": "1400" }
                }
                """
            ),
            Engine.Single("POST /networks/create").Json
        );
        Assert.Equal("swarm", state.Outputs["scope"].AsString);
        Assert.Equal("10.64.1.0/24", state.Outputs["ipamConfigs"].AsList[0].AsMap["subnet"].AsString);
    }

    [Fact]
    public async Task A_new_network_is_looked_at_after_a_while_and_not_at_once()
    {
        Engine.On("POST /networks/create", """{"Id":"net1"}""");
        await using var patient = Engine.Provider(waits: new Waits(Timeout.InfiniteTimeSpan, TimeSpan.Zero));
        using var stop = new CancellationTokenSource();

        var creation = patient.CreateAsync(Operations.On(Given.Network), Given.OverlayNetwork, stop.Token);

        Assert.True(SpinWait.SpinUntil(() => Engine.Requests.Count == 1, TimeSpan.FromSeconds(10)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creation);
        Engine.Single("POST /networks/create");
    }

    [Fact]
    public async Task Of_a_network_that_the_swarm_has_not_come_to_yet_no_driver_is_recorded_which_replaces_it_unless_the_program_ignores_it()
    {
        const string Early = """
            {"Id":"net1","Name":"my-overlay","Driver":"","Scope":"swarm","Attachable":true,"Internal":false,"Ingress":false,"EnableIPv6":false,"Labels":null,
             "IPAM":{"Driver":"","Options":null,"Config":[]},"Options":null}
            """;
        var inputs = Given.OverlayNetwork.Without("options");
        Engine.On("POST /networks/create", """{"Id":"net1"}""").On("GET /networks/net1", Early);

        var state = await Provider.CreateAsync(Operations.On(Given.Network), inputs, default);

        Assert.Equal(("", ""), (state.Outputs.Text("driver"), state.Outputs.Text("ipamDriver")));
        Assert.Equal(["driver", "ipamDriver"], Provider.Diff(Operations.Of(Given.Network), "net1", inputs, state.Outputs, inputs).Replaces);
        Assert.Empty(
            Provider
                .Diff(
                    Operations.Of(Given.Network),
                    "net1",
                    inputs,
                    state.Outputs,
                    inputs.With("driver", state.Outputs["driver"]).With("ipamDriver", state.Outputs["ipamDriver"])
                )
                .Changes
        );
    }

    [Fact]
    public async Task A_refresh_of_an_unchanged_network_changes_nothing()
    {
        var inputs = Given.OverlayNetwork.Without("options");
        Engine.On("GET /networks/net1", Held);

        var read = await Provider.ReadAsync(Operations.On(Given.Network), "net1", inputs, inputs, default);

        Assert.Equal(inputs, read!.Inputs);
        Assert.Empty(Provider.Diff(Operations.Of(Given.Network), "net1", inputs, read.Outputs, inputs).Changes);
    }

    [Fact]
    public async Task Any_option_of_an_overlay_replaces_it_in_each_run_for_the_id_that_the_engine_adds()
    {
        Engine.On("POST /networks/create", """{"Id":"net1"}""").On("GET /networks/net1", Held);

        var state = await Provider.CreateAsync(Operations.On(Given.Network), Given.OverlayNetwork, default);

        Assert.Equal(
            ["options"],
            Provider.Diff(Operations.Of(Given.Network), "net1", Given.OverlayNetwork, state.Outputs, Given.OverlayNetwork).Replaces
        );
    }

    [Fact]
    public async Task A_subnet_without_a_gateway_replaces_the_network_after_a_refresh()
    {
        var inputs = Given.Inputs(
            """{"name":"my-overlay","driver":"overlay","attachable":true,"ipamConfigs":[{"subnet":"10.64.1.0/24"}]}"""
        );
        Engine.On("POST /networks/create", """{"Id":"net1"}""").On("GET /networks/net1", Held);

        var state = await Provider.CreateAsync(Operations.On(Given.Network), inputs, default);
        var read = await Provider.ReadAsync(Operations.On(Given.Network), "net1", inputs, state.Outputs, default);

        Assert.Empty(Provider.Diff(Operations.Of(Given.Network), "net1", inputs, state.Outputs, inputs).Changes);
        Assert.Equal(["ipamConfigs"], Provider.Diff(Operations.Of(Given.Network), "net1", read!.Inputs, read.Outputs, inputs).Replaces);
    }

    [Fact]
    public async Task A_network_that_somebody_else_made_anew_with_other_settings_shows_as_different()
    {
        Engine.On("GET /networks/net1", Held.Replace("\"Attachable\":true", "\"Attachable\":false", StringComparison.Ordinal));
        var inputs = Given.OverlayNetwork.Without("options");

        var read = await Provider.ReadAsync(Operations.On(Given.Network), "net1", inputs, inputs, default);

        var diff = Provider.Diff(Operations.Of(Given.Network), "net1", read!.Inputs, read.Outputs, inputs);
        Assert.Equal(["attachable"], diff.Replaces);
        Assert.True(diff.DeleteBeforeReplace);
    }

    [Fact]
    public async Task Deleting_waits_while_containers_still_leave_the_network()
    {
        Engine.On("GET /networks/net1", Held);
        Engine.On(
            "DELETE /networks/net1",
            new Answer(403, """{"message":"error while removing network: network my-overlay has active endpoints"}"""),
            new Answer(204, "")
        );

        await Provider.DeleteAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, Given.OverlayNetwork, default);

        Assert.Equal(
            ["waiting until nothing uses the network: error while removing network: network my-overlay has active endpoints"],
            Operations.Statuses
        );
        Assert.Equal(2, Engine.Requests.Count(asked => asked.Line == "DELETE /networks/net1"));
    }

    [Theory]
    [InlineData("rpc error: network net1 is in use by task t1")]
    [InlineData("network net1 is in use by service other")]
    [InlineData("network net1 not found")]
    public async Task A_network_that_the_swarm_still_uses_is_not_waited_for(string refusal)
    {
        Engine.On("GET /networks/net1", Held).Refuse("DELETE /networks/net1", 500, refusal);

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, Given.OverlayNetwork, default)
        );

        Assert.Equal($"the Docker engine refused network my-overlay: {refusal}", error.Message);
        Engine.Single("DELETE /networks/net1");
    }

    [Fact]
    public async Task A_network_whose_containers_stay_is_given_up_with_the_name_of_its_user()
    {
        Engine.On("GET /networks/net1", Held).Refuse("DELETE /networks/net1", 403, "network my-overlay has active endpoints (name:app1)");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, Given.OverlayNetwork, default)
        );

        Assert.Equal(
            "network my-overlay is still in use after 2 s: network my-overlay has active endpoints (name:app1). Remove what uses it, then run again.",
            error.Message
        );
    }

    [Fact]
    public async Task Nothing_is_deleted_and_nothing_waited_for_when_the_network_is_gone_already()
    {
        await Provider.DeleteAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, Given.OverlayNetwork, default);

        Assert.Equal(["GET /networks/net1"], Engine.Requests.Select(asked => asked.Line));
        Assert.Empty(Operations.Statuses);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_well_is_not_taken_for_a_network_that_is_gone()
    {
        Engine.Refuse("GET /networks/net1", 500, "broken");

        var read = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.ReadAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, Given.OverlayNetwork, default)
        );
        var deletion = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, Given.OverlayNetwork, default)
        );

        Assert.Equal(
            ("the Docker engine refused network my-overlay: broken", "the Docker engine refused network my-overlay: broken"),
            (read.Message, deletion.Message)
        );
    }

    [Fact]
    public async Task A_custom_timeout_that_the_provider_ignores_is_told()
    {
        Engine.On("POST /networks/create", """{"Id":"net1"}""").On("GET /networks/net1", Held);

        await Provider.CreateAsync(Operations.On(Given.Network, timeout: TimeSpan.FromMinutes(10)), Given.OverlayNetwork, default);

        Assert.Equal(
            (LogLevel.Warning, "Resource does not support customTimeouts, ignoring: create=10m0s"),
            Assert.Single(Operations.Lines)
        );
    }

    [Fact]
    public async Task A_shorter_custom_timeout_of_a_deletion_counts()
    {
        Engine.Hold("GET /networks/net1");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(
                Operations.On(Given.Network, timeout: TimeSpan.FromMilliseconds(200)),
                "net1",
                Given.OverlayNetwork,
                Given.OverlayNetwork,
                default
            )
        );

        Assert.Equal("network my-overlay: context deadline exceeded after 200ms", error.Message);
    }

    [Fact]
    public async Task A_network_that_was_made_and_could_not_be_looked_at_is_recorded()
    {
        Engine.On("POST /networks/create", """{"Id":"net1"}""").Refuse("GET /networks/net1", 500, "broken");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.CreateAsync(Operations.On(Given.Network), Given.OverlayNetwork, default)
        );

        Assert.Equal(("net1", "my-overlay"), (error.Partial!.Id, error.Partial.Outputs.Text("name")));
    }

    [Fact]
    public async Task A_network_that_a_killed_run_left_is_taken_over()
    {
        Engine.On("GET /networks/my-overlay", Held).On("GET /networks/net1", Held);

        Assert.Equal("net1", (await Provider.RecoverAsync(Operations.On(Given.Network), Given.OverlayNetwork, default))!.Id);
    }

    [Fact]
    public async Task A_network_of_that_name_with_other_settings_is_not_taken_over()
    {
        Engine.On("GET /networks/my-overlay", Held.Replace("\"Driver\":\"overlay\"", "\"Driver\":\"bridge\"", StringComparison.Ordinal));

        Assert.Null(await Provider.RecoverAsync(Operations.On(Given.Network), Given.OverlayNetwork, default));
    }
}
