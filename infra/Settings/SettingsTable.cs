using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>
/// Every setting: the readers know no other names, defaults and bounds, docs/settings.md is written from this table, and a test compares Pulumi.yaml with it.
/// </summary>
internal static partial class SettingsTable
{
    public static WordSetting<HostsProvider> Provider { get; } =
        new(
            "provider",
            "where the machines come from: aws creates them, hosts adopts those listed in swarm:hosts",
            ("aws", HostsProvider.Aws),
            ("hosts", HostsProvider.Hosts)
        )
        {
            Default = "aws",
        };

    public static TextSetting SshPrivateKeyFile { get; } =
        new(
            "sshPrivateKeyFile",
            "the file of a private SSH key in OpenSSH format without a passphrase",
            "the private key for SSH to the machines; a relative path is relative to the project"
        )
        {
            Unset = "a generated key with aws; required with hosts",
            Example = "~/.ssh/id_ed25519",
        };

    public static WordSetting<DockerChannel> DockerChannel { get; } =
        new(
            "dockerChannel",
            "where Docker comes from: docker is Docker's signed repository, distro is the distribution's package",
            ("docker", Settings.DockerChannel.Docker),
            ("distro", Settings.DockerChannel.Distro)
        )
        {
            Default = "docker",
        };

    public static TextSetting DockerVersion { get; } =
        new("dockerVersion", "an engine version or its beginning, such as 28.5.2 or 28.5", "the version of Docker Engine on every node")
        {
            Pattern = VersionPattern(),
            Unset = "the newest of the channel",
            Example = "28.5",
        };

    public static StructuredSetting Daemon { get; } =
        new(
            "daemon",
            "object",
            "settings of daemon.json and their values",
            "settings of Docker Engine on every node, merged into /etc/docker/daemon.json"
        )
        {
            Unset = "bounded logs, and addresses for Docker's own networks that are in use nowhere else",
            Example = "{log-driver: journald}",
        };

    public static WordSetting<bool> UnusedImages { get; } =
        new(
            "unusedImages",
            "what nodes do, once a day, with images that no container uses and that are older than a week",
            ("remove", true),
            ("keep", false)
        )
        {
            Unset = "remove with aws, keep with hosts",
            Example = "keep",
        };

    public static TextSetting Proxy { get; } =
        new(
            "proxy",
            "an address such as http://proxy.example.com:3128",
            "the HTTP proxy for Docker Engine and apt on every node; set it with --secret when it holds a password"
        )
        {
            Pattern = ProxyPattern(),
            Unset = "none",
            Example = "http://proxy.example.com:3128",
        };

    public static ListSetting NoProxy { get; } =
        new(
            "noProxy",
            "host names, domains and ranges, with commas between them",
            "what is reached without the proxy, beside the nodes and the swarm's networks"
        )
        {
            Pattern = NoProxyPattern(),
            Unset = "none",
            Example = "registry.example.com,.internal",
        };

    public static TextSetting AptMirror { get; } =
        new("aptMirror", "an address such as https://mirror.example.com/debian", "where the distribution's packages come from")
        {
            Pattern = MirrorPattern(),
            Unset = "the sources of every node",
            Example = "https://mirror.example.com/debian",
        };

    public static ListSetting CaCertificates { get; } =
        new("caCertificates", "files in PEM format, relative to the project", "further certificate authorities that every node trusts")
        {
            Unset = "none",
            Example = "certificates/company.pem",
        };

    public static RangeSetting OverlayPool { get; } =
        new("overlayPool", 8, 24, "where overlay networks take their subnets from; fixed once the swarm is initialised")
        {
            Default = "10.64.0.0/12",
            Example = "10.128.0.0/12",
        };

    public static IntegerSetting OverlaySubnetSize { get; } =
        new("overlaySubnetSize", 9, 29, "the prefix length of each overlay network, longer than that of the pool") { Default = "24" };

    public static IntegerSetting NetworkMtu { get; } =
        new("networkMtu", 576, 9216, "the MTU of the network between the nodes in bytes; overlay networks get 50 less")
        {
            Default = "1500",
        };

    public static ListSetting StackFiles { get; } =
        new(
            "stackFiles",
            "files in Compose format, relative to the project",
            "what runs on the swarm; several files are merged as docker stack deploy merges them"
        )
        {
            Default = "stacks/demo.yaml",
        };

