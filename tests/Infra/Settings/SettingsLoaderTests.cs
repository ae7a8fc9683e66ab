using Infra.Diagnostics;
using Infra.Settings;

namespace Tests.Infra.Settings;

public sealed class SettingsLoaderTests
{
    [Fact]
    public void Without_configuration_every_default_holds_except_who_may_reach_SSH()
    {
        var settings = Load(("sshFrom", "203.0.113.7/32"));

        var aws = Assert.IsType<AwsSettings>(settings.Hosts);
        Assert.Equal(("t3.small", null, 20), (aws.Machines.InstanceType, aws.Machines.Image, aws.Machines.DiskGiB));
        Assert.Equal("10.20.0.0/16", aws.Vpc.ToString());
        Assert.Equal(["10.20.0.0/18", "10.20.64.0/18", "10.20.128.0/18"], aws.Subnets.Select(subnet => subnet.ToString()));
        Assert.Equal(["203.0.113.7/32"], aws.SshFrom.Select(range => range.ToString()));
        Assert.Equal(["203.0.113.7/32"], aws.PublishedFrom.Select(range => range.ToString()));
        Assert.Equal(
            [
                new AwsNodeSettings("node1", NodeRole.Manager, Zone: 0, Number: 11) { Machine = aws.Machines },
                new AwsNodeSettings("node2", NodeRole.Worker, Zone: 1, Number: 12) { Machine = aws.Machines },
                new AwsNodeSettings("node3", NodeRole.Worker, Zone: 2, Number: 13) { Machine = aws.Machines },
            ],
            aws.AwsNodes
        );
        Assert.Empty(aws.ZoneNames);
        Assert.Empty(aws.Resize);
        Assert.Null(settings.OperatorKey);
        Assert.Equal((DockerChannel.Docker, null), (settings.Docker.Channel, settings.Docker.Version));
        Assert.Equal(("{}", false), (settings.Docker.Daemon.Settings, settings.Docker.Daemon.IsSecret));
        Assert.Equal(
            [
                """{"log-driver":"local","log-opts":null}""",
                """{"default-address-pools":[{"base":"172.17.0.0/16","size":20},{"base":"172.18.0.0/16","size":20}]}""",
            ],
            settings.Docker.Daemon.Defaults
        );
        Assert.Equal(new OverlaySettings(Cidr.Parse("10.64.0.0/12"), 24, 1500), settings.Overlay);
        Assert.Equal(["stacks/demo.yaml"], settings.StackFiles);
    }

    [Fact]
    public void A_setting_as_it_arrives_from_Pulumi_yaml_is_the_same_as_none()
    {
        var settings = Load([
            .. SettingsTable.All.Where(setting => setting.Default is not null).Select(setting => (setting.Name, setting.Default!)),
            ("sshFrom", "203.0.113.7/32"),
        ]);

        Assert.Equivalent(Load(("sshFrom", "203.0.113.7/32")), settings, strict: true);
    }

    [Theory]
    [InlineData("123456789012.dkr.ecr.eu-central-1.amazonaws.com", "eu-central-1", "aws")]
    [InlineData("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1", "aws-us-gov")]
    [InlineData("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", "aws-cn")]
    public void A_registry_of_ECR_has_an_address_only(string address, string region, string partition)
    {
        var settings = Load(("sshFrom", "203.0.113.7/32"), ("registries", $$"""[{"address": "{{address}}"}]"""));

        var registry = Assert.Single(settings.Registries);
        Assert.True(registry.IsOpenedByRole);
        Assert.Equal(("123456789012", region, partition), RegistrySettings.OnEcr(registry.Address));
    }

    [Fact]
    public void Registries_have_an_address_a_user_and_a_password()
    {
        var settings = Load(
            ("sshFrom", "203.0.113.7/32"),
            (
                "registries",
                """[{"address": "registry.example:5000", "user": "deploy", "password": "p: #1"}, {"address": "docker.io", "user": "shop", "password": 1234}]"""
            )
        );

        Assert.Equal(
            [new RegistrySettings("registry.example:5000", "deploy", "p: #1"), new RegistrySettings("docker.io", "shop", "1234")],
            settings.Registries
        );
    }

