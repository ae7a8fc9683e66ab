using Local.Cli.Vms;
using Local.Machines;

namespace Tests.Local.Cli.Vms;

public sealed class HostsConfigurationTests
{
    [Fact]
    public void Bare_machines_are_printed_as_a_stacks_configuration() =>
        Assert.Equal(
            """
            config:
              swarm:provider: hosts
              swarm:dockerChannel: distro
              swarm:sshPrivateKeyFile: /home/ada/swarm/.swarm/.vms/operator
              swarm:hosts:
                - name: node1
                  role: manager
                  address: 127.1.2.3
                  port: 20022
                  user: admin
                  privateAddress: 10.30.0.11
                  hostKey: ssh-ed25519 AAAA

            """,
            HostsConfiguration.Of(
                [new BareMachine("node1", "manager", "127.1.2.3", 20022, "admin", "10.30.0.11", "ssh-ed25519 AAAA")],
                "/home/ada/swarm/.swarm/.vms/operator"
            )
        );
}
