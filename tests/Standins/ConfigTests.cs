using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Tests.Infra;

namespace Tests.Standins;

/// <summary>The configuration comes from a variable of the process, so these tests run one after another.</summary>
[Collection(ProgramRuns.Name)]
public sealed class ConfigTests
{
    private const string Json = """
        {"project:text":"hello","project:yes":"true","project:number":"42","project:real":"1.5","project:list":"[1,2]",
         "project:object":"{\"Name\":\"a\",\"other\":1}","project:config:old":"kept","aws:region":"eu-central-1"}
        """;

    private static readonly JsonSerializerOptions _strict = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Values_are_read_as_their_types()
    {
        await WithConfigAsync(config =>
        {
            Assert.Equal("hello", config.Get("text"));
            Assert.Equal("hello", config.Require("text"));
            Assert.True(config.RequireBoolean("yes"));
            Assert.Equal(42, config.RequireInt32("number"));
            Assert.Equal(1.5, config.RequireDouble("real"));
            Assert.Equal(new[] { 1, 2 }, config.RequireObject<int[]>("list"));
            Assert.Equal("kept", config.Get("old"));
            Assert.Equal("eu-central-1", new Config("aws").Get("region"));
            Assert.Equal("eu-central-1", new Config("aws:config").Get("region"));
        });
    }

    [Fact]
    public async Task What_is_not_set_is_null_or_the_default()
    {
        await WithConfigAsync(config =>
        {
            Assert.Null(config.Get("none"));
            Assert.Null(config.GetBoolean("none"));
            Assert.Null(config.GetInt32("none"));
            Assert.Null(config.GetDouble("none"));
            Assert.Null(config.GetObject<Named>("none"));
            Assert.Null(config.GetSecret("none"));
            Assert.Null(config.GetSecretBoolean("none"));
            Assert.Null(config.GetSecretObject<Named>("none"));
        });
    }

    [Fact]
    public async Task Secret_getters_give_secret_outputs()
    {
        Output<string> text = null!;
        Output<int> number = null!;
        Output<int[]> list = null!;
        await WithConfigAsync(config =>
        {
            text = config.RequireSecret("text");
            number = config.RequireSecretInt32("number");
            list = config.RequireSecretObject<int[]>("list");
        });

        Assert.Equal("hello", await OutputUtilities.GetValueAsync(text));
        Assert.Equal(42, await OutputUtilities.GetValueAsync(number));
        Assert.Equal(new[] { 1, 2 }, await OutputUtilities.GetValueAsync(list));
        Assert.True(await Output.IsSecretAsync(text));
        Assert.True(await Output.IsSecretAsync(number));
        Assert.True(await Output.IsSecretAsync(list));
    }

    [Fact]
    public async Task Objects_are_case_sensitive_unless_options_say_otherwise()
    {
        await WithConfigAsync(config =>
        {
            Assert.Equal(("a", 0), Parts(config.RequireObject<Named>("object")));
            Assert.Equal(("a", 1), Parts(config.RequireObject<Named>("object", _web)));
        });

        static (string?, int) Parts(Named named) => (named.Name, named.Other);
    }

    [Theory]
    [InlineData("boolean", "Configuration 'project:text' value 'hello' is not a valid Boolean")]
    [InlineData("int32", "Configuration 'project:text' value 'hello' is not a valid Int32")]
    [InlineData("double", "Configuration 'project:text' value 'hello' is not a valid Double")]
    [InlineData("object", "Configuration 'project:text' value 'hello' is not a valid Tests.Standins.ConfigTests+Named")]
    [InlineData(
        "strict",
        "Configuration 'project:object' value '{\"Name\":\"a\",\"other\":1}' is not a valid Tests.Standins.ConfigTests+Named"
    )]
    [InlineData(
        "missing",
        "Missing Required configuration variable 'project:none'\n\tplease set a value using the command `pulumi config set project:none <value>`"
    )]
    public async Task A_bad_value_is_named_with_its_key(string what, string message)
    {
        var error = await Assert.ThrowsAsync<RunException>(() =>
            WithConfigAsync(config =>
                _ = what switch
                {
                    "boolean" => config.GetBoolean("text") as object,
                    "int32" => config.GetInt32("text"),
                    "double" => config.RequireDouble("text"),
                    "object" => config.GetObject<Named>("text"),
                    "strict" => config.GetObject<Named>("object", _strict),
                    _ => config.RequireInt32("none"),
                }
            )
        );

        Assert.Equal(message, error.Message);
    }

    private static async Task WithConfigAsync(Action<Config> use)
    {
        using var variable = new EnvironmentVariable("PULUMI_CONFIG", Json);
        await Deployment.TestAsync(new EchoMocks(), new TestOptions(), () => use(new Config()));
    }

    private sealed record Named(string? Name, int Other);
}
