using Local.Providers.Contract;

namespace Tests.Local.Providers.Docker.Resources;

public sealed class SwarmFileTests : EngineTests
{
    private const string Base64 = "aGVsbG8=";

    [Theory]
    [InlineData(Given.Secret, "secrets")]
    [InlineData(Given.Config, "configs")]
    public async Task It_is_made_of_its_content_and_labels(string type, string folder)
    {
        Engine.On($"POST /{folder}/create", """{"ID":"f1"}""");
        Engine.On($"GET /{folder}/f1", Held("dev_key-12345678"));

        var state = await Provider.CreateAsync(Operations.On(type), Inputs(), default);

        Assert.Equal(("f1", "dev_key-12345678"), (state.Id, state.Outputs.Text("name")));
        Assert.Equal(folder == "secrets", state.Outputs["data"].IsSecret);
        Assert.Equal(
            Asked.Pretty($$$"""{"Name":"dev_key-12345678","Data":"{{{Base64}}}","Labels":{"com.docker.stack.namespace":"dev"}}"""),
            Engine.Single($"POST /{folder}/create").Json
        );
    }

    [Theory]
    [InlineData(Given.Secret)]
    [InlineData(Given.Config)]
    public void Another_content_name_or_label_is_another_object(string type)
    {
        foreach (
            var (name, value) in new (string, PropertyValue)[]
            {
                ("data", "eHh4"),
                ("name", "other"),
                ("labels", Given.Inputs("""{"l":[]}""")["l"]),
            }
        )
        {
            var diff = Provider.Diff(Operations.On(type).Resource, "f1", Inputs(), Inputs(), Inputs().With(name, value));

            Assert.Equal([name], diff.Replaces);
        }
    }

    [Fact]
    public async Task What_a_killed_creation_left_goes_since_a_secret_cannot_be_read_back()
    {
        Engine.On("GET /secrets/dev_key-12345678", Held("dev_key-12345678"));
        Engine.On("DELETE /secrets/f1", "");

        Assert.Null(await Provider.RecoverAsync(Operations.On(Given.Secret), Inputs(), default));
        Engine.Single("DELETE /secrets/f1");
    }

    [Fact]
    public async Task One_in_use_is_refused_with_theEngines_words()
    {
        Engine.Refuse("DELETE /configs/f1", 400, "config 'dev_key-12345678' is in use by the following service: web");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(Operations.On(Given.Config), "f1", Inputs(), Inputs(), default)
        );

        Assert.Equal(
            "the Docker engine refused serviceconfig dev_key-12345678: config 'dev_key-12345678' is in use by the following service: web",
            error.Message
        );
    }

    [Theory]
    [InlineData(Given.Secret, "secret", "secrets")]
    [InlineData(Given.Config, "serviceconfig", "configs")]
    public async Task One_that_is_gone_already_is_an_error_and_an_engine_that_fails_is_not_taken_for_one(
        string type,
        string kind,
        string folder
    )
    {
        var gone = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.DeleteAsync(Operations.On(type), "f1", Inputs(), Inputs(), default)
        );
        Engine.Refuse($"GET /{folder}/f1", 500, "broken");
        var broken = await Assert.ThrowsAsync<ProviderException>(() =>
            Provider.ReadAsync(Operations.On(type), "f1", Inputs(), Inputs(), default)
        );

        Assert.Equal(
            (
                $"the Docker engine refused {kind} dev_key-12345678: no such thing",
                $"the Docker engine refused {kind} dev_key-12345678: broken"
            ),
            (gone.Message, broken.Message)
        );
        Engine.Single($"DELETE /{folder}/f1");
    }

    [Fact]
    public async Task A_content_given_as_text_is_read_back_as_text()
    {
        Engine.On("GET /configs/f1", Held("dev_key"));
        var inputs = Given.Inputs("""{"name":"dev_key","dataRaw":"other"}""");

        var read = await Provider.ReadAsync(Operations.On(Given.Config), "f1", inputs, inputs, default);

        Assert.Equal("hello", read!.Outputs.Text("dataRaw"));
        Assert.Equal(["dataRaw", "labels"], Provider.Diff(Operations.Of(Given.Config), "f1", read.Inputs, read.Outputs, inputs).Replaces);
    }

    [Fact]
    public async Task A_config_that_docker_made_of_the_same_content_is_found_and_stays_when_it_is_read_again()
    {
        Engine.On("GET /configs/dev_key", Held("dev_key"));
        Engine.On("GET /configs/f1", Held("dev_key"));

        var found = await Provider.FindAsync(Operations.On(Given.Config), Inputs(), default);
        var again = await Provider.ReadAsync(Operations.On(Given.Config), found!.Id, found.Inputs, found.Outputs, default);

        Assert.Equal(("f1", Inputs(), "dev_key"), (found.Id, found.Inputs, found.Outputs.Text("name")));
        Assert.Equal((Inputs(), "dev_key"), (again!.Inputs, again.Outputs.Text("name")));
        Assert.Empty(Provider.Diff(Operations.Of(Given.Config), "f1", again.Inputs, again.Outputs, Inputs()).Changes);
    }

    [Fact]
    public async Task One_of_another_content_is_another_one()
    {
        Engine.On("GET /configs/dev_key", Held("dev_key", "eHh4"));

        Assert.Null(await Provider.FindAsync(Operations.On(Given.Config), Inputs(), default));
    }

    [Fact]
    public async Task A_secret_that_docker_made_is_taken_for_the_programs_and_that_is_said()
    {
        Engine.On("GET /secrets/dev_key", Held("dev_key"));

        Assert.Equal("f1", (await Provider.FindAsync(Operations.On(Given.Secret), Inputs(), default))!.Id);
        Assert.Equal(
            (
                LogLevel.Warning,
                "the secret dev_key is assumed to hold what the program says, since the engine does not reveal secrets. If it holds something else, change its name in the stack file."
            ),
            Assert.Single(Operations.Lines)
        );
    }

    [Fact]
    public async Task One_whose_name_the_file_fixes_is_found_under_that_name_only()
    {
        Assert.Null(await Provider.FindAsync(Operations.On(Given.Config), Inputs().With("name", "fixed"), default));
        Assert.Equal(["GET /configs/fixed"], Engine.Requests.Select(asked => asked.Line));
    }

    private static PropertyMap Inputs() =>
        Given.Inputs(
            $$"""{"name":"dev_key-12345678","data":"{{Base64}}","labels":[{"label":"com.docker.stack.namespace","value":"dev"}]}"""
        );

    private static string Held(string name, string data = Base64) =>
        $$$"""{"ID":"f1","Spec":{"Name":"{{{name}}}","Labels":{"com.docker.stack.namespace":"dev"},"Data":"{{{data}}}"}}""";
}
