using Local.Cli;
using Local.Cli.Vms;
using Local.Machines;

namespace Tests.Local.Cli.Vms;

/// <summary>The machines in a file that was there before, and may hold what its user added.</summary>
public sealed class HostsFileTests
{
    private const string KeyFile = "/home/ada/swarm/.swarm/.vms/operator";

    private static readonly BareMachine[] _machines = [Machine(1, "manager"), Machine(2, "worker")];

    [Fact]
    public void An_empty_file_gets_what_is_printed_otherwise() =>
        Assert.Equal(HostsConfiguration.Of(_machines, KeyFile), HostsFile.Merge("Pulumi.vms.yaml", "", _machines, KeyFile));

    [Fact]
    public void The_same_machines_change_nothing() =>
        Assert.Equal(
            HostsConfiguration.Of(_machines, KeyFile),
            HostsFile.Merge("Pulumi.vms.yaml", HostsConfiguration.Of(_machines, KeyFile), _machines, KeyFile)
        );

    [Fact]
    public void Machines_that_were_made_anew_are_brought_up_to_date_and_all_else_stays_as_it_is_written() =>
        Assert.Equal(
            """
            # My lab.
            encryptionsalt: v1:abc:v1:def
            config:
              swarm:provider: hosts
              swarm:dockerChannel: docker   # newer
              swarm:sshPrivateKeyFile: /home/ada/swarm/.swarm/.vms/operator
              swarm:stackFiles: [stacks/mine.yaml]
              swarm:hosts:
                # Both are managers here.
                - name: node1
                  role: manager
                  address: 127.1.2.1
                  port: 20022 # as printed
                  user: admin
                  privateAddress: 10.30.0.11
                  hostKey: ssh-ed25519 AAAA1
                  labels: {disk: ssd}
                - {name: node2, hostKey: "ssh-ed25519 AAAA2", role: manager, address: "127.1.2.2", port: 20022, user: admin, privateAddress: 10.30.0.12}
                - name: mine
                  role: worker
                  address: 192.0.2.7
              # The last word.
              swarm:variables:
                TAG: "1.28"

            """,
            HostsFile.Merge(
                "Pulumi.vms.yaml",
                """
                # My lab.
                encryptionsalt: v1:abc:v1:def
                config:
                  swarm:provider: hosts
                  swarm:dockerChannel: docker   # newer
                  swarm:sshPrivateKeyFile: /tmp/old
                  swarm:stackFiles: [stacks/mine.yaml]
                  swarm:hosts:
                    # Both are managers here.
                    - name: node1
                      role: manager
                      address: 127.9.9.9
                      port: 20022 # as printed
                      user: admin
                      privateAddress: 10.30.0.11
                      hostKey: ssh-ed25519 OLD
                      labels: {disk: ssd}
                    - {name: node2, role: manager, address: 127.9.9.8, port: 20022, user: admin, privateAddress: 10.30.0.12}
                    - name: mine
                      role: worker
                      address: 192.0.2.7
                  # The last word.
                  swarm:variables:
                    TAG: "1.28"

                """,
                _machines,
                KeyFile
            )
        );

    [Fact]
    public void What_lacks_is_added() =>
        Assert.Equal(
            """
            config:
              swarm:provider: hosts
              swarm:sshPrivateKeyFile: /home/ada/swarm/.swarm/.vms/operator
              swarm:dockerVersion: "28"
              swarm:hosts:
                - name: node1
                  role: manager
                  address: 127.1.2.1
                  port: 20022
                  user: admin
                  privateAddress: 10.30.0.11
                  hostKey: ssh-ed25519 AAAA1
                - name: node2
                  role: worker
                  address: 127.1.2.2
                  port: 20022
                  user: admin
                  privateAddress: 10.30.0.12
                  hostKey: ssh-ed25519 AAAA2
              swarm:managers: 1

            """,
            HostsFile.Merge(
                "Pulumi.vms.yaml",
                """
                config:
                  swarm:dockerVersion: "28"
                  swarm:hosts:
                    - name: node1
                      role: manager
                      address: 127.1.2.1
                      port: 20022
                      user: admin
                      privateAddress: 10.30.0.11
                      hostKey: ssh-ed25519 AAAA1
                  swarm:managers: 1

                """,
                _machines,
                KeyFile
            )
        );

    [Fact]
    public void A_file_without_configuration_keeps_what_it_has() =>
        Assert.Equal(
            "encryptionsalt: v1:abc:v1:def\n" + HostsConfiguration.Of(_machines, KeyFile),
            HostsFile.Merge("Pulumi.vms.yaml", "encryptionsalt: v1:abc:v1:def", _machines, KeyFile)
        );

    [Theory]
    [InlineData(
        "config:\n  swarm:provider: aws\n",
        "its swarm:provider is \"aws\", so it is not a stack of hosts. Name another with --stack"
    )]
    [InlineData("config: [1]\n", "its config is not a map with one setting per line")]
    [InlineData("config:\n", "its config is empty; write the settings there, or remove the line")]
    [InlineData("config:\n  swarm:hosts: x\n", "its swarm:hosts is not a list with one host per line")]
    [InlineData("- a\n", "it is not a map of settings")]
    public void What_cannot_be_kept_is_refused(string text, string why) =>
        Assert.Equal(
            $"Pulumi.vms.yaml is left as it is, since {why}. Correct it and run this again, or run ./swarm vms, which prints what belongs there",
            Assert.Throws<RefusedCommandException>(() => HostsFile.Merge("Pulumi.vms.yaml", text, _machines, KeyFile)).Message
        );

    private static BareMachine Machine(int number, string role) =>
        new($"node{number}", role, $"127.1.2.{number}", 20022, "admin", $"10.30.0.1{number}", $"ssh-ed25519 AAAA{number}");
}
