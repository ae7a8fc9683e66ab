using System.Diagnostics;
using System.Globalization;
using Infra.Remote;
using Local.Providers.Tls;
using Tests.Local.Providers.Command;

namespace Tests.Infra.Scripts;

/// <summary>The scripts that run ssh on this computer, through one real sshd to another.</summary>
public sealed class HopScriptTests(LoopbackSshd sshd) : IClassFixture<LoopbackSshd>
{
    // Both let the same user in with the same key, and one is as good a hop as another.
    private int Port => sshd.Resolve("127.0.0.1", 22);

    [SkippableFact]
    public void A_node_is_reached_through_the_hop()
    {
        var (code, output, said) = Reach();

        Assert.Equal((0, "the node's\n", ""), (code, output, said));
    }

    [SkippableFact]
    public void Another_host_key_of_the_hop_is_final_and_the_hop_named()
    {
        var (code, _, said) = Reach(("HOP_KNOWN_HOST", $"bastion {KeyPair.Ed25519().PublicOpenSsh}"));

        Assert.Equal(1, code);
        Assert.Matches(
            $@"\nnode2: bastion at 127\.0\.0\.1, port {Port}, through which it is reached, shows a host key \(SHA256:[A-Za-z0-9+/]{{43}}\) other than the pinned one: another machine answers there, or bastion was set up anew; in that case replace it \(pulumi up --replace\)\.\n$",
            "\n" + said
        );
    }

    [SkippableFact]
    public void Another_host_key_of_the_node_behind_it_is_final_and_the_node_named()
    {
        var (code, _, said) = Reach(("KNOWN_HOST", $"node2 {KeyPair.Ed25519().PublicOpenSsh}"));

        Assert.Equal(1, code);
        Assert.Matches(
            $@"^node2: the machine at 127\.0\.0\.1, port {Port}, shows a host key \(SHA256:[A-Za-z0-9+/]{{43}}\) other than the pinned one: check the host key\.\n$",
            said
        );
    }

    [SkippableFact]
    public void A_key_that_the_hop_refuses_is_final_and_the_hop_named()
    {
        var (code, _, said) = Reach(("HOP_USER", "nobody-of-this-name"));

        Assert.Equal(1, code);
        Assert.EndsWith(
            $"node2: bastion at 127.0.0.1, port {Port}, through which it is reached, refuses the key: check that swarm:sshPrivateKeyFile is what it was when bastion was made.\n",
            said
        );
    }

    [SkippableFact]
    public void A_node_that_does_not_answer_the_hop_is_given_up_in_time_with_what_the_hop_says()
    {
        var closed = LoopbackSshd.FreePort().ToString(CultureInfo.InvariantCulture);

        var (code, _, said) = Reach(("PORT", closed), ("PATIENCE", "0"));

        Assert.Equal(
            $"node2: 127.0.0.1, port {closed}, does not answer by SSH after 0 s (bastion: channel 0: open failed: connect failed: Connection refused). "
                + "Check that the machine runs, its address and port, and that its firewall lets this computer in.\n",
            said
        );
        Assert.Equal(1, code);
    }

    [SkippableFact]
    public void A_node_that_goes_says_that_the_hop_is_at_fault_and_goes()
    {
        var script = Script.Here("leave").After("hop");

        var (code, output, said) = Run(
            script.OnThisComputer(ScriptPart.Delete),
            Script.StandardInput(null, script),
            ("HOP_USER", "nobody-of-this-name")
        );

        Assert.Equal((0, ""), (code, output));
        Assert.EndsWith(
            $"node2: bastion at 127.0.0.1, port {Port}, through which it is reached, refuses the key: check that swarm:sshPrivateKeyFile is what it was when bastion was made.\n"
                + "node2: did not answer, so it could not leave the swarm itself. If it comes back, run 'docker swarm leave --force' on it.\n",
            said
        );
    }

    private (int Code, string Output, string Said) Reach(params (string Name, string Value)[] other)
    {
        var script = Script.Here("reach").After("hop");
        return Run(script.OnThisComputer(ScriptPart.Create), Script.StandardInput(script, null), other);
    }

    private (int Code, string Output, string Said) Run(string command, string input, params (string Name, string Value)[] other)
    {
        LoopbackSshd.SkipUnlessInstalled();
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var port = Port.ToString(CultureInfo.InvariantCulture);
        foreach (
            var (name, value) in new[]
            {
                ("NODE", "node2"),
                ("ADDRESS", "127.0.0.1"),
                ("PORT", port),
                ("SSH_USER", Environment.UserName),
                ("KNOWN_HOST", $"node2 {sshd.HostKey}"),
                ("PRIVATE_KEY", sshd.UserKey),
                ("COMMAND", "cat"),
                ("INPUT", "the node's\n"),
                ("PATIENCE", "300"),
                ("GRACE", "0"),
                ("CHECK_KEY", "check the key"),
                ("CHECK_HOST_KEY", "check the host key"),
                ("HOP", "bastion"),
                ("HOP_ADDRESS", "127.0.0.1"),
                ("HOP_PORT", port),
                ("HOP_USER", Environment.UserName),
                ("HOP_KNOWN_HOST", $"bastion {sshd.HostKey}"),
            }.Concat(other)
        )
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, said.Result);
    }
}
