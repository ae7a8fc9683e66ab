using Local.Providers.Contract;

namespace Tests.Local.Providers.Docker;

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
            Asked.Pretty("""
                {
                  "Attachable": true, "CheckDuplicate": true, "Driver": "overlay", "IPAM": { "Driver": "default" }, "Internal": false, "Name": "my-overlay",
                  "Labels": {}, "Options": { "com.docker.network.driver.mtu": "1400" }
                }
                """),
            Engine.Single("POST /networks/create").Json);
        Assert.Equal("swarm", state.Outputs["scope"].AsString);
        Assert.Equal("10.64.1.0/24", state.Outputs["ipamConfigs"].AsList[0].AsMap["subnet"].AsString);
    }

    [Fact]
    public async Task A_refresh_of_an_unchanged_network_changes_nothing()
    {
        Engine.On("GET /networks/net1", Held);

        var read = await Provider.ReadAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default);

        Assert.Equal(Given.OverlayNetwork, read!.Inputs);
    }

    [Fact]
    public async Task A_network_that_somebody_else_made_anew_with_other_settings_shows_as_different()
    {
        Engine.On("GET /networks/net1", Held.Replace("1400", "1500", StringComparison.Ordinal).Replace("\"Attachable\":true", "\"Attachable\":false", StringComparison.Ordinal));

        var read = await Provider.ReadAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default);

        var diff = Provider.Diff(Operations.Of(Given.Network), "net1", read!.Inputs, read.Outputs, Given.OverlayNetwork);
        Assert.Equal(["options", "attachable"], diff.Replaces);
        Assert.True(diff.DeleteBeforeReplace);
    }

    [Fact]
    public async Task Deleting_waits_while_tasks_still_leave_the_network_and_until_the_node_has_forgotten_it()
    {
        Engine.On(
            "DELETE /networks/net1",
            new Answer(403, """{"message":"error while removing network: network my-overlay has active endpoints"}"""),
            new Answer(500, """{"message":"rpc error: network net1 is in use by task t1"}"""),
            new Answer(500, """{"message":"network net1 not found"}"""),
            new Answer(204, ""));
        Engine.On("GET /networks/net1", new Answer(404, "{}"));

        await Provider.DeleteAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default);

        Assert.Equal(
            [
                "waiting until nothing uses the network: error while removing network: network my-overlay has active endpoints",
                "waiting until nothing uses the network: rpc error: network net1 is in use by task t1",
                "waiting until nothing uses the network: network net1 not found",
            ],
            Operations.Statuses);
    }

    [Fact]
    public async Task A_network_that_stays_in_use_is_given_up_with_the_name_of_its_user()
    {
        Engine.Refuse("DELETE /networks/net1", 500, "network net1 is in use by service other");

        var error = await Assert.ThrowsAsync<ProviderException>(() => Provider.DeleteAsync(
            Operations.On(Given.Network, timeout: TimeSpan.FromSeconds(1)), "net1", Given.OverlayNetwork, PropertyMap.Empty, default));

        Assert.Equal("network my-overlay is still in use after 1 s: network net1 is in use by service other. Remove what uses it, then run again.", error.Message);
    }

    [Fact]
    public async Task Deleting_what_is_gone_already_is_no_error()
        => await Provider.DeleteAsync(Operations.On(Given.Network), "net1", Given.OverlayNetwork, PropertyMap.Empty, default);

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
