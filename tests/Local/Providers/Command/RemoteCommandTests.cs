using System.Globalization;
using Local.Providers.Command;
using Local.Providers.Contract;
using Local.Providers.Tls;

namespace Tests.Local.Providers.Command;

public sealed class RemoteCommandTests(LoopbackSshd sshd, LoopbackHop hop) : IClassFixture<LoopbackSshd>, IClassFixture<LoopbackHop>
{
    private const string Type = "command:remote:Command";
    private readonly Operations _operations = new();
    private readonly IProvider _provider = new CommandProviderFactory(sshd, "/").Create(PropertyMap.Empty);

    [SkippableFact]
    public async Task What_a_command_prints_becomes_its_outputs_and_is_shown_line_by_line()
    {
        var state = await CreateAsync("echo one; echo two; echo wrong >&2");

        Assert.Equal("one\ntwo", state.Outputs["stdout"].AsString);
        Assert.Equal("wrong", state.Outputs["stderr"].AsString);
        Assert.Equal(["one", "two", "wrong"], _operations.Lines.Select(line => line.Line).Order());
        Assert.All(_operations.Lines, line => Assert.Equal(LogLevel.Info, line.Level));
    }

    [SkippableTheory]
    [InlineData("stdout", "out")]
    [InlineData("stderr", "err")]
    [InlineData("none")]
    public async Task Only_the_chosen_streams_are_shown(string logging, params string[] shown)
    {
        var state = await CreateAsync("echo out; echo err >&2", ("logging", logging));

        Assert.Equal(shown, _operations.Lines.Select(line => line.Line));
        Assert.Equal("out", state.Outputs["stdout"].AsString);
        Assert.Equal("err", state.Outputs["stderr"].AsString);
    }

    [SkippableFact]
    public async Task A_failing_command_says_its_exit_status_its_text_and_all_that_it_printed()
    {
        var error = await FailsAsync("echo before; echo broken >&2; exit 3");

        Assert.StartsWith("Process exited with status 3: running \"echo before; echo broken >&2; exit 3\":\n", error);
        Assert.Equal(["before", "broken"], error.Split('\n')[1..].Order());
    }

    [SkippableFact]
    public async Task A_command_killed_by_a_signal_says_which() =>
        Assert.StartsWith("Process exited with status 137 from signal KILL: running \"kill -9 $$\"", await FailsAsync("kill -9 $$"));