    /// <summary>What a name in <see cref="Variables"/> and <see cref="SecretVariables"/> stands for.</summary>
    public static TextSetting VariableValue { get; } =
        new("NAME", "text, a number, true or false", "what the variable NAME stands for in stack files")
        {
            Unset = "the value in the environment",
        };

    public static StructuredSetting Variables { get; } =
        new("variables", "object", "names and values", "the values of variables in stack files")
        {
            Unset = "none",
            Entries = [VariableValue],
        };

    public static StructuredSetting SecretVariables { get; } =
        new(
            "secretVariables",
            "object",
            "names and values",
            "the values of secret variables, which Pulumi keeps encrypted and no output shows"
        )
        {
            Unset = "none",
            Entries = [VariableValue],
        };

    /// <summary>What a name in <see cref="NodeLabels"/> stands for.</summary>
    public static StructuredSetting LabelsOfNodes { get; } =
        Labels("NODES", "the labels of managers, of workers or, with aws, of one node such as node2, beside those of its role");

    /// <summary>What a name in <see cref="NodeAvailability"/> stands for.</summary>
    public static WordSetting<NodeAvailability> AvailabilityOfNodes { get; } =
        Availability(
            "NODES",
            "that of managers (with drain, they run no tasks), of workers or, with aws, of one node such as node2, instead of its role's"
        );

    public static StructuredSetting NodeLabels { get; } =
        new(
            "nodeLabels",
            "object",
            "a mapping such as {workers: {disk: ssd}, node2: {zone: b}}",
            "the labels of nodes, for placement constraints such as node.labels.disk == ssd; labels that others set stay"
        )
        {
            Unset = "none",
            Entries = [LabelsOfNodes],
        };

    public static StructuredSetting NodeAvailability { get; } =
        new(
            "nodeAvailability",
            "object",
            "a mapping such as {managers: drain, node2: pause}",
            "whether nodes are given tasks: active, pause (no new ones) or drain (none); a node that it does not name is left as it is"
        )
        {
            Unset = "every node as it is, active at first",
            Entries = [AvailabilityOfNodes],
        };

    public static StructuredSetting Registries { get; } =
        new(
            "registries",
            "array",
            "a list of registries such as {address: registry.example:5000, user: deploy, password: …}",
            "the credentials for registries with private images; every other registry is asked anonymously"
        )
        {
            Unset = "none",
            Entries = Registry.All,
        };

    public static StructuredSetting Review { get; } =
        new(
            "review",
            "object",
            "a mapping such as {nodes: 12, accept: [{rule: image-latest, scope: services.web, reason: …, until: never}]}",
            "what `./swarm review` holds the stack to, and which of its findings are accepted; it changes nothing on the swarm"
        )
        {
            Unset = "none",
            Entries = ReviewOf.All,
        };

    public static IntegerSetting Managers { get; } =
        new("managers", 1, HostsSettings.MostManagers, "the number of managers, which must be odd")
        {
            Provider = HostsProvider.Aws,
            Default = "1",
        };

    public static IntegerSetting Workers { get; } =
        new("workers", 0, HostsSettings.MostNodes - 1, $"the number of workers; the swarm has at most {HostsSettings.MostNodes} nodes")
        {
            Provider = HostsProvider.Aws,
            Default = "2",
        };

    public static TextSetting InstanceType { get; } =
        new("instanceType", "an EC2 instance type such as t3.small", "the EC2 instance type of the nodes")
        {
            Provider = HostsProvider.Aws,
            Pattern = InstanceTypePattern(),
            Default = "t3.small",
        };

    public static TextSetting Image { get; } =
        new("image", "the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0", "the image that nodes boot from")
        {
            Provider = HostsProvider.Aws,
            Pattern = ImagePattern(),
            Unset = "the newest Debian 13",
            Example = "ami-0123456789abcdef0",
        };

    public static IntegerSetting DiskGiB { get; } =
        new("diskGiB", 8, 16384, "the size of each node's encrypted root disk in GiB; it can grow but never shrink")
        {
            Provider = HostsProvider.Aws,
            Default = "20",
        };

    /// <summary>What the machines of managers are made of, in <see cref="Machines"/>.</summary>
    public static StructuredSetting MachinesOfManagers { get; } = MachinesOf("managers");

    /// <summary>What the machines of workers are made of, in <see cref="Machines"/>.</summary>
    public static StructuredSetting MachinesOfWorkers { get; } = MachinesOf("workers");

