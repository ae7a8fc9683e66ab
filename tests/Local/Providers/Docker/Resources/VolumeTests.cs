using Local.Providers.Contract;

namespace Tests.Local.Providers.Docker.Resources;

public sealed class VolumeTests : EngineTests
{
    private const string Held =
        """{"Name":"dev_data","Driver":"local","Mountpoint":"/var/lib/docker/volumes/dev_data/_data","Labels":{"com.docker.stack.namespace":"dev"},"Options":{"type":"tmpfs"},"Scope":"local"}""";

    [Fact]
    public async Task A_volume_is_made_with_its_driver_options_and_labels()
    {
        Engine.On("POST /volumes/create", Held);
        Engine.On("GET /volumes/dev_data", Held);

        var state = await Provider.CreateAsync(Operations.On(Given.Volume), Inputs, default);

        Assert.Equal(("dev_data", "/var/lib/docker/volumes/dev_data/_data"), (state.Id, state.Outputs.Text("mountpoint")));
        Assert.Equal(
            Asked.Pretty(
                """{"Name":"dev_data","Driver":"local","DriverOpts":{"type":"tmpfs"},"Labels":{"com.docker.stack.namespace":"dev"}}"""
            ),
            Engine.Single("POST /volumes/create").Json
        );
    }

    [Fact]
    public async Task One_that_is_there_is_found_as_it_is_and_a_refresh_changes_nothing()
    {
        Engine.On("GET /volumes/dev_data", Held);

        Assert.Equal(Inputs, (await Provider.FindAsync(Operations.On(Given.Volume), Inputs, default))!.Inputs);
        Assert.Equal(Inputs, (await Provider.ReadAsync(Operations.On(Given.Volume), "dev_data", Inputs, Inputs, default))!.Inputs);
    }

    [Fact]
    public async Task Deleting_waits_until_nothing_uses_it()
    {
        Engine.On(
            "DELETE /volumes/dev_data?force=1",
            new Answer(409, """{"message":"remove dev_data: volume is in use - [c1]"}"""),
            new Answer(204, "")
        );

        await Provider.DeleteAsync(Operations.On(Given.Volume), "dev_data", Inputs, Inputs, default);

        Assert.Equal(["waiting until nothing uses the volume: remove dev_data: volume is in use - [c1]"], Operations.Statuses);
    }

    [Fact]
    public async Task One_that_stays_in_use_is_told_with_its_user()
    {
        Engine.Refuse("DELETE /volumes/dev_data?force=1", 409, "remove dev_data: volume is in use - [c1]");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(Operations.On(Given.Volume), "dev_data", Inputs, Inputs, default)
        );

        Assert.Equal(
            "volume dev_data is still in use after 2 s: remove dev_data: volume is in use - [c1]. Remove what uses it, then run again.",
            error.Message
        );
    }

    [Fact]
    public async Task Any_other_refusal_is_told_at_once()
    {
        Engine.Refuse("DELETE /volumes/dev_data?force=1", 500, "broken");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(Operations.On(Given.Volume), "dev_data", Inputs, Inputs, default)
        );

        Assert.Equal("the Docker engine refused volume dev_data: broken", error.Message);
        Engine.Single("DELETE /volumes/dev_data?force=1");
    }

    private static PropertyMap Inputs =>
        Given.Inputs(
            """{"name":"dev_data","driver":"local","driverOpts":{"type":"tmpfs"},"labels":[{"label":"com.docker.stack.namespace","value":"dev"}]}"""
        );
}