    [Fact]
    public void A_list_may_be_a_list_or_text_with_commas()
    {
        var text = Load(("sshFrom", "203.0.113.7/32, 198.51.100.0/24"));
        var list = Load(("sshFrom", """["203.0.113.7/32", "198.51.100.0/24"]"""));

        Assert.Equal(["203.0.113.7/32", "198.51.100.0/24"], ((AwsSettings)text.Hosts).SshFrom.Select(range => range.ToString()));
        Assert.Equivalent(text, list, strict: true);
    }

    [Fact]
    public void A_public_service_may_be_open_to_the_world_when_that_is_said()
    {
        var settings = Load(("sshFrom", "203.0.113.7/32"), ("publishedFrom", "0.0.0.0/0"));

        Assert.Equal(["0.0.0.0/0"], ((AwsSettings)settings.Hosts).PublishedFrom.Select(range => range.ToString()));
    }

    [Fact]
    public void A_node_has_the_labels_of_its_role_and_its_own_which_win()
    {
        var settings = Load(
            ("sshFrom", "203.0.113.7/32"),
            ("nodeLabels", """{"workers": {"disk": "hdd", "size": 2, "gpu": true}, "node2": {"disk": "ssd", "note": ""}}"""),
            ("nodeAvailability", """{"managers": "drain", "workers": "active", "node3": "pause"}""")
        );

        Assert.Equal(
            ["node1 Drain ", "node2 Active disk=ssd gpu=true note= size=2", "node3 Pause disk=hdd gpu=true size=2"],
            settings.Hosts.Nodes.Select(Attributes)
        );
    }

    [Fact]
    public void The_nodes_of_a_pool_are_called_after_it_and_have_what_it_says()
    {
        var settings = (AwsSettings)
            Load(
                ("sshFrom", "203.0.113.7/32"),
                ("workers", "1"),
                ("zoneNames", "eu-central-1a,eu-central-1b"),
                ("instanceType", "t3.medium"),
                ("nodeLabels", """{"workers": {"disk": "hdd", "size": "s"}, "db2": {"size": "l"}}"""),
                (
                    "pools",
                    """[{"name": "db", "count": 2, "instanceType": "r6i.large", "image": "ami-0123456789abcdef0", "diskGiB": 100, "zones": ["eu-central-1b"], "labels": {"disk": "ssd", "size": "m"}, "availability": "pause"}, {"name": "edge", "count": 2}]"""
                )
            ).Hosts;

        Assert.Equal(
            [
                "node1  ",
                "node2  disk=hdd size=s",
                "db1 Pause disk=ssd size=m",
                "db2 Pause disk=ssd size=l",
                "edge1  disk=hdd size=s",
                "edge2  disk=hdd size=s",
            ],
            settings.Nodes.Select(Attributes)
        );
        Assert.Equal(
            [
                "node1 0 11 t3.medium  20",
                "node2 1 12 t3.medium  20",
                "db1 1  r6i.large ami-0123456789abcdef0 100",
                "db2 1  r6i.large ami-0123456789abcdef0 100",
                "edge1 0  t3.medium  20",
                "edge2 1  t3.medium  20",
            ],
            settings.AwsNodes.Select(node =>
                $"{node.Name} {node.Zone} {node.Number} {node.Machine.InstanceType} {node.Machine.Image} {node.Machine.DiskGiB}"
            )
        );
        Assert.Equal(["10.20.192.0/20", "10.20.208.0/20"], settings.PoolSubnets.Select(subnet => subnet.ToString()));
    }

    [Theory]
    [InlineData(
        """{"managers": {"instanceType": "t3.medium", "diskGiB": 40}}""",
        "t3.medium ami-0123456789abcdef0 40",
        "t3.large ami-0123456789abcdef0 30"
    )]
    [InlineData(
        """{"workers": {"instanceType": "m7g.large", "image": "ami-0123456789abcdef1"}}""",
        "t3.large ami-0123456789abcdef0 30",
        "m7g.large ami-0123456789abcdef1 30"
    )]
    [InlineData(
        """{"managers": {"diskGiB": 40}, "workers": {"diskGiB": 100}}""",
        "t3.large ami-0123456789abcdef0 40",
        "t3.large ami-0123456789abcdef0 100"
    )]
    public void Managers_and_workers_have_the_machines_that_are_said_of_their_role(string machines, string managers, string workers)
    {
        var settings = (AwsSettings)
            Load(
                ("sshFrom", "203.0.113.7/32"),
                ("instanceType", "t3.large"),
                ("image", "ami-0123456789abcdef0"),
                ("diskGiB", "30"),
                ("machines", machines),
                ("pools", """[{"name": "db", "count": 1}]""")
            ).Hosts;

        Assert.Equal(
            [$"node1 {managers}", $"node2 {workers}", $"node3 {workers}", "db1 t3.large ami-0123456789abcdef0 30"],
            settings.AwsNodes.Select(node => $"{node.Name} {node.Machine.InstanceType} {node.Machine.Image} {node.Machine.DiskGiB}")
        );
    }

