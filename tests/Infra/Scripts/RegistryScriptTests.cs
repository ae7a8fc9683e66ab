namespace Tests.Infra.Scripts;

public sealed class RegistryScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_registry_that_gives_its_images_needs_no_word_and_the_credential_is_in_no_argument()
    {
        var ran = Run("registry.example/web:1 registry.example/api:2");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal("X-Registry-Auth: c2VjcmV0\n", _machine.Read("header"));
        Assert.Equal(
            ["http://localhost/distribution/registry.example/web:1/json", "http://localhost/distribution/registry.example/api:2/json"],
            ran.Calls.Where(call => call.StartsWith("curl ", StringComparison.Ordinal)).Select(call => call.Split(' ')[^1])
        );
        Assert.DoesNotContain(ran.Calls, call => call.Contains("c2VjcmV0", StringComparison.Ordinal));
    }

    // As engines answer: 28.5 with a basic-auth registry, Docker Hub's two ways, and a registry behind a proxy.
    [Theory]
    [InlineData(
        """{"message":"Get \"https://registry.example/v2/\": unauthorized: authentication required"}""",
        "401",
        "Get \\\"https://registry.example/v2/\\\": unauthorized: authentication required"
    )]
    [InlineData("""{"message":"unauthorized: incorrect username or password"}""", "500", "unauthorized: incorrect username or password")]
    [InlineData(
        """{"message":"errors: denied: requested access to the resource is denied"}""",
        "403",
        "errors: denied: requested access to the resource is denied"
    )]
    [InlineData("", "401", "HTTP 401")]
    public void A_wrong_password_names_the_registry_the_user_and_the_images(string body, string code, string reason)
    {
        _machine.Set("distribution", $"{body}\n {code}");

        var ran = Run("registry.example/web:1 registry.example/api:2");

        Assert.Equal(
            (
                1,
                "",
                $"node1: the registry registry.example refuses the user deploy the image registry.example/web:1, registry.example/api:2: {reason}. Correct the user and the password in swarm:registries, or what the user may pull.\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
    }

    [Theory]
    [InlineData("""{"message":"manifest unknown: manifest unknown"}""", "404", "manifest unknown: manifest unknown")]
    [InlineData(
        """{"message":"Get \"https://registry.example/v2/\": dial tcp 192.0.2.1:443: connect: connection refused"}""",
        "500",
        "Get \\\"https://registry.example/v2/\\\": dial tcp 192.0.2.1:443: connect: connection refused"
    )]
    [InlineData(
        "curl: (28) Operation timed out after 60000 milliseconds",
        "000",
        "curl: (28) Operation timed out after 60000 milliseconds"
    )]
    public void A_registry_that_has_not_the_image_or_does_not_answer_is_told_and_no_error(string body, string code, string reason)
    {
        _machine.Set("distribution", $"{body}\n {code}");

        var ran = Run("registry.example/web:1");

        Assert.Equal(
            (
                0,
                "",
                $"node1: the registry registry.example did not give registry.example/web:1 ({reason}): nodes that have the image run it, and no other node can\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
    }

    private Ran Run(string images) =>
        _machine.Run(
            "registry",
            "c2VjcmV0",
            ("NODE", "node1"),
            ("REGISTRY", "registry.example"),
            ("USER_NAME", "deploy"),
            ("IMAGES", images)
        );
}