    /// <summary>What the bastion is made of, in <see cref="Machines"/>.</summary>
    public static StructuredSetting MachinesOfBastion { get; } =
        new(
            "bastion",
            "object",
            "a mapping of instanceType, image and diskGiB, such as {instanceType: t4g.micro}",
            "what the bastion of swarm:publicAddresses has"
        )
        {
            Unset = "a t3.nano with Debian 13 and a disk of 8 GiB",
            Example = "{instanceType: t4g.micro}",
        };

    public static StructuredSetting Machines { get; } =
        new(
            "machines",
            "object",
            "a mapping such as {managers: {instanceType: t3.medium}, workers: {diskGiB: 100}}",
            "another instance type, image or disk for managers, for workers outside pools or for the bastion"
        )
        {
            Provider = HostsProvider.Aws,
            Unset = "what the settings of these names say; for the bastion, a t3.nano with Debian 13 and a disk of 8 GiB",
            Entries = [MachinesOfManagers, MachinesOfWorkers, MachinesOfBastion],
        };

    public static RangeSetting VpcCidr { get; } =
        new("vpcCidr", 16, 28, "the private range of the VPC")
        {
            Provider = HostsProvider.Aws,
            Default = "10.20.0.0/16",
            Example = "10.30.0.0/16",
        };

    public static TextSetting VpcId { get; } =
        new(
            "vpcId",
            "the id of a VPC such as vpc-0123456789abcdef0",
            "the existing VPC that the nodes are in; nothing of it is changed, and swarm:subnetIds names its subnets"
        )
        {
            Provider = HostsProvider.Aws,
            Pattern = VpcPattern(),
            Remedy = "Use the id that `aws ec2 describe-vpcs` shows.",
            Unset = "a VPC of the stack's own",
            Example = "vpc-0123456789abcdef0",
        };

    public static ListSetting SubnetIds { get; } =
        new(
            "subnetIds",
            "ids of subnets of swarm:vpcId such as subnet-0123456789abcdef0, with commas between them",
            "the subnets of swarm:vpcId over which the nodes are spread, in this order"
        )
        {
            Provider = HostsProvider.Aws,
            Pattern = SubnetPattern(),
            Unset = "none; required with swarm:vpcId",
            Example = "subnet-0123456789abcdef0,subnet-0123456789abcdef1",
        };

    public static ListSetting PublicSubnetIds { get; } =
        new(
            "publicSubnetIds",
            "ids of public subnets of swarm:vpcId such as subnet-0123456789abcdef2, with commas between them",
            "the public subnets beside those of the nodes: the bastion of swarm:publicAddresses is in the first, and a load balancer in one of each zone"
        )
        {
            Provider = HostsProvider.Aws,
            Pattern = SubnetPattern(),
            Unset = "none; required with swarm:vpcId and a bastion",
            Example = "subnet-0123456789abcdef2",
        };

    public static IntegerSetting Zones { get; } =
        new("zones", 1, 3, "the number of availability zones") { Provider = HostsProvider.Aws, Default = "3" };

    public static ListSetting ZoneNames { get; } =
        new(
            "zoneNames",
            "names of availability zones such as eu-central-1a, with commas between them",
            "the availability zones by name, at most three"
        )
        {
            Provider = HostsProvider.Aws,
            Pattern = ZonePattern(),
            Unset = "as many zones as swarm:zones says, among those that offer the instance type",
            Example = "eu-central-1a,eu-central-1b",
        };

    public static ListSetting Resize { get; } =
        new(
            "resize",
            "nodes of the swarm, with commas between them",
            "the nodes that may now be stopped for another instance type, or whose disks may grow"
        )
        {
            Provider = HostsProvider.Aws,
            Unset = "none",
            Example = "node2",
        };

    public static SourcesSetting SshFrom { get; } =
        new("sshFrom", World: false, "who may reach SSH on the machines, as IPv4 ranges with commas between them")
        {
            Provider = HostsProvider.Aws,
            Example = "203.0.113.7/32",
        };

    public static SourcesSetting PublishedFrom { get; } =
        new("publishedFrom", World: true, "who may reach published ports, as IPv4 ranges with commas between them")
        {
            Provider = HostsProvider.Aws,
            Unset = "as swarm:sshFrom",
            Example = "198.51.100.0/24",
        };