    [Fact]
    public void A_host_has_its_own_labels_in_its_entry()
    {
        using var project = new TemporaryKey();
        var settings = Load(
            project.Directory,
            ("provider", "hosts"),
            ("sshPrivateKeyFile", "key"),
            (
                "hosts",
                $$"""[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "{{OpenSshKey.PublicLine}}", "labels": {"disk": "ssd"}, "availability": "active"}, {"name": "node2", "role": "worker", "address": "192.0.2.12", "user": "debian", "hostKey": "{{OpenSshKey.PublicLine}}"}]"""
            ),
            ("nodeLabels", """{"managers": {"disk": "hdd", "zone": "a"}}"""),
            ("nodeAvailability", """{"managers": "drain"}""")
        );

        Assert.Equal(["node1 Active disk=ssd zone=a", "node2  "], settings.Hosts.Nodes.Select(Attributes));
    }

    private static string Attributes(NodeSettings node) =>
        $"{node.Name} {node.Availability} {string.Join(' ', node.Labels.OrderBy(label => label.Key).Select(label => $"{label.Key}={label.Value}"))}";

    [Fact]
    public void A_thousand_nodes_have_a_thousand_addresses_inside_their_subnets()
    {
        var aws = (AwsSettings)Load(("sshFrom", "203.0.113.7/32"), ("managers", "7"), ("workers", "993")).Hosts;

        Assert.Equal(1000, aws.AwsNodes.Select(node => aws.Subnets[node.Zone].Address(node.Number!.Value)).Distinct().Count());
        Assert.Equal(7, aws.Nodes.Count(node => node.Role == NodeRole.Manager));
    }

    [Fact]
    public void The_last_node_that_fits_stays_clear_of_the_broadcast_address()
    {
        var aws = (AwsSettings)Load(("sshFrom", "203.0.113.7/32"), ("vpcCidr", "10.20.0.0/24"), ("zones", "1"), ("workers", "51")).Hosts;

        Assert.Equal("10.20.0.62", aws.Subnets[0].Address(aws.AwsNodes[^1].Number!.Value));
    }

    [Theory]
    [InlineData("10.20.0.0/16", "1", "10.20.0.0/18")]
    [InlineData("10.20.0.0/16", "2", "10.20.0.0/18 10.20.64.0/18")]
    [InlineData("10.20.0.0/16", "3", "10.20.0.0/18 10.20.64.0/18 10.20.128.0/18")]
    [InlineData("10.20.0.0/26", "2", "10.20.0.0/28 10.20.0.16/28")]
    [InlineData("10.20.0.0/27", "2", "10.20.0.0/28 10.20.0.16/28")]
    [InlineData("10.20.0.0/28", "1", "10.20.0.0/28")]
    public void The_number_of_zones_moves_no_subnet(string vpc, string zones, string expected)
    {
        var aws = (AwsSettings)Load(("sshFrom", "203.0.113.7/32"), ("vpcCidr", vpc), ("zones", zones)).Hosts;

        Assert.Equal(expected, string.Join(' ', aws.Subnets));
    }

    [Fact]
    public void Zones_can_be_named_and_are_as_many_as_are_named()
    {
        var aws = (AwsSettings)Load(("sshFrom", "203.0.113.7/32"), ("zones", "3"), ("zoneNames", "eu-central-1c, eu-central-1a")).Hosts;

        Assert.Equal(["eu-central-1c", "eu-central-1a"], aws.ZoneNames);
        Assert.Equal(["10.20.0.0/18", "10.20.64.0/18"], aws.Subnets.Select(subnet => subnet.ToString()));
    }

