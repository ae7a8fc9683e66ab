namespace Tests.Infra.Settings;

/// <summary>Lists of existing hosts that are refused, each with all that the user is told.</summary>
internal static class BadHosts
{
    public static BadInput[] All { get; } =
    [
        new(
            "no hosts",
            [
                """swarm:hosts: received nothing; allowed: a list of hosts such as {name: node1, role: manager, address: 192.0.2.11, user: debian, hostKey: "ssh-ed25519 AAAA…"}. List the machines in Pulumi.<stack>.yaml; `./swarm vms` boots some and prints such a list.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
            },
        },
        new(
            "hosts that are no list",
            [
                """swarm:hosts: received "node1"; allowed: a list of hosts such as {name: node1, role: manager, address: 192.0.2.11, user: debian, hostKey: "ssh-ed25519 AAAA…"}. Write it as a list in Pulumi.<stack>.yaml.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] = "node1",
            },
        },
        new(
            "hosts as one object",
            [
                """swarm:hosts: received something other than a list; allowed: a list of hosts such as {name: node1, role: manager, address: 192.0.2.11, user: debian, hostKey: "ssh-ed25519 AAAA…"}. Write it as a list in Pulumi.<stack>.yaml.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}""",
            },
        },
        new(
            "a host that is only a text",
            [
                """swarm:hosts[0]: received "node1"; allowed: a list of hosts such as {name: node1, role: manager, address: 192.0.2.11, user: debian, hostKey: "ssh-ed25519 AAAA…"}. Give every host its keys.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] = """["node1"]""",
            },
        },
        new(
            "a host with a misspelt key",
            [
                """swarm:hosts[0].adress: received an unknown key; allowed: one of name, role, address, port, user, privateAddress, hostKey, labels, availability. Did you mean "address"?""",
                "swarm:hosts[0].address: received nothing; allowed: an IPv4 address or a host name. For example address: 192.0.2.11.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "adress": "192.0.2.11"}]""",
            },
        },
        new(
            "a host without a host key",
            [
                """swarm:hosts[0].hostKey: received nothing; allowed: the public SSH host key. For example hostKey: "ssh-ed25519 AAAA…", as `ssh-keyscan -t ed25519 ADDRESS` shows it after you have compared it on the machine.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] = """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian"}]""",
            },
        },
        new(
            "a host key that is none",
            [
                """swarm:hosts[0].hostKey: received "SHA256:abc"; allowed: the public SSH host key. For example hostKey: "ssh-ed25519 AAAA…", as `ssh-keyscan -t ed25519 ADDRESS` shows it after you have compared it on the machine.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "SHA256:abc"}]""",
            },
        },
        new(
            "a host key that sshd signs with in a way that the connection does not take",
            [
                """swarm:hosts[0].hostKey: received "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7vbqajDw4o6gJy8UtmIbkcpnk"; allowed: the public SSH host key. For example hostKey: "ssh-ed25519 AAAA…", as `ssh-keyscan -t ed25519 ADDRESS` shows it after you have compared it on the machine.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7vbqajDw4o6gJy8UtmIbkcpnk"}]""",
            },
        },
        new(
            "a host without a user",
            [
                "swarm:hosts[0].user: received nothing; allowed: the SSH user: root, or one who may use sudo without a password. For example user: debian.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "a host with a wrong role",
            ["""swarm:hosts[0].role: received "leader"; allowed: "manager" or "worker". For example role: worker."""]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "leader", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "a host with a wrong name",
            ["""swarm:hosts[0].name: received "Node_1"; allowed: a host name label: a to z, digits and hyphens. For example name: node1."""]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "Node_1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "a host with a port out of range",
            ["swarm:hosts[0].port: received 70000; allowed: a whole number from 1 to 65535. For example port: 22."]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "port": 70000}]""",
            },
        },
        new(
            "a port between quotes",
            ["""swarm:hosts[0].port: received "22"; allowed: a whole number from 1 to 65535. For example port: 22."""]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "port": "22"}]""",
            },
        },
        new(
            "a host name without a private address",
            [
                "swarm:hosts[0].privateAddress: received nothing, while address is a host name; allowed: the IPv4 address that the other nodes use. For example privateAddress: 10.0.0.11.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "node1.example", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "a private address that is none",
            [
                """swarm:hosts[0].privateAddress: received "10.0.0.256"; allowed: the IPv4 address that the other nodes use. For example privateAddress: 10.0.0.11.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "privateAddress": "10.0.0.256"}]""",
            },
        },
        new(
            "labels of a host that are no mapping",
            ["""swarm:hosts[0].labels: received ["ssd"]; allowed: a mapping of labels, such as {disk: ssd}. For example {disk: ssd}."""]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "labels": ["ssd"]}]""",
            },
        },
        new(
            "labels of a host that no constraint could name",
            [
                """swarm:hosts[0].labels: received the label "a b"; allowed: labels of letters, digits, dots, hyphens and underscores, at most 128, a letter, digit or underscore first. Choose another name.""",
                "swarm:hosts[0].labels.zone: received null; allowed: a text of one line and at most 255 characters, a number, true or false. For example zone: ssd.",
                """swarm:hosts[0].labels: received the label "pulumi.labels"; allowed: labels of your own: in this one the program keeps what it has set. Choose another name.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "labels": {"a b": "c", "zone": null, "pulumi.labels": "x"}}]""",
            },
        },
        new(
            "an availability of a host that there is not",
            ["""swarm:hosts[0].availability: received "drian"; allowed: "active" or "pause" or "drain". Did you mean "drain"?"""]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "availability": "drian"}]""",
            },
        },
        new(
            "labels of single hosts outside their entries",
            [
                "swarm:nodeLabels.node1: received a single host; allowed: managers or workers; what one host has is in its entry of swarm:hosts. Move it to the entry of node1.",
                """swarm:nodeLabels.worker: received neither of the two roles; allowed: managers or workers; what one host has is in its entry of swarm:hosts. Did you mean "workers"?""",
                "swarm:nodeLabels.db: received neither of the two roles; allowed: managers or workers; what one host has is in its entry of swarm:hosts. Remove it, or move it to the entry of a host.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
                ["nodeLabels"] = """{"node1": {"disk": "ssd"}, "worker": {"disk": "ssd"}, "db": {"disk": "ssd"}}""",
            },
        },
        new(
            "two hosts of one name",
            ["""swarm:hosts: received the name "node1" 2 times; allowed: its own for every host. Change or remove all but one."""]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}, {"name": "node1", "role": "worker", "address": "192.0.2.12", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "two hosts at one address",
            [
                """swarm:hosts: received the address and port "192.0.2.11:22" 2 times; allowed: its own for every host. Change or remove all but one.""",
                """swarm:hosts: received the privateAddress "192.0.2.11" 2 times; allowed: its own for every host. Change or remove all but one.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}, {"name": "node2", "role": "worker", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "two managers",
            [
                "swarm:hosts: received 2 managers; allowed: an odd number from 1 to 7, since managers decide by majority. Change the role of a host.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}, {"name": "node2", "role": "manager", "address": "192.0.2.12", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "only workers",
            [
                "swarm:hosts: received 0 managers; allowed: an odd number from 1 to 7, since managers decide by majority. Change the role of a host.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "worker", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "a host inside the overlay pool",
            [
                """swarm:overlayPool: received "10.64.0.0/12"; allowed: a range that does not overlap the private address 10.64.0.11 of node1. Choose another private range, such as 10.64.0.0/12 or 10.128.0.0/12.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "10.64.0.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "no key for the hosts",
            [
                "swarm:sshPrivateKeyFile: received nothing; allowed: the file of a private SSH key that the hosts accept. Run `pulumi config set swarm:sshPrivateKeyFile ~/.ssh/id_ed25519`.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "a VPC although the hosts exist",
            [
                """swarm:vpcCidr: received "10.30.0.0/16"; allowed: nothing, unless swarm:provider is aws. Run `pulumi config rm swarm:vpcCidr`, or `pulumi config set swarm:provider aws`.""",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
                ["vpcCidr"] = "10.30.0.0/16",
            },
        },
    ];
}