    public static StructuredSetting LoadBalancer { get; } =
        new(
            "loadBalancer",
            "object",
            "a mapping such as {pools: [edge]}; {} for one in front of all nodes",
            "a network load balancer in front of the published ports, which the nodes then open to nothing else"
        )
        {
            Provider = HostsProvider.Aws,
            Unset = "none",
            Example = "{}",
            Entries = LoadBalancerOf.All,
        };

    public static ListSetting SecurityGroups { get; } =
        new(
            "securityGroups",
            "ids of security groups in the stack's VPC such as sg-0123456789abcdef0, with commas between them",
            "further security groups that every node is in, beside the stack's own"
        )
        {
            Provider = HostsProvider.Aws,
            Pattern = SecurityGroupPattern(),
            Unset = "none",
            Example = "sg-0123456789abcdef0",
        };

    public static FlagSetting ElasticAddresses { get; } =
        new(
            "elasticAddresses",
            "whether every node has an Elastic IP address, which stays when its machine is stopped and started; false only from the first pulumi up on"
        )
        {
            Provider = HostsProvider.Aws,
            Unset = "true",
            Example = "false",
        };

    public static WordSetting<PublicAddresses> PublicAddresses { get; } =
        new(
            "publicAddresses",
            "which machines have a public address: all nodes, or only a bastion, one more machine through which SSH reaches the nodes",
            ("all", Settings.PublicAddresses.All),
            ("bastion", Settings.PublicAddresses.Bastion)
        )
        {
            Provider = HostsProvider.Aws,
            Remedy =
                "Run `pulumi config set swarm:publicAddresses bastion` for nodes without public addresses, or `pulumi config rm swarm:publicAddresses` for nodes that all have one.",
            Unset = "all",
            Example = "bastion",
        };

    public static TextSetting InstanceProfile { get; } =
        new(
            "instanceProfile",
            "the name of an instance profile, without its path",
            "an instance profile that exists, which gives its role to every node instead of one that the program creates"
        )
        {
            Provider = HostsProvider.Aws,
            Pattern = ProfilePattern(),
            Remedy = "Use the name that `aws iam list-instance-profiles` shows.",
            Unset = "one that the program creates when registries of ECR or swarm:sessionManager need it",
            Example = "swarm-nodes",
        };

    public static FlagSetting SessionManager { get; } =
        new("sessionManager", "whether the role of the nodes allows what AWS Systems Manager's Session Manager needs")
        {
            Provider = HostsProvider.Aws,
            Unset = "false",
            Example = "true",
        };

    public static TextSetting CloudConfig { get; } =
        new(
            "cloudConfig",
            "a mapping in YAML, as in #cloud-config",
            "what cloud-init does at the first boot of a node, beside what the program tells it"
        )
        {
            Provider = HostsProvider.Aws,
            Unset = "nothing",
            Example = "{packages: [jq]}",
        };

    public static StructuredSetting Tags { get; } =
        new("tags", "object", "a mapping such as {CostCentre: 4711, Owner: shop}", "further tags of everything on AWS, disks included")
        {
            Provider = HostsProvider.Aws,
            Unset = "Name, Project and Stack",
            Example = "{CostCentre: 4711}",
        };

    public static StructuredSetting Pools { get; } =
        new(
            "pools",
            "array",
            "a list of pools such as {name: db, count: 2, instanceType: t3.large, labels: {disk: ssd}}",
            "more workers, in pools with machines of their own kind; the nodes of the pool db are called db1, db2 and so on"
        )
        {
            Provider = HostsProvider.Aws,
            Unset = "none",
            Entries = Pool.All,
        };

    public static StructuredSetting Hosts { get; } =
        new(
            "hosts",
            "array",
            "a list of hosts such as {name: node1, role: manager, address: 192.0.2.11, user: debian, hostKey: \"ssh-ed25519 AAAA…\"}",
            "the machines that exist already"
        )
        {
            Provider = HostsProvider.Hosts,
            Entries = Host.All,
        };

