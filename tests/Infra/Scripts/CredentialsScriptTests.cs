namespace Tests.Infra.Scripts;

public sealed class CredentialsScriptTests : IDisposable
{
    private const string Configuration = """{"auths":{"registry.example:5000":{"auth":"c2VjcmV0"}}}""";

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Services_with_an_image_of_the_registry_are_given_the_credential_and_no_other()
    {
        _machine.Set(
            "stack-services",
            """
            id1 dev_web registry.example:5000/shop/web:1@sha256:0123
            id2 dev_proxy nginx:1.28
            id3 dev_hub shop/api:1
            id4 dev_api registry.example:5000/api:2
            """
        );

        var ran = Run("registry.example:5000");

        Assert.Equal(
            (
                0,
                "",
                "node1: dev_web has the credential for registry.example:5000\nnode1: dev_api has the credential for registry.example:5000\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
        Assert.Equal(
            [
                "docker version",
                "docker service ls --filter label=com.docker.stack.namespace=dev --format {{.ID}} {{.Name}} {{.Image}}",
                "docker service update --quiet --detach --with-registry-auth id1",
                "docker service update --quiet --detach --with-registry-auth id4",
            ],
            ran.Calls
        );
        Assert.Equal(Configuration, _machine.Read("client-configuration"));
    }

    [Fact]
    public void An_image_without_a_registry_is_one_of_Docker_Hub()
    {
        _machine.Set("stack-services", "id1 dev_web localhost/web:1\nid2 dev_proxy nginx:1.28\nid3 dev_hub shop/api:1");

        Assert.Equal(
            "node1: dev_proxy has the credential for docker.io\nnode1: dev_hub has the credential for docker.io\n",
            Run("docker.io").Said
        );
    }

    [Fact]
    public void Before_the_first_service_there_is_nothing_to_do() =>
        Assert.Equal((0, "", ""), Run("registry.example:5000") is var ran ? (ran.ExitCode, ran.Output, ran.Said) : default);

    [Fact]
    public void An_update_that_somebody_else_makes_at_the_same_moment_is_waited_for()
    {
        _machine.Set("stack-services", "id1 dev_web registry.example:5000/web:1").Set("out-of-sequence", "");

        var ran = Run("registry.example:5000");

        Assert.Equal((0, "node1: dev_web has the credential for registry.example:5000\n"), (ran.ExitCode, ran.Said));
    }

    private Ran Run(string registry) =>
        _machine.Run("credentials", Configuration, ("NODE", "node1"), ("REGISTRY", registry), ("STACK", "dev"));
}