    [Fact]
    public void Nodes_in_a_companys_network_reach_managers_without_the_proxy()
    {
        using var project = new TemporaryKey();
        var hosts =
            $$"""[{"name": "node1", "role": "manager", "address": "192.0.2.11", "privateAddress": "10.0.0.11", "user": "debian", "hostKey": "{{OpenSshKey.PublicLine}}"}, {"name": "node2", "role": "worker", "address": "192.0.2.12", "user": "debian", "hostKey": "{{OpenSshKey.PublicLine}}"}]""";

        var network = Load(
            project.Directory,
            ("provider", "hosts"),
            ("sshPrivateKeyFile", "key"),
            ("hosts", hosts),
            ("proxy", "http://me:pa%40ss@proxy.example.com:3128"),
            ("noProxy", ".internal, registry.example.com:5000"),
            ("aptMirror", "https://mirror.example.com/debian/")
        ).Docker.Network;

        Assert.Equal(("http://me:pa%40ss@proxy.example.com:3128", "https://mirror.example.com/debian"), (network.Proxy, network.AptMirror));
        Assert.Equal(["localhost", "127.0.0.0/8", "10.0.0.11", "10.64.0.0/12", ".internal", "registry.example.com:5000"], network.NoProxy);
    }

    [Theory]
    [InlineData("aws", null, true)]
    [InlineData("aws", "keep", false)]
    [InlineData("hosts", null, null)]
    [InlineData("hosts", "remove", true)]
    [InlineData("hosts", "keep", false)]
    public void Images_that_nothing_uses_go_from_machines_that_the_program_made(string provider, string? configured, bool? expected)
    {
        var settings = SettingsLoader.Load(
            new Dictionary<string, string>
            {
                ["sshFrom"] = "203.0.113.7/32",
                ["provider"] = provider,
                ["unusedImages"] = configured ?? "",
            },
            "/project",
            []
        );

        Assert.Equal(expected, settings.Docker.RemovesImages);
    }

