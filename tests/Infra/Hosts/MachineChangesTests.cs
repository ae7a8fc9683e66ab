using Infra.Diagnostics;
using Infra.Hosts;
using Infra.Settings;

namespace Tests.Infra.Hosts;

/// <summary>What running machines cannot have, and what does not happen by itself: every message as the user reads it.</summary>
public sealed class MachineChangesTests
{
    private const string Key = "ssh-ed25519 AAAAold";
    private const string Told = "#cloud-config\n{\"users\":[{\"ssh_authorized_keys\":[\"ssh-ed25519 AAAAold\"]}]}";

    private static readonly MadeSubnet[] _subnets =
    [
        new("subnet-1", "10.20.0.0/18", "eu-central-1a"),
        new("subnet-2", "10.20.64.0/18", "eu-central-1b"),
        new("subnet-3", "10.20.128.0/18", "eu-central-1c"),
    ];

    [Fact]
    public void Nothing_is_said_of_machines_that_are_as_configured()
    {
        Assert.Equal([], Problems(Three()));
        Assert.Equal([], Warnings(Three(), [], Told));
    }

    [Fact]
    public void Nothing_is_said_before_there_are_machines() => Assert.Equal([], Problems([]));

    [Fact]
    public void Another_key_locks_everybody_out() =>
        Assert.Equal(
            [
                "swarm:sshPrivateKeyFile: received another key than that of node1, node2 and node3; allowed: the key that running nodes were created with, since a node reads it at its "
                    + "first boot only. Name the file of the old key, or run `pulumi config rm swarm:sshPrivateKeyFile` if the stack had generated it. For another key, `pulumi destroy` "
                    + "and `pulumi up` create all nodes again.",
            ],
            ProblemsOfKey(Three(), "ssh-ed25519 AAAAnew")
        );

    [Fact]
    public void So_does_a_key_that_is_yet_to_be_generated() =>
        Assert.Equal(
            [
                "swarm:sshPrivateKeyFile: received nothing, instead of the key file of node1, node2 and node3; allowed: the key that running nodes were created with, since a node reads it at "
                    + "its first boot only. Name the file of that key. For another key, `pulumi destroy` and `pulumi up` create all nodes again.",
            ],
            ProblemsOfKey(Three(), null, configured: false)
        );

