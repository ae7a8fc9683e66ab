using Local.Machines;
using Local.Providers.Command;
using Local.Providers.Contract;
using Moq;

namespace Tests.Local.Providers.Command;

public sealed class CommandPlanTests
{
    private const string Remote = "command:remote:Command";
    private readonly IProvider _provider = new CommandProviderFactory(Mock.Of<IEndpointResolver>(MockBehavior.Strict), "/").Create(
        PropertyMap.Empty
    );

    [Fact]
    public void A_connection_without_a_pinned_host_key_is_an_error_before_anything_is_created() =>
        Assert.Equal(
            [
                "connection.hostKey is missing: no connection is made to 10.0.0.1 without a pinned host key; set it to the host's public key, such as \"ssh-ed25519 AAAA…\"",
            ],
            Reasons(PropertyMap.Empty.With("host", "10.0.0.1").With("privateKey", "x"))
        );

    [Fact]
    public void All_that_is_wrong_with_a_connection_is_said_at_once() =>
        Assert.Equal(
            [
                "connection.agentSocketPath is not supported locally; supported are host, port, user, privateKey, privateKeyPassword, password, hostKey, dialErrorLimit, perDialTimeout, proxy",
                "connection.hostKey is \"ssh-rsa\"; it must be a public key, such as \"ssh-ed25519 AAAA…\"",
                "connection has neither privateKey nor password to log in to 10.0.0.1 with; set one",
            ],
            Reasons(PropertyMap.Empty.With("host", "10.0.0.1").With("hostKey", "ssh-rsa").With("agentSocketPath", "/agent"))
        );

    [Fact]
    public void Members_that_a_preview_does_not_know_yet_are_fine() =>
        Assert.Empty(
            Reasons(
                PropertyMap
                    .Empty.With("host", PropertyValue.Unknown)
                    .With("privateKey", PropertyValue.Unknown)
                    .With("hostKey", PropertyValue.Unknown)
            )
        );

    [Fact]
    public void The_genuine_defaults_are_filled_in_and_the_whole_connection_is_secret()
    {
        var inputs = Check(PropertyMap.Empty.With("host", "h").With("privateKey", "x").With("hostKey", PropertyValue.Unknown)).Inputs;

        Assert.True(inputs["connection"].IsSecret);
        var connection = inputs["connection"].AsMap;
        Assert.Equal(
            ("root", 22, 10, 15),
            (connection.Text("user"), connection.Whole("port"), connection.Whole("dialErrorLimit"), connection.Whole("perDialTimeout"))
        );
    }

    [Theory]
    [InlineData(
        "command:remote:Command",
        "environment",
        "environment is not supported locally; supported are addPreviousOutputInEnv, connection, create, delete, logging, stdin, triggers, update"
    )]
    [InlineData(
        "command:local:Command",
        "assetPaths",
        "assetPaths is not supported locally; supported are addPreviousOutputInEnv, create, delete, dir, environment, interpreter, logging, stdin, triggers, update"
    )]
    public void An_argument_that_would_be_ignored_is_an_error_instead(string type, string argument, string reason)
    {
        var check = _provider.Check(
            Operations.Of(type),
            null,
            PropertyMap.Empty.With("connection", PropertyValue.Unknown).With(argument, PropertyMap.Empty)
        );

        Assert.Contains(reason, check.Failures.Select(failure => failure.Reason));
    }

    [Fact]
    public void An_unknown_kind_of_logging_is_an_error() =>
        Assert.Equal(
            "logging is all; allowed are stdout, stderr, stdoutAndStderr, none",
            Assert
                .Single(_provider.Check(Operations.Of("command:local:Command"), null, PropertyMap.Empty.With("logging", "all")).Failures)
                .Reason
        );

    [Fact]
    public void Changed_triggers_replace_the_command_and_anything_else_updates_it()
    {
        var old = PropertyMap.Empty.With("create", "a").With("triggers", PropertyValue.Of([1]));
        var now = PropertyMap.Empty.With("create", "b").With("triggers", PropertyValue.Of([2]));

        var diff = _provider.Diff(Operations.Of(Remote), "id", old, old, now);

        Assert.Equal(["create", "triggers"], diff.Changes);
        Assert.Equal(["triggers"], diff.Replaces);
        Assert.Equal(DiffResult.None, _provider.Diff(Operations.Of(Remote), "id", old, old, old), (one, other) =>
            one.Changes.SequenceEqual(other.Changes) && one.Replaces.SequenceEqual(other.Replaces)
        );
    }

    private string[] Reasons(PropertyMap connection) => [.. Check(connection).Failures.Select(failure => failure.Reason)];

    private CheckResult Check(PropertyMap connection) =>
        _provider.Check(Operations.Of(Remote), null, PropertyMap.Empty.With("create", "x").With("connection", connection));
}