    /// <summary>Every setting, without what its entries hold.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Provider,
        SshPrivateKeyFile,
        DockerChannel,
        DockerVersion,
        Daemon,
        UnusedImages,
        Proxy,
        NoProxy,
        AptMirror,
        CaCertificates,
        OverlayPool,
        OverlaySubnetSize,
        NetworkMtu,
        StackFiles,
        Variables,
        SecretVariables,
        NodeLabels,
        NodeAvailability,
        Registries,
        Review,
        Managers,
        Workers,
        InstanceType,
        Image,
        DiskGiB,
        Machines,
        VpcId,
        SubnetIds,
        PublicSubnetIds,
        VpcCidr,
        Zones,
        ZoneNames,
        Pools,
        Resize,
        SshFrom,
        PublishedFrom,
        LoadBalancer,
        ElasticAddresses,
        PublicAddresses,
        SecurityGroups,
        InstanceProfile,
        SessionManager,
        CloudConfig,
        Tags,
        Hosts,
    ];

    private static StructuredSetting MachinesOf(string role) =>
        new(
            role,
            "object",
            "a mapping of instanceType, image and diskGiB, such as {instanceType: t3.medium}",
            $"what the machines of {role} have instead of what the settings of these names say"
        )
        {
            Unset = "as these settings say",
            Example = "{instanceType: t3.medium}",
        };

    private static StructuredSetting Labels(string name, string description) =>
        new(name, "object", "a mapping of labels, such as {disk: ssd}", description) { Unset = "none", Example = "{disk: ssd}" };

    private static WordSetting<NodeAvailability> Availability(string name, string description) =>
        new(
            name,
            description,
            ("active", Settings.NodeAvailability.Active),
            ("pause", Settings.NodeAvailability.Pause),
            ("drain", Settings.NodeAvailability.Drain)
        )
        {
            Unset = "as it is",
            Example = "drain",
        };

    /// <summary>The keys of an entry of <c>swarm:pools</c>.</summary>
    internal static partial class Pool
    {
        public static TextSetting Name { get; } =
            new(
                "name",
                "a to z, digits and hyphens, a letter first and last, at most 40, other than node, managers and workers",
                "the pool's name, with which the names of its nodes begin"
            )
            {
                Pattern = NamePattern(),
                Example = "db",
            };

        public static IntegerSetting Count { get; } =
            new("count", 0, HostsSettings.MostNodes - 1, "the number of its nodes") { Example = "2" };

        public static TextSetting InstanceType { get; } =
            new("instanceType", "an EC2 instance type such as t3.large", "the EC2 instance type of its nodes")
            {
                Pattern = InstanceTypePattern(),
                Unset = "as swarm:instanceType",
                Example = "t3.large",
            };

        public static TextSetting Image { get; } =
            new("image", "the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0", "the image that its nodes boot from")
            {
                Pattern = ImagePattern(),
                Unset = "as swarm:image",
                Example = "ami-0123456789abcdef0",
            };

        public static IntegerSetting DiskGiB { get; } =
            new("diskGiB", 8, 16384, "the size of the encrypted root disk of each of its nodes in GiB; it can grow but never shrink")
            {
                Unset = "as swarm:diskGiB",
                Example = "100",
            };

        public static ListSetting Zones { get; } =
            new("zones", "a list of names out of swarm:zoneNames", "the availability zones of its nodes")
            {
                Pattern = ZonePattern(),
                Unset = "all zones of the stack",
                Example = "eu-central-1a",
            };

        public static FlagSetting Spot { get; } =
            new("spot", "whether its machines are spot instances, which cost less, and which AWS takes back with two minutes' notice")
            {
                Unset = "false",
                Example = "true",
            };

        public static StructuredSetting Labels { get; } =
            SettingsTable.Labels("labels", "the labels of its nodes, beside those of workers");

        public static WordSetting<NodeAvailability> Availability { get; } =
            SettingsTable.Availability("availability", "whether its nodes are given tasks, instead of what is said of workers");

        /// <summary>Every key, in the order in which messages list them.</summary>
        public static IReadOnlyList<Setting> All { get; } = [Name, Count, InstanceType, Image, DiskGiB, Zones, Spot, Labels, Availability];

        // A digit at the end would make the eleventh node of one pool the first of another.
        [GeneratedRegex("^(?!(node|managers|workers)$)[a-z]([a-z0-9-]{0,38}[a-z])?$")]
        private static partial Regex NamePattern();
    }

    /// <summary>The keys of <c>swarm:loadBalancer</c>.</summary>
    internal static class LoadBalancerOf
    {
        public static ListSetting Pools { get; } =
            new("pools", "a list of names out of swarm:pools", "the pools whose nodes it sends to")
            {
                Unset = "all nodes",
                Example = "edge",
            };

        public static FlagSetting Internal { get; } =
            new("internal", "whether it has private addresses only, for clients in the VPC and in networks connected to it")
            {
                Unset = "false",
                Example = "true",
            };

        /// <summary>Every key, in the order in which messages list them.</summary>
        public static IReadOnlyList<Setting> All { get; } = [Pools, Internal];
    }

    /// <summary>The keys of an entry of <c>swarm:hosts</c>.</summary>
    internal static partial class Host
    {
        public static TextSetting Name { get; } =
            new("name", "a host name label: a to z, digits and hyphens", "the node's name") { Pattern = NamePattern(), Example = "node1" };

        public static WordSetting<NodeRole> Role { get; } =
            new(
                "role",
                "the node's part in the swarm; the number of managers must be odd",
                ("manager", NodeRole.Manager),
                ("worker", NodeRole.Worker)
            )
            {
                Example = "worker",
            };

        public static TextSetting Address { get; } =
            new("address", "an IPv4 address or a host name", "where SSH answers") { Pattern = AddressPattern(), Example = "192.0.2.11" };

        public static IntegerSetting Port { get; } = new("port", 1, 65535, "the SSH port") { Default = "22" };

        public static TextSetting User { get; } =
            new("user", "the SSH user: root, or one who may use sudo without a password", "the user for SSH")
            {
                Pattern = UserPattern(),
                Example = "debian",
            };

        public static TextSetting PrivateAddress { get; } =
            new("privateAddress", "the IPv4 address that the other nodes use", "where the other nodes reach this node")
            {
                Unset = "the address; required when that is a host name",
                Example = "10.0.0.11",
            };

        public static TextSetting HostKey { get; } =
            new(
                "hostKey",
                "the public SSH host key",
                "the key that the machine must show, as `ssh-keyscan -t ed25519 ADDRESS` prints it; compare it with the one on the machine first"
            )
            {
                Pattern = HostKeyPattern(),
                Example = "\"ssh-ed25519 AAAA…\"",
            };

        public static StructuredSetting Labels { get; } =
            SettingsTable.Labels("labels", "the labels of this node, beside those of its role");

        public static WordSetting<NodeAvailability> Availability { get; } =
            SettingsTable.Availability("availability", "whether this node is given tasks, instead of what its role says");

        /// <summary>Every key, in the order in which messages list them.</summary>
        public static IReadOnlyList<Setting> All { get; } =
        [Name, Role, Address, Port, User, PrivateAddress, HostKey, Labels, Availability];

        [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
        private static partial Regex NamePattern();

        [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$")]
        private static partial Regex AddressPattern();

        [GeneratedRegex("^[a-z_][a-z0-9_-]{0,31}$")]
        private static partial Regex UserPattern();

        // Not ssh-rsa: pulumi-command then asks for signatures with SHA-1, which sshd has refused since OpenSSH 8.8.
        [GeneratedRegex("^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)) +[A-Za-z0-9+/]{40,}={0,2}( .*)?$")]
        private static partial Regex HostKeyPattern();
    }

    /// <summary>The keys of <c>swarm:review</c>.</summary>
    internal static class ReviewOf
    {
        public static IntegerSetting Nodes { get; } =
            new("nodes", 1, HostsSettings.MostNodes, "the most nodes that the swarm may have (the rule node-budget)")
            {
                Unset = "any number",
                Example = "12",
            };

        public static IntegerSetting KeyDays { get; } =
            new("keyDays", 1, 36500, "the most days that a key may be in use (the rule key-too-old)")
            {
                Unset = "any number",
                Example = "365",
            };

        public static StructuredSetting Accept { get; } =
            new(
                "accept",
                "array",
                "a list of findings such as {rule: image-latest, scope: services.web, reason: …, until: 2027-03-31, by: …}",
                "the findings that are accepted; scope and by may be left out"
            )
            {
                Unset = "none",
            };

        /// <summary>Every key, in the order in which messages list them.</summary>
        public static IReadOnlyList<Setting> All { get; } = [Nodes, KeyDays, Accept];
    }

    /// <summary>The keys of an entry of <c>accept</c> in <c>swarm:review</c>, and, without the scope, of <c>x-accept</c> in stack files.</summary>
    internal static partial class Acceptance
    {
        public static TextSetting Rule { get; } =
            new("rule", "the name of a rule in docs/rules.md", "the rule") { Pattern = WordsPattern(), Example = "image-latest" };

        public static TextSetting Scope { get; } =
            new("scope", "what the finding is about, as the report names it", "what the finding is about")
            {
                Pattern = LinePattern(),
                Unset = "everything",
                Example = "services.web",
            };

        public static TextSetting Reason { get; } =
            new("reason", "one line of text", "why it is accepted")
            {
                Pattern = LinePattern(),
                Example = "the vendor ships no other image",
            };

        public static TextSetting Until { get; } =
            new("until", "a day such as 2027-03-31, after which the finding counts again, or never", "the last day")
            {
                Pattern = DayPattern(),
                Example = "2027-03-31",
            };

        public static TextSetting By { get; } =
            new("by", "one line of text", "who accepts it")
            {
                Pattern = LinePattern(),
                Unset = "nobody",
                Example = "the platform team",
            };

        /// <summary>Every key, in the order in which messages list them.</summary>
        public static IReadOnlyList<TextSetting> All { get; } = [Rule, Scope, Reason, Until, By];

        [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
        private static partial Regex WordsPattern();

        [GeneratedRegex(@"^[^\p{C}]*[^\p{C}\s][^\p{C}]*$")]
        private static partial Regex LinePattern();

        // Without quotes, Pulumi hands a day over with a time.
        [GeneratedRegex("^(never|20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T00:00:00Z)?)$")]
        private static partial Regex DayPattern();
    }

    /// <summary>The keys of an entry of <c>swarm:registries</c>.</summary>
    internal static partial class Registry
    {
        public static TextSetting Address { get; } =
            new(
                "address",
                "docker.io, or a registry as the names of its images begin, such as registry.example:5000",
                "the registry, without https:// and without a path"
            )
            {
                Pattern = AddressPattern(),
                Example = "registry.example:5000",
            };

        public static TextSetting User { get; } =
            new("user", "a name without colons", "the user of the registry, or what it wants in place of one beside a token")
            {
                Pattern = UserPattern(),
                Unset = NoneOnEcr,
                Example = "deploy",
            };

        public static TextSetting Password { get; } =
            new(
                "password",
                "one line of text",
                "the password or token, which belongs into the configuration as a secret: `pulumi config set --secret --path 'swarm:registries[0].password'`"
            )
            {
                Pattern = PasswordPattern(),
                Unset = NoneOnEcr,
            };

        private const string NoneOnEcr = "required, except for a registry of ECR with aws, which has none";

        /// <summary>Every key, in the order in which messages list them.</summary>
        public static IReadOnlyList<Setting> All { get; } = [Address, User, Password];

        // A name without a dot or a port is part of an image on Docker Hub.
        [GeneratedRegex(@"^(localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?=:))(:[0-9]{1,5})?$")]
        private static partial Regex AddressPattern();

        [GeneratedRegex(@"^[^:\p{C}]+$")]
        private static partial Regex UserPattern();

        [GeneratedRegex(@"^\P{C}+$")]
        private static partial Regex PasswordPattern();
    }

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){0,2}$")]
    private static partial Regex VersionPattern();

    // What systemd, apt, curl and a shell read as it is.
    [GeneratedRegex("^https?://([A-Za-z0-9._~%-]+(:[A-Za-z0-9._~%-]*)?@)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?/?$")]
    private static partial Regex ProxyPattern();

    [GeneratedRegex("^[A-Za-z0-9.*][A-Za-z0-9.-]*(/[0-9]{1,2}|:[0-9]{1,5})?$")]
    private static partial Regex NoProxyPattern();

    [GeneratedRegex("^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?$")]
    private static partial Regex MirrorPattern();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
    private static partial Regex InstanceTypePattern();

    [GeneratedRegex("^sg-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex SecurityGroupPattern();

    [GeneratedRegex("^[A-Za-z0-9_+=,.@-]{1,128}$")]
    private static partial Regex ProfilePattern();

    [GeneratedRegex("^ami-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex ImagePattern();

    [GeneratedRegex("^vpc-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex VpcPattern();

    [GeneratedRegex("^subnet-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex SubnetPattern();

    [GeneratedRegex("^[a-z]+(-[a-z]+)+-[0-9]+[a-z]$")]
    private static partial Regex ZonePattern();
}