    [Fact]
    public void Every_certificate_of_a_file_is_one_of_its_own()
    {
        var project = Directory.CreateTempSubdirectory("swarm-certificates-");
        var (one, two) = (Certificate("one"), Certificate("two"));
        File.WriteAllText(Path.Combine(project.FullName, "bundle.pem"), $"# one\r\n{one.ReplaceLineEndings("\r\n")}\r\n# two\n{two}\n");

        var settings = Load(project.FullName, ("sshFrom", "203.0.113.7/32"), ("caCertificates", "bundle.pem"));
        project.Delete(recursive: true);

        Assert.Equal([one, two], settings.Docker.Network.Certificates);

        static string Certificate(string name)
        {
            using var key = System.Security.Cryptography.ECDsa.Create();
            var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
                $"CN={name}",
                key,
                System.Security.Cryptography.HashAlgorithmName.SHA256
            );
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
            return certificate.ExportCertificatePem();
        }
    }

    [Fact]
    public void Dockers_own_networks_keep_away_from_hosts()
    {
        using var project = new TemporaryKey();
        var settings = Load(
            project.Directory,
            ("provider", "hosts"),
            ("sshPrivateKeyFile", "key"),
            (
                "hosts",
                $$"""[{"name": "node1", "role": "manager", "address": "172.17.3.4", "privateAddress": "172.19.0.9", "user": "debian", "hostKey": "{{OpenSshKey.PublicLine}}"}]"""
            )
        );

        Assert.Equal(
            """{"default-address-pools":[{"base":"172.18.0.0/16","size":20},{"base":"172.20.0.0/16","size":20}]}""",
            settings.Docker.Daemon.Defaults[1]
        );
    }

    [Fact]
    public void The_engines_settings_travel_as_they_are_written_in_one_line()
    {
        var settings = Load(
            ("sshFrom", "203.0.113.7/32"),
            ("daemon", "{ \"labels\": [\"a<b\"],\n \"features\": {\"swarm-nftables\": true}, \"firewall-backend\": \"nftables\" }")
        );

        Assert.Equal(
            """{"labels":["a<b"],"features":{"swarm-nftables":true},"firewall-backend":"nftables"}""",
            settings.Docker.Daemon.Settings
        );
    }

    [Theory]
    [InlineData("daemon", true)]
    [InlineData("variables", false)]
    public void Settings_of_the_engine_that_are_encrypted_stay_so(string secret, bool expected)
    {
        var problems = new List<Problem>();

        var settings = SettingsLoader.Load(
            new Dictionary<string, string> { ["sshFrom"] = "203.0.113.7/32", ["daemon"] = """{"debug": true}""" },
            "/project",
            problems,
            secretKeys: [secret]
        );

        Assert.Empty(problems);
        Assert.Equal(expected, settings.Docker.Daemon.IsSecret);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void More_security_groups_than_an_account_may_have_at_first_are_told(int count, bool isTold)
    {
        var warnings = new List<Warning>();
        var problems = new List<Problem>();

        SettingsLoader.Load(
            new Dictionary<string, string>
            {
                ["sshFrom"] = "203.0.113.7/32",
                ["securityGroups"] = string.Join(',', Enumerable.Range(1, count).Select(number => $"sg-0000000{number}")),
            },
            "/project",
            problems,
            warnings
        );

        Assert.Empty(problems);
        Assert.Equal(
            isTold
                ?
                [
                    "swarm:securityGroups: With the stack's own, every node is in 6 security groups. AWS allows 5 for a network interface, unless the quota of your account was raised (Service Quotas, Security groups per network interface, L-2AFB9258): it would refuse the machines. Name fewer groups, or raise the quota first.",
                ]
                : [],
            warnings.Select(warning => $"{warning}")
        );
    }

    [Fact]
    public void A_registry_that_is_believed_whoever_answers_is_named()
    {
        var warnings = new List<Warning>();

        SettingsLoader.Load(
            new Dictionary<string, string>
            {
                ["sshFrom"] = "203.0.113.7/32",
                ["daemon"] = """{"insecure-registries": ["registry.example.com:5000"]}""",
            },
            "/project",
            [],
            warnings
        );

        Assert.Equal(
            "swarm:daemon.insecure-registries: whatever answers for registry.example.com:5000 is believed: images and passwords travel without encryption, or to anybody. For a certificate of your own, trust it instead (docs/engine.md).",
            Assert.Single(warnings).ToString()
        );
    }

    [Fact]
    public void An_existing_host_is_taken_with_its_defaults()
    {
        using var project = new TemporaryKey();
        var settings = Load(
            project.Directory,
            ("provider", "hosts"),
            ("sshPrivateKeyFile", "key"),
            (
                "hosts",
                $$"""[{"name":"node1","role":"manager","address":"192.0.2.11","user":"debian","hostKey":"{{OpenSshKey.PublicLine}} root@node1"}]"""
            )
        );

        var hosts = Assert.IsType<ExistingHostsSettings>(settings.Hosts);
        Assert.Equal(
            [new ExistingHostSettings("node1", NodeRole.Manager, "192.0.2.11", 22, "debian", "192.0.2.11", OpenSshKey.PublicLine)],
            hosts.Hosts
        );
        Assert.Equal(OpenSshKey.PublicLine, settings.OperatorKey!.PublicKey);
        Assert.Equal(OpenSshKey.Text().ReplaceLineEndings("\n"), settings.OperatorKey.PrivateKey);
        Assert.DoesNotContain("PRIVATE", $"{settings}", StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_variables_are_as_they_are_written()
    {
        var variables = Load(
            ("sshFrom", "203.0.113.7/32"),
            ("variables", """{"TLS": true, "OFF": false, "COUNT": 3, "RATIO": 1.50, "TEXT": "True"}""")
        ).Variables.Plain;

        Assert.Equal(
            "TLS=true OFF=false COUNT=3 RATIO=1.50 TEXT=True",
            string.Join(' ', variables.Select(variable => $"{variable.Key}={variable.Value}"))
        );
    }

    private static SwarmSettings Load(params (string Name, string Value)[] values) => Load("/", values);

    private static SwarmSettings Load(string project, params (string Name, string Value)[] values)
    {
        var problems = new List<Problem>();
        var settings = SettingsLoader.Load(values.ToDictionary(value => value.Name, value => value.Value), project, problems);
        Assert.Empty(problems);
        return settings;
    }

    private sealed class TemporaryKey : IDisposable
    {
        private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("swarm-key-");

        public TemporaryKey() => File.WriteAllText(Path.Combine(Directory, "key"), OpenSshKey.Text());

        public string Directory => _directory.FullName;

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
