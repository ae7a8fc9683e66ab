namespace Tests.Infra.Scripts;

public sealed class ReachScriptTests : IDisposable
{
    private const string Refused = "ssh: connect to host 192.0.2.12 port 2222: Connection refused";
    private const string WrongKey = "admin@192.0.2.12: Permission denied (publickey).";
    private const string OtherHostKey =
        @"@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nThe fingerprint for the ED25519 key sent by the remote host is\nSHA256:Rx2.\nHost key verification failed.";

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_machine_that_answers_runs_its_script_over_a_connection_with_a_pinned_host_key_and_this_key_only()
    {
        var ran = Run();

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        var path = _machine.Read("key-path").Trim();
        Assert.Equal(
            [
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=10",
                "-o",
                "ServerAliveInterval=15",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                $"IdentityFile={path}",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                $"UserKnownHostsFile={Path.GetDirectoryName(path)}/known_hosts",
                "-o",
                "HostKeyAlias=node2",
                "-o",
                "LogLevel=ERROR",
                "-p",
                "2222",
                "-l",
                "admin",
                "--",
                "192.0.2.12",
                "NODE='node2' /bin/sh ready",
            ],
            _machine.Read("ssh-arguments").TrimEnd('\n').Split('\n')
        );
        Assert.Equal("the script\n", _machine.Read("ssh-input"));
        Assert.Equal("the private key\n", _machine.Read("key"));
        Assert.Equal("600\n", _machine.Read("key-mode"));
        Assert.Equal("node2 ssh-ed25519 AAAA\n", _machine.Read("known"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void What_the_machine_itself_finds_wrong_is_said_at_once()
    {
        _machine.Set("ready-says", "node2: cloud-init failed.");

        var ran = Run();

        Assert.Equal((1, "node2: cloud-init failed.\n"), (ran.ExitCode, ran.Said));
        Assert.Single(Tries(ran));
    }

    [Fact]
    public void A_machine_that_boots_is_waited_for_with_one_line_a_minute()
    {
        _machine.Set("ssh-says", string.Join('\n', Enumerable.Repeat(Refused, 9)) + "\n");

        var ran = Run();

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            $"node2: waits for SSH at 192.0.2.12, port 2222 ({Refused})\nnode2: waits for SSH at 192.0.2.12, port 2222 ({Refused})\n",
            ran.Said
        );
        Assert.Equal(10, Tries(ran).Count());
    }

    [Fact]
    public void A_machine_that_never_answers_is_given_up_in_time()
    {
        var ran = Run(_machine.Set("ssh-says", Refused));

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(
            $"node2: 192.0.2.12, port 2222, does not answer by SSH after 300 s ({Refused}). Check that the machine runs, its address and port, and that its firewall lets this computer in.",
            ran.Said.TrimEnd('\n').Split('\n')[^1]
        );
        Assert.InRange(Tries(ran).Count(), 25, 35);
    }

    [Fact]
    public void A_key_that_the_machine_refuses_is_final_at_once()
    {
        var ran = Run(_machine.Set("ssh-says", WrongKey));

        Assert.Equal((1, "node2: admin@192.0.2.12, port 2222, refuses the key: check the key.\n"), (ran.ExitCode, ran.Said));
        Assert.Single(Tries(ran));
    }

    [Fact]
    public void Another_host_key_is_final_at_once_and_its_fingerprint_is_told()
    {
        var ran = Run(_machine.Set("ssh-says", OtherHostKey));

        Assert.Equal(
            (
                1,
                "node2: the machine at 192.0.2.12, port 2222, shows a host key (SHA256:Rx2) other than the pinned one: check the host key.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Single(Tries(ran));
    }

    [Fact]
    public void A_machine_whose_first_boot_has_not_made_the_user_yet_has_a_while_for_it()
    {
        var ran = Run(_machine.Set("ssh-says", $"{WrongKey}\n{WrongKey}\n"), grace: "120");

        Assert.Equal((0, $"node2: waits for SSH at 192.0.2.12, port 2222 ({WrongKey})\n"), (ran.ExitCode, ran.Said));
    }

    [Fact]
    public void And_no_longer_than_that()
    {
        var ran = Run(_machine.Set("ssh-says", WrongKey), grace: "120");

        Assert.Equal(
            (1, "node2: admin@192.0.2.12, port 2222, refuses the key: check the key."),
            (ran.ExitCode, ran.Said.TrimEnd('\n').Split('\n')[^1])
        );
        Assert.InRange(Tries(ran).Count(), 11, 15);
    }

    [Fact]
    public void A_computer_without_ssh_is_told_what_to_install()
    {
        var ran = Run(_machine.Remove("ssh"));

        Assert.Equal((1, "node2: there is no ssh on this computer. Install the OpenSSH client.\n"), (ran.ExitCode, ran.Said));
    }

    private static IEnumerable<string> Tries(Ran ran) => ran.Calls.Where(call => call == "ssh");

    private Ran Run(FakeMachine? prepared = null, string grace = "0") =>
        (prepared ?? _machine).RunHere(
            "reach",
            ("NODE", "node2"),
            ("ADDRESS", "192.0.2.12"),
            ("PORT", "2222"),
            ("SSH_USER", "admin"),
            ("KNOWN_HOST", "node2 ssh-ed25519 AAAA"),
            ("PRIVATE_KEY", "the private key"),
            ("COMMAND", "NODE='node2' /bin/sh ready"),
            ("INPUT", "the script\n"),
            ("PATIENCE", "300"),
            ("GRACE", grace),
            ("CHECK_KEY", "check the key"),
            ("CHECK_HOST_KEY", "check the host key")
        );
}