    [SkippableFact]
    public async Task Standard_input_arrives_whole_and_its_end_too()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"line {number}\n"));

        var state = await CreateAsync("wc -c; wc -c", ("stdin", text), ("logging", "none"));

        Assert.Equal($"{text.Length}\n0", state.Outputs["stdout"].AsString);
    }

    [SkippableFact]
    public async Task A_command_that_reads_without_being_given_input_sees_its_end_at_once() =>
        Assert.Equal("0", (await CreateAsync("wc -c")).Outputs["stdout"].AsString);

    [SkippableFact]
    public async Task Much_output_on_both_streams_arrives_whole()
    {
        var state = await CreateAsync("seq 1 50000; seq 1 50000 >&2", ("logging", "none"));

        var expected = string.Join('\n', Enumerable.Range(1, 50_000).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(expected, state.Outputs["stdout"].AsString);
        Assert.Equal(expected, state.Outputs["stderr"].AsString);
    }

    [SkippableFact]
    public async Task What_a_failing_command_prints_is_told_whole_whatever_may_be_logged()
    {
        var error = await FailsAsync("cat; echo 'no route' >&2; exit 1", ("stdin", "not hidden\n"), ("logging", "none"));

        Assert.Equal(["no route", "not hidden"], error.Split('\n')[1..].Order());
        Assert.Empty(_operations.Lines);
    }

    [SkippableFact]
    public async Task A_host_with_another_key_is_refused_and_nothing_runs()
    {
        var witness = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var error = await FailsAsync(
            $"touch {witness}",
            ("connection", sshd.Connection.With("hostKey", KeyPair.Ed25519().PublicOpenSsh).With("dialErrorLimit", 1))
        );

        Assert.Equal("after 1 failed attempts: ssh: handshake failed: ssh: host key mismatch", error);
        Assert.Equal(["Dial 1/1 failed: retrying"], _operations.Statuses);
        Assert.False(File.Exists(witness));
    }

    [SkippableFact]
    public async Task A_host_that_does_not_answer_is_dialled_again_and_then_given_up_with_the_reason()
    {
        var port = LoopbackSshd.FreePort();

        var error = await FailsAsync("true", ("connection", sshd.Connection.With("port", port).With("dialErrorLimit", 3)));

        Assert.Equal($"after 3 failed attempts: dial tcp 127.0.0.1:{port}: connect: connection refused", error);
        Assert.Equal(["Dial 1/3 failed: retrying", "Dial 2/3 failed: retrying", "Dial 3/3 failed: retrying"], _operations.Statuses);
    }

    [SkippableFact]
    public async Task A_host_is_reached_through_another_one()
    {
        var state = await ThroughAsync("cat; exit 0", sshd.Connection, hop.Connection, ("stdin", "text\n"));

        Assert.Equal("text", state.Outputs["stdout"].AsString);
        Assert.DoesNotContain(_operations.Statuses, status => status.StartsWith("Dial", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Another_key_of_the_host_on_the_way_is_refused_and_that_one_named()
    {
        var stranger = hop.Connection.With("hostKey", KeyPair.Ed25519().PublicOpenSsh).With("dialErrorLimit", 1);

        Assert.Equal(
            "proxy: 127.0.0.1:23: after 1 failed attempts: ssh: handshake failed: ssh: host key mismatch",
            await ThroughFailsAsync(sshd.Connection, stranger)
        );
        Assert.Equal(["Dial proxy 1/1 failed: retrying"], _operations.Statuses);
    }

    [SkippableFact]
    public async Task Another_key_of_the_host_behind_it_is_refused_at_once_and_that_one_named()
    {
        var stranger = sshd.Connection.With("hostKey", KeyPair.Ed25519().PublicOpenSsh);

        Assert.Equal(
            $"proxy: 127.0.0.1:{sshd.Resolve("", 22)}: ssh: handshake failed: ssh: host key mismatch",
            await ThroughFailsAsync(stranger, hop.Connection)
        );
        Assert.DoesNotContain(_operations.Statuses, status => status.StartsWith("Dial", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_host_behind_another_one_that_does_not_know_the_key_is_not_asked_again()
    {
        var stranger = sshd.Connection.With("privateKey", KeyPair.Ed25519().PrivateOpenSsh);

        Assert.Equal(
            $"proxy: 127.0.0.1:{sshd.Resolve("", 22)}: ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain",
            await ThroughFailsAsync(stranger, hop.Connection)
        );
        Assert.DoesNotContain(_operations.Statuses, status => status.StartsWith("Dial", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_host_behind_another_one_that_does_not_answer_is_given_up_in_the_end()
    {
        var port = LoopbackSshd.FreePort();

        Assert.StartsWith(
            $"proxy: 127.0.0.1:{port}: after 2 failed attempts: ",
            await ThroughFailsAsync(sshd.Connection.With("port", port).With("dialErrorLimit", 2), hop.Connection)
        );
    }

    [Fact]
    public void A_connection_through_another_host_pins_the_key_of_that_one_too()
    {
        var check = _provider.Check(
            Operations.Of(Type),
            null,
            PropertyMap
                .Empty.With("create", "true")
                .With("connection", sshd.Connection.With("proxy", hop.Connection.Without("hostKey").With("proxy", PropertyMap.Empty)))
        );

        Assert.Equal(
            [
                "connection.proxy.hostKey is missing: no connection is made to 127.0.0.1 without a pinned host key; set it to the host's public key, such as \"ssh-ed25519 AAAA…\"",
                "connection.proxy.proxy is not supported locally; supported are host, port, user, privateKey, privateKeyPassword, password, hostKey, dialErrorLimit, perDialTimeout",
            ],
            check.Failures.Select(failure => failure.Reason).Order(StringComparer.Ordinal)
        );
        Assert.Equal(15, check.Inputs.Map("connection")!.Reveal().Map("proxy")!.Whole("perDialTimeout"));
    }

    private Task<ResourceState> ThroughAsync(
        string create,
        PropertyMap connection,
        PropertyMap proxy,
        params (string, PropertyValue)[] inputs
    )
    {
        // The hop knows the port as it is, and only this computer looks for the hop itself elsewhere.
        LoopbackSshd.SkipUnlessInstalled();
        var real = connection["port"].AsNumber == 22 ? connection.With("port", sshd.Resolve("127.0.0.1", 22)) : connection;
        return new CommandProviderFactory(hop, "/")
            .Create(PropertyMap.Empty)
            .CreateAsync(_operations.On(Type), Inputs(create, [("connection", real.With("proxy", proxy)), .. inputs]), default);
    }

    private async Task<string> ThroughFailsAsync(PropertyMap connection, PropertyMap proxy) =>
        (await Assert.ThrowsAsync<ProviderException>(() => ThroughAsync("true", connection, proxy))).Message;

    [SkippableFact]
    public async Task A_key_that_the_host_does_not_know_is_said_to_be_refused() =>
        Assert.Equal(
            "after 1 failed attempts: ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain",
            await FailsAsync(
                "true",
                ("connection", sshd.Connection.With("privateKey", KeyPair.Ed25519().PrivateOpenSsh).With("dialErrorLimit", 1))
            )
        );

    [SkippableFact]
    public async Task A_key_in_the_PKCS8_form_that_tls_calls_privateKeyPem_logs_in() =>
        Assert.Equal(
            "in",
            (await CreateAsync("echo in", ("connection", sshd.Connection.With("privateKey", sshd.UserKeyPkcs8)))).Outputs["stdout"].AsString
        );

    [SkippableFact]
    public async Task A_command_over_its_time_limit_is_stopped_and_says_so()
    {
        LoopbackSshd.SkipUnlessInstalled();

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.CreateAsync(_operations.On(Type, timeout: TimeSpan.FromSeconds(5)), Inputs("echo started; sleep 300"), default)
        );

        Assert.Equal(
            "Stopped after 5 s, its time limit (CustomTimeouts of the resource): running \"echo started; sleep 300\":\nstarted",
            error.Message
        );
    }

    [SkippableFact]
    public async Task A_cancelled_command_is_killed_on_the_host()
    {
        LoopbackSshd.SkipUnlessInstalled();
        using var cancellation = new CancellationTokenSource();
        int? process = null;
        var operation = _operations.On(Type) with
        {
            Log = (_, line) =>
            {
                process = int.Parse(line, CultureInfo.InvariantCulture);
                cancellation.Cancel();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _provider.CreateAsync(operation, Inputs("echo $$; sleep 300"), cancellation.Token)
        );

        await EventuallyAsync(() => !Directory.Exists($"/proc/{process}"));
    }

    [SkippableFact]
    public async Task Each_command_is_a_login_of_its_own()
    {
        var first = await CreateAsync("echo $SSH_CONNECTION");
        var second = await CreateAsync("echo $SSH_CONNECTION");

        Assert.NotEqual(first.Outputs["stdout"].AsString, second.Outputs["stdout"].AsString);
    }

    [SkippableFact]
    public async Task Deleting_runs_the_recorded_command_over_the_recorded_connection()
    {
        var witness = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var state = await CreateAsync("true", ("delete", $"touch {witness}"));
        var elsewhere = Inputs("true", ("connection", sshd.Connection.With("port", LoopbackSshd.FreePort())));

        await _provider.DeleteAsync(_operations.On(Type), state.Id, elsewhere, state.Outputs.Reveal(), default);

        Assert.True(File.Exists(witness));
        File.Delete(witness);
    }

    [SkippableFact]
    public async Task An_update_runs_the_update_command_or_else_the_create_command_again()
    {
        LoopbackSshd.SkipUnlessInstalled();
        var old = Inputs("echo created").With("stdout", "before");

        var updated = await _provider.UpdateAsync(
            _operations.On(Type),
            "id",
            old,
            old,
            Inputs("echo created", ("update", "echo updated")),
            default
        );
        var createdAgain = await _provider.UpdateAsync(_operations.On(Type), "id", old, old, Inputs("echo created again"), default);

        Assert.Equal("updated", updated.Outputs["stdout"].AsString);
        Assert.Equal("created again", createdAgain.Outputs["stdout"].AsString);
    }

    [Fact]
    public async Task Without_a_create_command_nothing_is_run_and_no_connection_made()
    {
        var state = await _provider.CreateAsync(
            _operations.On(Type),
            PropertyMap.Empty.With("connection", sshd.Connection.With("port", 1)).With("delete", "x"),
            default
        );

        Assert.Equal("", state.Outputs["stdout"].AsString);
        Assert.Matches("^it[0-9a-f]{8}$", state.Id);
        Assert.Empty(_operations.Statuses);
    }

    private Task<ResourceState> CreateAsync(string create, params (string Key, PropertyValue Value)[] inputs)
    {
        LoopbackSshd.SkipUnlessInstalled();
        return _provider.CreateAsync(_operations.On(Type), Inputs(create, inputs), default);
    }

    private async Task<string> FailsAsync(string create, params (string Key, PropertyValue Value)[] inputs) =>
        (await Assert.ThrowsAsync<ProviderException>(() => CreateAsync(create, inputs))).Message;

    private PropertyMap Inputs(string create, params (string Key, PropertyValue Value)[] inputs) =>
        inputs.Aggregate(
            PropertyMap.Empty.With("create", create).With("connection", sshd.Connection).With("addPreviousOutputInEnv", false),
            (map, input) => map.With(input.Key, input.Value)
        );

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(20, bound.Token);
        }
    }
}