    [Fact]
    public void What_a_machine_was_told_in_another_form_tells_nothing_of_its_key() =>
        Assert.Equal([], ProblemsOfKey([Machine(1) with { UserData = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b" }], "ssh-ed25519 AAAAnew"));

    [Fact]
    public void A_disk_does_not_shrink() =>
        Assert.Equal(
            [
                """swarm:diskGiB: received "10"; allowed: 20 or more, the size of the largest disk there is (node1, node2 and node3): AWS cannot shrink a disk. Run `pulumi config set swarm:diskGiB 20`.""",
            ],
            Problems(Three(), ("diskGiB", "10"))
        );

    [Fact]
    public void A_worker_that_becomes_a_manager_keeps_a_disk_that_is_larger_than_those_of_managers()
    {
        (string, string)[] settings = [("managers", "3"), ("workers", "1"), ("machines", """{"workers": {"diskGiB": 100}}""")];
        MadeMachine[] promoted = [Machine(2) with { Role = NodeRole.Manager, DiskGiB = 100 }];

        Assert.Equal([], Problems(promoted, settings));
        Assert.Equal(
            [
                """swarm:diskGiB: received "20"; allowed: 100 or more, the size of the largest disk there is (node2): AWS cannot shrink a disk. Run `pulumi config set swarm:diskGiB 100`.""",
            ],
            Problems(promoted, [.. settings, ("resize", "node2")])
        );
    }

    [Fact]
    public void A_disk_grows_where_that_is_said() =>
        Assert.Equal(
            [
                """swarm:diskGiB: received "40", more than now on node1, node2 and node3; allowed: the present size of the disks, unless swarm:resize names the nodes whose disks may grow now. """
                    + "Run `pulumi config set swarm:resize node1,node2,node3`. Disks grow while the nodes run.",
            ],
            Problems(Three(), ("diskGiB", "40"))
        );

    [Fact]
    public void An_instance_type_stops_no_node_that_is_not_named() =>
        Assert.Equal(
            [
                """swarm:instanceType: received "t3.medium", other than the t3.small of node1 and node2 and the t3.nano of node3; allowed: the instance type of running nodes, unless swarm:resize """
                    + "names those that may stop now for another. Run `pulumi config set swarm:resize node2`. One node after another, managers last (docs/aws.md).",
            ],
            Problems([Machine(1), Machine(2), Machine(3) with { InstanceType = "t3.nano" }], ("instanceType", "t3.medium"))
        );

    [Fact]
    public void Nodes_that_wait_for_their_turn_are_named()
    {
        (string, string)[] settings = [("instanceType", "t3.medium"), ("resize", "node2")];
        MadeMachine[] machines = [Machine(1), Machine(2) with { InstanceType = "t3.medium" }, Machine(3)];

        Assert.Equal([], Problems(machines, settings));
        Assert.Equal(["Left as before, since swarm:resize does not name it: node1 and node3."], Warnings(machines, settings, Told));
    }

    [Fact]
    public void The_network_keeps_its_range() =>
        Assert.Equal(
            [
                """swarm:vpcCidr: received "10.30.0.0/16"; allowed: 10.20.0.0/16, the range of the existing network. Run `pulumi config set swarm:vpcCidr 10.20.0.0/16`. For another range, `pulumi destroy` comes first.""",
            ],
            Problems(Three(), ("vpcCidr", "10.30.0.0/16"))
        );

    [Fact]
    public void Machines_that_have_no_other_public_address_keep_their_Elastic_IP_addresses() =>
        Assert.Equal(
            [
                """swarm:elasticAddresses: received "false"; allowed: true, since the network was created with it: its machines have no other public address. Run `pulumi config set swarm:elasticAddresses true`. """
                    + "For false, `pulumi destroy` and `pulumi up` create the network again.",
            ],
            Problems(Three(), ("elasticAddresses", "false"))
        );

    [Fact]
    public void Machines_whose_subnets_gave_them_addresses_may_have_Elastic_IP_addresses_or_not()
    {
        MadeSubnet[] subnets = [.. _subnets.Select(subnet => subnet with { GivesAddresses = true })];

        Assert.Empty(ProblemsIn(subnets, Three(), ("elasticAddresses", "false")));
        Assert.Empty(ProblemsIn(subnets, Three(), ("elasticAddresses", "true")));
    }

    [Fact]
    public void Elastic_IP_addresses_can_be_taken_from_machines() => Assert.Empty(Problems(Three(), ("publicAddresses", "bastion")));

    [Fact]
    public void A_machine_that_was_made_with_an_address_of_its_subnet_does_not_lose_it_with_the_elastic_one()
    {
        // After elasticAddresses false and then true, the subnets show nothing of it any more.
        MadeMachine[] machines =
        [
            Machine(1),
            .. new[] { 2, 3 }.Select(number => Machine(number) with { UserData = CloudInit.WithSubnetAddress(Told) }),
        ];

        Assert.Equal(
            [
                """swarm:publicAddresses: received "bastion"; allowed: all, since node2 and node3 were created with swarm:elasticAddresses false, and AWS gives a machine that was created with a public """
                    + "address of its subnet another one when it loses its Elastic IP address. Run `pulumi config rm swarm:publicAddresses`. For nodes without public addresses, set swarm:elasticAddresses to "
                    + "true and replace these nodes one after another first, managers last (docs/aws.md): `pulumi up --replace '**Instance::node2'`.",
            ],
            Problems(machines, ("publicAddresses", "bastion"))
        );
        Assert.Empty(Problems(machines));
    }

    [Fact]
    public void An_address_of_the_subnet_cannot_be_taken_from_a_machine() =>
        Assert.Equal(
            [
                """swarm:publicAddresses: received "bastion"; allowed: all, since the network was created with swarm:elasticAddresses false, and AWS cannot take such an address away from a machine. """
                    + "Run `pulumi config rm swarm:publicAddresses` and `pulumi config set swarm:elasticAddresses false`. For nodes without public addresses, `pulumi destroy` and `pulumi up` create the network again.",
            ],
            ProblemsIn([.. _subnets.Select(subnet => subnet with { GivesAddresses = true })], Three(), ("publicAddresses", "bastion"))
        );

    [Fact]
    public void Where_a_subnet_of_an_older_stack_has_the_range_of_a_public_one_nodes_keep_their_addresses() =>
        Assert.Equal(
            [
                """swarm:publicAddresses: received "bastion"; allowed: all, since a subnet of this stack has 10.20.128.0/17, where a public one beside those of the nodes would have 10.20.240.0/22. """
                    + "Run `pulumi config rm swarm:publicAddresses`. For nodes without public addresses, `pulumi destroy` and `pulumi up` create the network again.",
            ],
            ProblemsIn(
                [_subnets[0], _subnets[1] with { Range = "10.20.128.0/17" }, new MadeSubnet(null, "10.20.240.0/22", null, IsPublic: true)],
                [.. Three()[..2]],
                ("publicAddresses", "bastion"),
                ("zones", "2")
            )
        );

    [Theory]
    [InlineData(
        "loadBalancer",
        "{}",
        "swarm:loadBalancer: received a load balancer; allowed: none, since a subnet of this stack has 10.20.128.0/17, where one for the load balancer would have 10.20.192.0/22. "
            + "Run `pulumi config rm swarm:loadBalancer`. For a load balancer, `pulumi destroy` and `pulumi up` create the network again."
    )]
    [InlineData(
        "pools",
        """[{"name": "db", "count": 1}]""",
        "swarm:pools: received pools; allowed: no pools, since a subnet of this stack has 10.20.128.0/17, where one of theirs would have 10.20.192.0/22. "
            + "Remove them. For pools, `pulumi destroy` and `pulumi up` create the network again."
    )]
    public void Where_a_subnet_of_an_older_stack_has_the_range_of_one_for_pools_what_needs_it_is_named(
        string setting,
        string value,
        string problem
    ) =>
        Assert.Equal(
            [problem],
            ProblemsIn(
                [
                    _subnets[0],
                    _subnets[1] with
                    {
                        Range = "10.20.128.0/17",
                    },
                    new MadeSubnet(null, "10.20.192.0/22", null, IsForPools: true),
                ],
                [.. Three()[..2]],
                (setting, value),
                ("zones", "2")
            )
        );

    [Fact]
    public void The_note_on_the_address_is_no_other_user_data() =>
        Assert.Equal([], Warnings([Machine(1) with { UserData = CloudInit.WithSubnetAddress(Told) }], [], Told));

    [Fact]
    public void A_zone_with_nodes_in_it_does_not_go() =>
        Assert.Equal(
            [
                """swarm:zones: received "2"; allowed: all the zones in which nodes run, those of node3 too. Put the old zones back, or replace node3 in the same run: """
                    + "`pulumi up --replace '**Instance::node3'`.",
            ],
            ProblemsIn(_subnets[..2], Three(), ("zones", "2"))
        );

    [Fact]
    public void A_subnet_of_an_older_split_leaves_no_room_for_another() =>
        Assert.Equal(
            [
                """swarm:zones: received "3"; allowed: as many zones as before, since a subnet of this stack has 10.20.128.0/17, where another would have 10.20.128.0/18. Put the old number back. """
                    + "For more zones, `pulumi destroy` and `pulumi up` create the network again.",
            ],
            ProblemsIn(
                [
                    new("subnet-1", "10.20.0.0/17", "eu-central-1a"),
                    new("subnet-2", "10.20.128.0/17", "eu-central-1b"),
                    new(null, "10.20.128.0/18", "eu-central-1c"),
                ],
                [Machine(1), Machine(2)]
            )
        );

    [Fact]
    public void A_subnet_does_not_move_to_another_zone() =>
        Assert.Equal(
            [
                """swarm:zoneNames: received "eu-central-1b,eu-central-1c,eu-central-1d"; allowed: zones among which are eu-central-1a, since a subnet of this stack is there and cannot move. Name them too.""",
            ],
            Problems(Three(), ("zoneNames", "eu-central-1b,eu-central-1c,eu-central-1d"))
        );

    [Fact]
    public void The_order_of_named_zones_moves_nothing() =>
        Assert.Equal([], Problems(Three(), ("zoneNames", "eu-central-1c,eu-central-1a,eu-central-1b")));

    [Fact]
    public void Another_image_is_for_new_nodes_and_how_to_take_it_is_said() =>
        Assert.Equal(
            [
                "swarm:image ami-0123456789abcdef1 is for new nodes only. Kept as before: node1 and node3 (ami-0123456789abcdef0). To use it, replace the nodes one after another, "
                    + "managers last (docs/aws.md): `pulumi up --replace '**Instance::node3'`.",
            ],
            Warnings(
                [Machine(1), Machine(2) with { Image = "ami-0123456789abcdef1" }, Machine(3)],
                [("image", "ami-0123456789abcdef1")],
                Told
            )
        );

    [Fact]
    public void A_newer_image_of_Debian_is_no_matter_for_machines_that_run() => Assert.Equal([], Warnings(Three(), [], Told));

    [Fact]
    public void Other_user_data_is_for_new_nodes_too() =>
        Assert.Equal(
            [
                "User data is read at a node's first boot only. These nodes were created with user data other than what a new node would get: node1, node2 and node3. To use it, replace the nodes one after another, "
                    + "managers last (docs/aws.md): `pulumi up --replace '**Instance::node2'`.",
            ],
            Warnings(Three(), [], Told + "\n")
        );

    [Fact]
    public void User_data_that_is_not_known_yet_is_not_compared() => Assert.Equal([], Warnings(Three(), [], null));

    [Fact]
    public void Many_nodes_are_counted() =>
        Assert.Equal(
            [
                """swarm:diskGiB: received "10"; allowed: 20 or more, the size of the largest disk there is (node1 and 11 other nodes): AWS cannot shrink a disk. Run `pulumi config set swarm:diskGiB 20`.""",
            ],
            Problems([.. Enumerable.Range(1, 12).Select(Machine)], ("diskGiB", "10"))
        );

    private static MadeMachine[] Three() => [Machine(1), Machine(2), Machine(3)];

    private static MadeMachine Machine(int number) =>
        new(
            $"node{number}",
            number == 1 ? NodeRole.Manager : NodeRole.Worker,
            "ami-0123456789abcdef0",
            "t3.small",
            20,
            Told,
            $"subnet-{((number - 1) % 3) + 1}"
        );

    private static string[] Problems(MadeMachine[] machines, params (string, string)[] settings) =>
        ProblemsIn(_subnets, machines, settings);

    private static string[] ProblemsIn(MadeSubnet[] subnets, MadeMachine[] machines, params (string, string)[] settings) =>
        Problems(machines, Key, configured: true, subnets, settings);

    private static string[] ProblemsOfKey(MadeMachine[] machines, string? key, bool configured = true) =>
        Problems(machines, key, configured, _subnets, []);

    private static string[] Problems(
        MadeMachine[] machines,
        string? key,
        bool configured,
        MadeSubnet[] subnets,
        (string, string)[] settings
    )
    {
        var problems = new List<Problem>();
        var changes = new MachineChanges(Settings(settings), machines);
        changes.RejectKey(key, configured, problems);
        changes.RejectResizing(problems);
        changes.RejectNetwork("10.20.0.0/16", subnets, problems);
        changes.RejectKeptAddresses(problems);
        return [.. problems.Select(problem => $"{problem}")];
    }

    private static string[] Warnings(MadeMachine[] machines, (string, string)[] settings, string? userData) =>
        [.. new MachineChanges(Settings(settings), machines).Warnings(_ => userData)];

    internal static AwsSettings Settings(params (string Name, string Value)[] settings)
    {
        var problems = new List<Problem>();
        var loaded = SettingsLoader.Load(
            settings.Append(("sshFrom", "203.0.113.7/32")).ToDictionary(setting => setting.Item1, setting => setting.Item2),
            "/",
            problems
        );
        Assert.Empty(problems);
        return (AwsSettings)loaded.Hosts;
    }
}
