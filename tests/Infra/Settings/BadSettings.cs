namespace Tests.Infra.Settings;

/// <summary>Configurations for AWS that are refused, each with all that the user is told.</summary>
internal static class BadSettings
{
    private const string TenPorts =
        "services: {web: {image: nginx, ports: ['8000:1', '8002:2', '8004:3', '8006:4', '8008:5', '8010:6', '8012:7', '8014:8', '8016:9', '8018:10']}}";

    public static BadInput[] All { get; } =
    [
        new(
            "an unknown provider",
            ["""swarm:provider: received "azure"; allowed: "aws" or "hosts". Run `pulumi config set swarm:provider aws`."""]
        )
        {
            Settings = { ["provider"] = "azure" },
        },
        new("a misspelt provider", ["""swarm:provider: received "host"; allowed: "aws" or "hosts". Did you mean "hosts"?"""])
        {
            Settings = { ["provider"] = "host" },
        },
        new(
            "a misspelt setting",
            [
                """swarm:manager: received an unknown setting; allowed: one of aptMirror, caCertificates, cloudConfig, daemon, diskGiB, dockerChannel, dockerVersion, elasticAddresses, hosts, image, instanceProfile, instanceType, loadBalancer, machines, managers, networkMtu, noProxy, nodeAvailability, nodeLabels, overlayPool, overlaySubnetSize, pools, provider, proxy, publicAddresses, publicSubnetIds, publishedFrom, registries, resize, review, secretVariables, securityGroups, sessionManager, sshFrom, sshPrivateKeyFile, stackFiles, subnetIds, tags, unusedImages, variables, vpcCidr, vpcId, workers, zoneNames, zones. Did you mean "managers"?""",
            ]
        )
        {
            Settings = { ["manager"] = "3" },
        },
        new(
            "registries that are no list",
            [
                "swarm:registries: received something other than a list; allowed: a list of registries such as {address: registry.example:5000, user: deploy, password: …}. Write it as a list in Pulumi.<stack>.yaml.",
            ]
        )
        {
            Settings = { ["registries"] = """{"address": "registry.example:5000", "user": "deploy", "password": "hidden"}""" },
        },
        new(
            "registries of which nothing is right",
            [
                "swarm:registries[0]: received no mapping; allowed: a list of registries such as {address: registry.example:5000, user: deploy, password: …}. Give every registry its keys.",
                """swarm:registries[1].adress: received an unknown key; allowed: one of address, user, password. Did you mean "address"?""",
                "swarm:registries[1].address: received nothing; allowed: docker.io, or a registry as the names of its images begin, such as registry.example:5000. For example address: registry.example:5000.",
                "swarm:registries[1].user: received nothing; allowed: a name without colons. For example user: deploy.",
                "swarm:registries[1].password: received nothing; allowed: one line of text. Run `pulumi config set --secret --path 'swarm:registries[1].password'`, which asks for it.",
                """swarm:registries[2].address: received "https://registry.example"; allowed: docker.io, or a registry as the names of its images begin, such as registry.example:5000. For example address: registry.example:5000.""",
                """swarm:registries[2].user: received "a:b"; allowed: a name without colons. For example user: deploy.""",
                "swarm:registries[2].password: received something else; allowed: one line of text. Run `pulumi config set --secret --path 'swarm:registries[2].password'`, which asks for it.",
                """swarm:registries[3].address: received "index.docker.io"; allowed: docker.io, or a registry as the names of its images begin, such as registry.example:5000. Write address: docker.io.""",
            ]
        )
        {
            Settings =
            {
                ["registries"] = """
                    [
                      "hidden",
                      {"adress": "registry.example"},
                      {"address": "https://registry.example", "user": "a:b", "password": "hid\nden"},
                      {"address": "index.docker.io", "user": "a", "password": "hidden"}
                    ]
                    """,
            },
        },
        new(
            "a password for a registry of ECR",
            [
                "swarm:registries[0].user: received a value; allowed: nothing for a registry of ECR, whose passwords expire after twelve hours. Remove user and password: the nodes get a role that may pull from it (docs/aws.md).",
                "swarm:registries[0].password: received a value; allowed: nothing for a registry of ECR, whose passwords expire after twelve hours. Remove user and password: the nodes get a role that may pull from it (docs/aws.md).",
            ]
        )
        {
            Settings =
            {
                ["registries"] = """
                    [{"address": "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "user": "AWS", "password": "hidden"}]
                    """,
            },
        },
        new(
            "a registry twice",
            ["""swarm:registries: received the address "registry.example" 2 times; allowed: every registry once. Remove all but one."""]
        )
        {
            Settings =
            {
                ["registries"] = """
                    [
                      {"address": "registry.example", "user": "a", "password": "hidden"},
                      {"address": "registry.example", "user": "b", "password": "hidden"}
                    ]
                    """,
            },
        },
        new(
            "a setting that nothing resembles",
            [
                "swarm:favouriteColour: received an unknown setting; allowed: one of aptMirror, caCertificates, cloudConfig, daemon, diskGiB, dockerChannel, dockerVersion, elasticAddresses, hosts, image, instanceProfile, instanceType, loadBalancer, machines, managers, networkMtu, noProxy, nodeAvailability, nodeLabels, overlayPool, overlaySubnetSize, pools, provider, proxy, publicAddresses, publicSubnetIds, publishedFrom, registries, resize, review, secretVariables, securityGroups, sessionManager, sshFrom, sshPrivateKeyFile, stackFiles, subnetIds, tags, unusedImages, variables, vpcCidr, vpcId, workers, zoneNames, zones. Run `pulumi config rm swarm:favouriteColour`.",
            ]
        )
        {
            Settings = { ["favouriteColour"] = "blue" },
        },
        new(
            "nobody who may reach SSH, in an empty list",
            [
                "swarm:sshFrom: received nothing; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Say who may reach SSH: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.",
            ]
        )
        {
            Settings = { ["sshFrom"] = "[]" },
        },
        new(
            "managers that are no number",
            ["""swarm:managers: received "one"; allowed: a whole number from 1 to 7. Run `pulumi config set swarm:managers 1`."""]
        )
        {
            Settings = { ["managers"] = "one" },
        },
        new(
            "zero managers",
            ["""swarm:managers: received "0"; allowed: a whole number from 1 to 7. Run `pulumi config set swarm:managers 1`."""]
        )
        {
            Settings = { ["managers"] = "0" },
        },
        new(
            "an even number of managers",
            [
                """swarm:managers: received "2"; allowed: an odd number from 1 to 7, since managers decide by majority. Run `pulumi config set swarm:managers 3`.""",
            ]
        )
        {
            Settings = { ["managers"] = "2" },
        },
        new(
            "too many managers",
            ["""swarm:managers: received "9"; allowed: a whole number from 1 to 7. Run `pulumi config set swarm:managers 1`."""]
        )
        {
            Settings = { ["managers"] = "9" },
        },
        new(
            "a negative number of workers",
            ["""swarm:workers: received "-1"; allowed: a whole number from 0 to 999. Run `pulumi config set swarm:workers 2`."""]
        )
        {
            Settings = { ["workers"] = "-1" },
        },
        new(
            "more nodes than allowed",
            ["""swarm:workers: received "1000"; allowed: a whole number from 0 to 999. Run `pulumi config set swarm:workers 2`."""]
        )
        {
            Settings = { ["workers"] = "1000" },
        },
        new(
            "an instance type that is none",
            [
                """swarm:instanceType: received "small"; allowed: an EC2 instance type such as t3.small. Run `pulumi config set swarm:instanceType t3.small`.""",
            ]
        )
        {
            Settings = { ["instanceType"] = "small" },
        },
        new(
            "an image that is no AMI",
            [
                """swarm:image: received "debian-13"; allowed: the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0. Run `pulumi config rm swarm:image` to have the newest Debian 13.""",
            ]
        )
        {
            Settings = { ["image"] = "debian-13" },
        },
        new(
            "a disk that is too small",
            ["""swarm:diskGiB: received "4"; allowed: a whole number from 8 to 16384. Run `pulumi config set swarm:diskGiB 20`."""]
        )
        {
            Settings = { ["diskGiB"] = "4" },
        },
        new(
            "a VPC range without a prefix",
            [
                """swarm:vpcCidr: received "10.20.0.0"; allowed: an IPv4 range from /16 to /28 without bits beyond its prefix. Run `pulumi config set swarm:vpcCidr 10.20.0.0/16`.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "10.20.0.0" },
        },
        new(
            "a VPC range with bits beyond its prefix",
            [
                """swarm:vpcCidr: received "10.20.0.1/16"; allowed: an IPv4 range from /16 to /28 without bits beyond its prefix. Run `pulumi config set swarm:vpcCidr 10.20.0.0/16`.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "10.20.0.1/16" },
        },
        new(
            "a VPC range that AWS does not allow",
            [
                """swarm:vpcCidr: received "10.0.0.0/8"; allowed: an IPv4 range from /16 to /28 without bits beyond its prefix. Run `pulumi config set swarm:vpcCidr 10.20.0.0/16`.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "10.0.0.0/8" },
        },
        new(
            "a VPC too small for the nodes",
            [
                """swarm:vpcCidr: received "10.20.0.0/26"; allowed: a range of /24 or wider, with room for 21 nodes in 3 of its four quarters, each a subnet of /28 or larger (this one: 4). Run `pulumi config set swarm:vpcCidr 10.20.0.0/24`. On a running stack, whose range stays, have fewer nodes.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "10.20.0.0/26", ["workers"] = "20" },
        },
        new(
            "a VPC too small for the zones",
            [
                """swarm:vpcCidr: received "10.20.0.0/28"; allowed: a range of /26 or wider, with room for 3 nodes in 3 of its four quarters, each a subnet of /28 or larger (this one: 0). Run `pulumi config set swarm:vpcCidr 10.20.0.0/26`. On a running stack, whose range stays, have fewer nodes.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "10.20.0.0/28" },
        },
        new(
            "a VPC on Docker's own range",
            [
                """swarm:vpcCidr: received "172.17.0.0/16"; allowed: a range that does not overlap 172.17.0.0/16 and 172.18.0.0/16, which Docker uses on every node. Choose another private range, such as 10.20.0.0/16 or 10.30.0.0/16.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "172.17.0.0/16" },
        },
        new(
            "a VPC on link-local addresses",
            [
                """swarm:vpcCidr: received "169.254.0.0/16"; allowed: a range that does not overlap 169.254.0.0/16, the link-local addresses. Choose another private range, such as 10.20.0.0/16 or 10.30.0.0/16.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "169.254.0.0/16" },
        },
        new(
            "a VPC on multicast addresses",
            [
                """swarm:vpcCidr: received "224.0.0.0/16"; allowed: a range that does not overlap 224.0.0.0/4, the multicast addresses. Choose another private range, such as 10.20.0.0/16 or 10.30.0.0/16.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "224.0.0.0/16" },
        },
        new(
            "a VPC on loopback addresses",
            [
                """swarm:vpcCidr: received "127.1.0.0/16"; allowed: a range that does not overlap 127.0.0.0/8, the loopback addresses. Choose another private range, such as 10.20.0.0/16 or 10.30.0.0/16.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "127.1.0.0/16" },
        },
        new(
            "a VPC on addresses without a network",
            [
                """swarm:vpcCidr: received "0.1.0.0/16"; allowed: a range that does not overlap 0.0.0.0/8, the addresses without a network. Choose another private range, such as 10.20.0.0/16 or 10.30.0.0/16.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "0.1.0.0/16" },
        },
        new(
            "a VPC on reserved addresses",
            [
                """swarm:vpcCidr: received "250.0.0.0/16"; allowed: a range that does not overlap 240.0.0.0/4, the reserved addresses. Choose another private range, such as 10.20.0.0/16 or 10.30.0.0/16.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "250.0.0.0/16" },
        },
        new(
            "an overlay pool on multicast addresses",
            [
                """swarm:overlayPool: received "224.0.0.0/8"; allowed: a range that does not overlap 224.0.0.0/4, the multicast addresses. Choose another private range, such as 10.64.0.0/12 or 10.128.0.0/12.""",
            ]
        )
        {
            Settings = { ["overlayPool"] = "224.0.0.0/8" },
        },
        new(
            "a zone that is a region",
            [
                """swarm:zoneNames: received "eu-central-1"; allowed: names of availability zones such as eu-central-1a, with commas between them. Use the names that `aws ec2 describe-availability-zones` shows.""",
            ]
        )
        {
            Settings = { ["zoneNames"] = "eu-central-1,eu-central-1b" },
        },
        new(
            "a zone twice",
            ["""swarm:zoneNames: received "eu-central-1a,eu-central-1a"; allowed: 1 to 3 zones, each once. Remove the surplus zones."""]
        )
        {
            Settings = { ["zoneNames"] = "eu-central-1a,eu-central-1a" },
        },
        new(
            "four zones by name",
            [
                """swarm:zoneNames: received "us-east-1a,us-east-1b,us-east-1c,us-east-1d"; allowed: 1 to 3 zones, each once. Remove the surplus zones.""",
            ]
        )
        {
            Settings = { ["zoneNames"] = "us-east-1a,us-east-1b,us-east-1c,us-east-1d" },
        },
        new(
            "another number of zones than names",
            ["""swarm:zones: received "1"; allowed: nothing beside swarm:zoneNames, which names 2. Run `pulumi config rm swarm:zones`."""]
        )
        {
            Settings = { ["zones"] = "1", ["zoneNames"] = "eu-central-1a,eu-central-1b" },
        },
        new(
            "a node to resize that there is none of",
            [
                """swarm:resize: received "node4"; allowed: nodes of the swarm, node1 to node3, with commas between them. Did you mean "node1"?""",
            ]
        )
        {
            Settings = { ["resize"] = "node2,node4" },
        },
        new(
            "too many managers to resize at once",
            [
                "swarm:resize: received 2 managers; allowed: at most 1 of 3 at once, since the others must be the majority. Name the other managers in a later run.",
            ]
        )
        {
            Settings = { ["managers"] = "3", ["resize"] = "node1,node2,node4" },
        },
        new(
            "too many zones",
            ["""swarm:zones: received "4"; allowed: a whole number from 1 to 3. Run `pulumi config set swarm:zones 3`."""]
        )
        {
            Settings = { ["zones"] = "4" },
        },
        new(
            "nobody may reach SSH",
            [
                "swarm:sshFrom: received nothing; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Say who may reach SSH: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.",
            ]
        )
        {
            Settings = { ["sshFrom"] = "" },
        },
        new(
            "a blank sshFrom",
            [
                "swarm:sshFrom: received nothing; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Say who may reach SSH: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.",
            ]
        )
        {
            Settings = { ["sshFrom"] = " " },
        },
        new(
            "SSH open to the world",
            [
                """swarm:sshFrom: received "0.0.0.0/0"; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Name the addresses that you work from: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.""",
            ]
        )
        {
            Settings = { ["sshFrom"] = "0.0.0.0/0" },
        },
        new(
            "SSH open to the IPv6 world",
            [
                """swarm:sshFrom: received "::/0"; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Name the addresses that you work from: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.""",
            ]
        )
        {
            Settings = { ["sshFrom"] = "::/0" },
        },
        new(
            "an address instead of a range",
            [
                """swarm:sshFrom: received "203.0.113.7"; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Did you mean "203.0.113.7/32"?""",
            ]
        )
        {
            Settings = { ["sshFrom"] = "203.0.113.7" },
        },
        new(
            "the world among others",
            [
                """swarm:sshFrom: received "0.0.0.0/0"; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Name the addresses that you work from: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.""",
            ]
        )
        {
            Settings = { ["sshFrom"] = """["203.0.113.7/32","0.0.0.0/0"]""" },
        },
        new(
            "the world in two halves",
            [
                "swarm:sshFrom: received ranges that are the whole internet together; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Name the addresses that you work from: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.",
            ]
        )
        {
            Settings = { ["sshFrom"] = "0.0.0.0/1,128.0.0.0/1" },
        },
        new(
            "more rules than a security group holds",
            [
                "swarm:publishedFrom: received 6 address ranges, and the stack files publish 10 ports or ranges of adjacent ports: 65 inbound rules; allowed: 60 inbound rules in a security group, among them 1 for SSH and 4 for the swarm itself. Name fewer, wider ranges, or publish adjacent ports, which share a rule.",
            ]
        )
        {
            Settings =
            {
                ["publishedFrom"] = "198.51.100.1/32,198.51.100.3/32,198.51.100.5/32,198.51.100.7/32,198.51.100.9/32,198.51.100.11/32",
            },
            StackFile = TenPorts,
        },
        new(
            "more rules than a security group holds, for those who may reach SSH, with an encrypted network",
            [
                "swarm:sshFrom: received 6 address ranges, and the stack files publish 10 ports or ranges of adjacent ports: 71 inbound rules; allowed: 60 inbound rules in a security group, among them 6 for SSH and 5 for the swarm itself. Name fewer, wider ranges, or publish adjacent ports, which share a rule.",
            ]
        )
        {
            Settings = { ["sshFrom"] = "198.51.100.1/32,198.51.100.3/32,198.51.100.5/32,198.51.100.7/32,198.51.100.9/32,198.51.100.11/32" },
            StackFile = TenPorts + "\nnetworks: {secret: {driver_opts: {encrypted: ''}}}",
        },
        new(
            "more rules than a security group holds, with spot machines",
            [
                "swarm:publishedFrom: received 6 address ranges, and the stack files publish 10 ports or ranges of adjacent ports: 66 inbound rules; allowed: 60 inbound rules in a security group, among them 1 for SSH and 5 for the swarm itself. Name fewer, wider ranges, or publish adjacent ports, which share a rule.",
            ]
        )
        {
            Settings =
            {
                ["publishedFrom"] = "198.51.100.1/32,198.51.100.3/32,198.51.100.5/32,198.51.100.7/32,198.51.100.9/32,198.51.100.11/32",
                ["pools"] = """[{"name": "batch", "count": 1, "spot": true}]""",
            },
            StackFile = TenPorts,
        },
        new(
            "more rules than the security group of a load balancer holds",
            [
                "swarm:publishedFrom: received 7 address ranges, and the stack files publish 10 ports or ranges of adjacent ports: 70 inbound rules; allowed: 60 inbound rules in a security group, here that of the load balancer. Name fewer, wider ranges, or publish adjacent ports, which share a rule.",
            ]
        )
        {
            Settings =
            {
                ["publishedFrom"] =
                    "198.51.100.1/32,198.51.100.3/32,198.51.100.5/32,198.51.100.7/32,198.51.100.9/32,198.51.100.11/32,198.51.100.13/32",
                ["loadBalancer"] = "{}",
            },
            StackFile = TenPorts,
        },
        new(
            "a load balancer that is no mapping",
            [
                """swarm:loadBalancer: received "true"; allowed: a mapping such as {pools: [edge]}; {} for one in front of all nodes. Write it as a mapping in Pulumi.<stack>.yaml, or run `pulumi config rm swarm:loadBalancer`.""",
            ]
        )
        {
            Settings = { ["loadBalancer"] = "true" },
        },
        new(
            "a load balancer of which nothing is right",
            [
                """swarm:loadBalancer.pool: received an unknown key; allowed: one of pools, internal. Did you mean "pools"?""",
                """swarm:loadBalancer.internal: received "yes"; allowed: true or false. Write internal: true.""",
                """swarm:loadBalancer.pools[0]: received "front"; allowed: a pool that has nodes: db, edge. Remove it.""",
                """swarm:loadBalancer.pools[1]: received "edg"; allowed: a pool that has nodes: db, edge. Did you mean "edge"?""",
                """swarm:loadBalancer.pools[3]: received "db" once more; allowed: every pool once. Remove it.""",
            ]
        )
        {
            Settings =
            {
                ["loadBalancer"] = """{"pool": "db", "internal": "yes", "pools": ["front", "edg", "db", "db"]}""",
                ["pools"] = """[{"name": "db", "count": 1}, {"name": "edge", "count": 2}, {"name": "front", "count": 0}]""",
            },
        },
        new(
            "a load balancer for pools that are not there",
            [
                """swarm:loadBalancer.pools: received ["edge"]; allowed: nothing, since no pool of swarm:pools has nodes. Remove pools: the load balancer then sends to all nodes.""",
            ]
        )
        {
            Settings = { ["loadBalancer"] = """{"pools": ["edge"]}""" },
        },
        new(
            "a load balancer in a VPC that has no room for it",
            [
                """swarm:vpcCidr: received "10.20.0.0/24"; allowed: a range of /23 or wider, with room for 4 nodes of pools in one zone and 8 addresses of the load balancer in a sixteenth, a subnet of /28 or larger (this one: 11). Run `pulumi config set swarm:vpcCidr 10.20.0.0/23`. On a running stack, whose range stays, have fewer nodes in pools or no load balancer.""",
            ]
        )
        {
            Settings =
            {
                ["vpcCidr"] = "10.20.0.0/24",
                ["zones"] = "1",
                ["loadBalancer"] = "{}",
                ["pools"] = """[{"name": "db", "count": 4}]""",
            },
        },
        new(
            "ports that a load balancer cannot pass on",
            [
                "stacks/demo.yaml:1:38 services.voice.ports: received the port 5060/sctp; allowed: tcp and udp on AWS: a security group opens any other protocol with all its ports, and a network load balancer listens on none. Publish it with one of these, or remove the port.",
                "stacks/demo.yaml:1:56 services.voice.ports: received the port 5061/udp beside swarm:loadBalancer; allowed: a port of udp beside one of tcp, of any service, since a load balancer finds out by tcp which nodes answer. Publish a port of tcp as well, or run `pulumi config rm swarm:loadBalancer`.",
                "stacks/demo.yaml:1:73 services.voice.ports: received the port 53/udp beside swarm:loadBalancer; allowed: a port of udp in host mode whose service publishes one of tcp in host mode too, since a load balancer finds out by tcp which nodes run it. Publish a port of tcp as well, or run `pulumi config rm swarm:loadBalancer`.",
            ]
        )
        {
            Settings = { ["loadBalancer"] = "{}" },
            StackFile =
                "services: {voice: {image: a, ports: ['5060:5060/sctp', '5061:5061/udp', {target: 53, published: 53, protocol: udp, mode: host}]}}",
        },
        new(
            "a port that a security group cannot open",
            [
                "stacks/demo.yaml:1:38 services.voice.ports: received the port 5060/sctp; allowed: tcp and udp on AWS: a security group opens any other protocol with all its ports, and a network load balancer listens on none. Publish it with one of these, or remove the port.",
            ]
        )
        {
            StackFile = "services: {voice: {image: a, ports: ['5060:5060/sctp']}}",
        },
        new(
            "more ports than a load balancer listens on",
            [
                "swarm:loadBalancer: received 51 published ports; allowed: at most 50, as many listeners as a network load balancer can have. Publish fewer ports, or put a proxy in front of the services.",
            ]
        )
        {
            Settings = { ["loadBalancer"] = "{}" },
            StackFile = "services: {web: {image: a, ports: ['8000-8050:8000-8050']}}",
        },
        new("a range twice", ["""swarm:sshFrom: received "203.0.113.7/32" twice; allowed: every range once. Remove one of them."""])
        {
            Settings = { ["sshFrom"] = "203.0.113.7/32,203.0.113.7/32" },
        },
        new(
            "published ports for a name",
            [
                """swarm:publishedFrom: received "everybody"; allowed: one or more IPv4 ranges, such as 203.0.113.7/32. Name the addresses that you work from: `pulumi config set swarm:publishedFrom $(curl -s https://checkip.amazonaws.com)/32`.""",
            ]
        )
        {
            Settings = { ["publishedFrom"] = "everybody" },
        },
        new(
            "a list that is not closed",
            ["""swarm:sshFrom: received "["203.0.113.7/32""; allowed: a list of texts. Write it as a list in Pulumi.<stack>.yaml."""]
        )
        {
            Settings = { ["sshFrom"] = @"[""203.0.113.7/32""" },
        },
        new("a number in a list of ranges", ["swarm:sshFrom: received 22; allowed: a list of texts. Put the value between quotes."])
        {
            Settings = { ["sshFrom"] = "[22]" },
        },
        new(
            "an unknown Docker channel",
            [
                """swarm:dockerChannel: received "stable"; allowed: "docker" or "distro". Run `pulumi config set swarm:dockerChannel docker`.""",
            ]
        )
        {
            Settings = { ["dockerChannel"] = "stable" },
        },
        new(
            "a Docker version that is none",
            [
                """swarm:dockerVersion: received "latest"; allowed: an engine version or its beginning, such as 28.5.2 or 28.5. Run `pulumi config rm swarm:dockerVersion` to have the newest of the channel.""",
            ]
        )
        {
            Settings = { ["dockerVersion"] = "latest" },
        },
        new(
            "settings of the engine that are no mapping",
            [
                "swarm:daemon: received no mapping; allowed: settings of daemon.json and their values. Run `pulumi config set --path swarm:daemon.NAME VALUE` for each.",
            ]
        )
        {
            Settings = { ["daemon"] = "debug" },
        },
        new(
            "what the engine of a swarm cannot have",
            [
                "swarm:daemon.live-restore: received true; allowed: false, since a swarm does not work with it. Run `pulumi config rm --path swarm:daemon.live-restore`.",
                """swarm:daemon.firewall-backend: received "nftables"; allowed: "iptables", since a swarm does not work with the other, except with features.swarm-nftables of Docker Engine 29.6 and newer. Run `pulumi config rm --path swarm:daemon.firewall-backend`.""",
                "swarm:daemon.hosts: received a value; allowed: nothing, since the service docker says it on its command line, and the engine would not start. Run `pulumi config rm --path swarm:daemon.hosts`.",
                "swarm:daemon.log-opts.max-file: received 5; allowed: a text. Put the value between quotes in Pulumi.<stack>.yaml.",
                """swarm:daemon.default-address-pools: received "10.20.128.0/17"; allowed: ranges that do not overlap swarm:vpcCidr 10.20.0.0/16. Choose another private range.""",
                """swarm:daemon.default-address-pools: received "10.64.0.0/16"; allowed: ranges that do not overlap swarm:overlayPool 10.64.0.0/12. Choose another private range.""",
                """swarm:daemon.default-address-pools: received "172.20.0.1/16"; allowed: a list of base, an IP range, and size. For example [{base: 172.20.0.0/16, size: 20}].""",
                """swarm:daemon.registry-mirrors: received "mirror.example.com"; allowed: addresses that begin with https:// or http://. For example https://mirror.example.com.""",
            ]
        )
        {
            Settings =
            {
                ["daemon"] = """
                    {"live-restore": true, "firewall-backend": "nftables", "features": {"swarm-nftables": false}, "hosts": ["tcp://0.0.0.0:2375"],
                     "log-opts": {"max-file": 5, "max-size": "10m"},
                     "default-address-pools": [{"base": "10.20.128.0/17", "size": 24}, {"base": "10.64.0.0/16", "size": 24}, {"base": "172.20.0.1/16", "size": 20}, {"base": "fd00::/64", "size": 80}],
                     "registry-mirrors": ["mirror.example.com"]}
                    """,
            },
        },
        new(
            "what no node can use in a company's network",
            [
                "swarm:proxy: received an address of another form; allowed: an address such as http://proxy.example.com:3128. Run `pulumi config set --secret swarm:proxy http://NAME:PASSWORD@HOST:PORT`, where letters other than a to z, digits and hyphens are written as in %40 for @.",
                """swarm:noProxy: received "http://registry"; allowed: host names, domains and ranges, with commas between them. Correct or remove it.""",
                """swarm:aptMirror: received "mirror.example.com"; allowed: an address such as https://mirror.example.com/debian. Run `pulumi config rm swarm:aptMirror` to have the sources of every node.""",
                """swarm:caCertificates: received "none.pem", which does not exist; allowed: files in PEM format, relative to the project. Name another file, or convert a copy with `openssl x509 -inform der -in FILE -out FILE.pem`.""",
                """swarm:caCertificates: received "keys/public", which has no certificate in PEM format; allowed: files in PEM format, relative to the project. Name another file, or convert a copy with `openssl x509 -inform der -in FILE -out FILE.pem`.""",
                """swarm:unusedImages: received "delete"; allowed: "remove" or "keep". Run `pulumi config set swarm:unusedImages remove`.""",
            ]
        )
        {
            Settings =
            {
                ["proxy"] = "http://me:p@ss$word@proxy:3128",
                ["noProxy"] = "http://registry",
                ["aptMirror"] = "mirror.example.com",
                ["caCertificates"] = "none.pem,keys/public",
                ["unusedImages"] = "delete",
            },
        },
        new(
            "an overlay pool on the VPC",
            [
                """swarm:overlayPool: received "10.16.0.0/12"; allowed: a range that does not overlap swarm:vpcCidr 10.20.0.0/16. Choose another private range, such as 10.64.0.0/12 or 10.128.0.0/12.""",
            ]
        )
        {
            Settings = { ["overlayPool"] = "10.16.0.0/12" },
        },
        new(
            "an overlay pool on Docker's own range",
            [
                """swarm:overlayPool: received "172.16.0.0/12"; allowed: a range that does not overlap 172.17.0.0/16 and 172.18.0.0/16, which Docker uses on every node. Choose another private range, such as 10.64.0.0/12 or 10.128.0.0/12.""",
            ]
        )
        {
            Settings = { ["overlayPool"] = "172.16.0.0/12" },
        },
        new(
            "an overlay pool that is too small",
            [
                """swarm:overlayPool: received "10.64.0.0/25"; allowed: an IPv4 range from /8 to /24 without bits beyond its prefix. Run `pulumi config set swarm:overlayPool 10.64.0.0/12`.""",
            ]
        )
        {
            Settings = { ["overlayPool"] = "10.64.0.0/25" },
        },
        new(
            "overlay subnets as large as the pool",
            [
                """swarm:overlaySubnetSize: received "16"; allowed: a prefix length longer than that of swarm:overlayPool 10.64.0.0/16. Run `pulumi config set swarm:overlaySubnetSize 24`.""",
            ]
        )
        {
            Settings = { ["overlayPool"] = "10.64.0.0/16", ["overlaySubnetSize"] = "16" },
        },
        new(
            "an MTU that no network carries",
            [
                """swarm:networkMtu: received "65536"; allowed: a whole number from 576 to 9216. Run `pulumi config set swarm:networkMtu 1500`.""",
            ]
        )
        {
            Settings = { ["networkMtu"] = "65536" },
        },
        new(
            "a key file that is not there",
            [
                """swarm:sshPrivateKeyFile: received "keys/none", which does not exist; allowed: the file of a private SSH key in OpenSSH format without a passphrase. Make one with `ssh-keygen -t ed25519`, or name another file.""",
            ]
        )
        {
            Settings = { ["sshPrivateKeyFile"] = "keys/none" },
        },
        new(
            "a public key instead of a private one",
            [
                """swarm:sshPrivateKeyFile: received "keys/public", which is in another format; allowed: the file of a private SSH key in OpenSSH format without a passphrase. Convert a copy with `ssh-keygen -p -N '' -f keys/public`, or name another file.""",
            ]
        )
        {
            Settings = { ["sshPrivateKeyFile"] = "keys/public" },
        },
        new(
            "a key with a passphrase",
            [
                """swarm:sshPrivateKeyFile: received "keys/encrypted", which is encrypted with a passphrase; allowed: the file of a private SSH key in OpenSSH format without a passphrase. Convert a copy with `ssh-keygen -p -N '' -f keys/encrypted`, or name another file.""",
            ]
        )
        {
            Settings = { ["sshPrivateKeyFile"] = "keys/encrypted" },
        },
        new(
            "a damaged key",
            [
                """swarm:sshPrivateKeyFile: received "keys/damaged", which is damaged; allowed: the file of a private SSH key in OpenSSH format without a passphrase. Convert a copy with `ssh-keygen -p -N '' -f keys/damaged`, or name another file.""",
            ]
        )
        {
            Settings = { ["sshPrivateKeyFile"] = "keys/damaged" },
        },
        new(
            "hosts although they are to be created",
            [
                "swarm:hosts: received a list of hosts; allowed: nothing, unless swarm:provider is hosts. Run `pulumi config rm swarm:hosts`, or `pulumi config set swarm:provider hosts`.",
            ]
        )
        {
            Settings =
            {
                ["hosts"] =
                    """[{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}]""",
            },
        },
        new(
            "a stack file that is not there",
            [
                """swarm:stackFiles: received "stacks/production.yaml", which does not exist; allowed: files in Compose format, relative to PROJECT. Correct the path, or create the file.""",
            ]
        )
        {
            Settings = { ["stackFiles"] = "stacks/production.yaml" },
        },
        new(
            "several problems at once",
            [
                """swarm:managers: received "2"; allowed: an odd number from 1 to 7, since managers decide by majority. Run `pulumi config set swarm:managers 3`.""",
                """swarm:sshFrom: received "0.0.0.0/0"; allowed: one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32. Name the addresses that you work from: `pulumi config set swarm:sshFrom $(curl -s https://checkip.amazonaws.com)/32`.""",
                """swarm:zones: received "many"; allowed: a whole number from 1 to 3. Run `pulumi config set swarm:zones 3`.""",
            ]
        )
        {
            Settings =
            {
                ["sshFrom"] = "0.0.0.0/0",
                ["managers"] = "2",
                ["zones"] = "many",
            },
        },
        new(
            "labels of nodes that are no mapping",
            [
                """swarm:nodeLabels: received "disk=ssd"; allowed: a mapping such as {workers: {disk: ssd}, node2: {zone: b}}. Write it as a mapping in Pulumi.<stack>.yaml.""",
            ]
        )
        {
            Settings = { ["nodeLabels"] = "disk=ssd" },
        },
        new(
            "labels of nodes that there are not",
            [
                """swarm:nodeLabels.node4: received no node of the swarm; allowed: managers, workers, or a node: node1 to node3. Did you mean "node1"?""",
                "swarm:nodeLabels.database: received no node of the swarm; allowed: managers, workers, or a node: node1 to node3. Remove it.",
                "swarm:nodeLabels.node2: received true; allowed: a mapping of labels, such as {disk: ssd}. For example {disk: ssd}.",
            ]
        )
        {
            Settings = { ["nodeLabels"] = """{"node4": {"disk": "ssd"}, "database": {"disk": "ssd"}, "node2": true}""" },
        },
        new(
            "availabilities that there are not",
            [
                """swarm:nodeAvailability.node9: received no node of the swarm; allowed: managers, workers, or a node: node1 to node3. Did you mean "node1"?""",
                """swarm:nodeAvailability.managers: received false; allowed: "active" or "pause" or "drain". Choose one of them, or remove it to leave the node as it is.""",
                """swarm:nodeAvailability.workers: received "paused"; allowed: "active" or "pause" or "drain". Did you mean "pause"?""",
            ]
        )
        {
            Settings = { ["nodeAvailability"] = """{"node9": "drain", "managers": false, "workers": "paused"}""" },
        },
        new(
            "a review that is no mapping",
            [
                """swarm:review: received "strict"; allowed: a mapping such as {nodes: 12, accept: [{rule: image-latest, scope: services.web, reason: …, until: never}]}. Write it as a mapping in Pulumi.<stack>.yaml.""",
            ]
        )
        {
            Settings = { ["review"] = "strict" },
        },
        new(
            "a review with everything wrong",
            [
                "swarm:review.node: received an unknown key; allowed: one of nodes, keyDays, accept. Did you mean \"nodes\"?",
                "swarm:review.nodes: received 0; allowed: a whole number from 1 to 1000. For example nodes: 12.",
                """swarm:review.keyDays: received "365"; allowed: a whole number from 1 to 36500. For example keyDays: 365.""",
                """swarm:review.accept[0]: received "image-latest"; allowed: a list of findings such as {rule: image-latest, scope: services.web, reason: …, until: 2027-03-31, by: …}. Give every entry its keys.""",
                "swarm:review.accept[1].wherefore: received an unknown key; allowed: one of rule, scope, reason, until, by. Remove it.",
                "swarm:review.accept[1].rule: received nothing; allowed: the name of a rule in docs/rules.md. For example rule: image-latest.",
                """swarm:review.accept[1].scope: received ["services.web"]; allowed: what the finding is about, as the report names it. For example scope: services.web.""",
                """swarm:review.accept[1].reason: received " "; allowed: one line of text. For example reason: the vendor ships no other image.""",
                """swarm:review.accept[1].until: received "2027-02-32"; allowed: a day such as 2027-03-31, after which the finding counts again, or never. For example until: 2027-03-31.""",
            ]
        )
        {
            Settings =
            {
                ["review"] = """
                    {
                      "node": 3,
                      "nodes": 0,
                      "keyDays": "365",
                      "accept": ["image-latest", {"wherefore": "x", "scope": ["services.web"], "reason": " ", "until": "2027-02-32"}]
                    }
                    """,
            },
        },
        new(
            "accepted findings that are no list",
            [
                "swarm:review.accept: received something other than a list; allowed: a list of findings such as {rule: image-latest, scope: services.web, reason: …, until: 2027-03-31, by: …}. Write it as a list in Pulumi.<stack>.yaml.",
            ]
        )
        {
            Settings = { ["review"] = """{"accept": {"rule": "image-latest"}}""" },
        },
        new(
            "security groups that are none, one of them twice",
            [
                """swarm:securityGroups: received "default"; allowed: ids of security groups in the stack's VPC such as sg-0123456789abcdef0, with commas between them. Use the ids that `aws ec2 describe-security-groups` shows.""",
                """swarm:securityGroups: received "default,sg-0123456789abcdef0,sg-0123456789abcdef0"; allowed: at most 15 groups, each once. Remove the surplus groups.""",
            ]
        )
        {
            Settings = { ["securityGroups"] = "default,sg-0123456789abcdef0,sg-0123456789abcdef0" },
        },
        new(
            "an existing VPC that is none, with subnets that are none, one of them twice",
            [
                """swarm:subnetIds: received "subnet-1"; allowed: ids of subnets of swarm:vpcId such as subnet-0123456789abcdef0, with commas between them. Use the ids that `aws ec2 describe-subnets` shows.""",
                """swarm:subnetIds: received "subnet-00000001" 2 times; allowed: every subnet once. Remove the surplus ones.""",
                """swarm:vpcId: received "default"; allowed: the id of a VPC such as vpc-0123456789abcdef0. Use the id that `aws ec2 describe-vpcs` shows.""",
            ]
        )
        {
            Settings = { ["vpcId"] = "default", ["subnetIds"] = "subnet-1,subnet-00000001,subnet-00000001" },
        },
        new(
            "an existing VPC without subnets, and with a range, zones and a pool's zones",
            [
                """swarm:subnetIds: received nothing; allowed: ids of subnets of swarm:vpcId such as subnet-0123456789abcdef0, with commas between them. Name those that nodes may be in; `aws ec2 describe-subnets --filters Name=vpc-id,Values=vpc-00000001` lists them.""",
                """swarm:vpcCidr: received "10.30.0.0/16"; allowed: nothing beside swarm:vpcId, since vpc-00000001 has its ranges and subnets already. Run `pulumi config rm swarm:vpcCidr`.""",
                """swarm:zones: received "2"; allowed: nothing beside swarm:vpcId, since vpc-00000001 has its ranges and subnets already. Run `pulumi config rm swarm:zones`.""",
                """swarm:zoneNames: received "eu-central-1a,eu-central-1b"; allowed: nothing beside swarm:vpcId, since vpc-00000001 has its ranges and subnets already. Run `pulumi config rm swarm:zoneNames`.""",
                """swarm:pools[0].zones: received ["eu-central-1a"]; allowed: nothing beside swarm:vpcId, since nodes of pools are spread over swarm:subnetIds as all others are. Remove zones.""",
            ]
        )
        {
            Settings =
            {
                ["vpcId"] = "vpc-00000001",
                ["vpcCidr"] = "10.30.0.0/16",
                ["zones"] = "2",
                ["zoneNames"] = "eu-central-1a,eu-central-1b",
                ["pools"] = """[{"name": "db", "count": 1, "zones": ["eu-central-1a"]}]""",
            },
        },
        new(
            "an existing VPC without subnets, so that nothing is known of nodes, beside a container of one",
            [
                """swarm:subnetIds: received nothing; allowed: ids of subnets of swarm:vpcId such as subnet-0123456789abcdef0, with commas between them. Name those that nodes may be in; `aws ec2 describe-subnets --filters Name=vpc-id,Values=vpc-00000001` lists them.""",
            ]
        )
        {
            StackFile = """
                networks:
                  my-overlay: {attachable: true}
                x-containers:
                  app1: {image: nginx, node: node2, networks: [my-overlay]}
                """,
            Settings = { ["vpcId"] = "vpc-00000001" },
        },
        new(
            "machines that a load balancer takes for no targets",
            [
                """swarm:pools[0].instanceType: received "m3.medium" beside swarm:loadBalancer; allowed: a type that a network load balancer takes as a target, and none of c1, cc1, cc2, cg1, cg2, cr1, g1, g2, hi1, hs1, m1, m2, m3, t1. Choose a newer one, or run `pulumi config rm swarm:loadBalancer`.""",
            ]
        )
        {
            Settings =
            {
                ["loadBalancer"] = """{"pools": ["edge"]}""",
                ["instanceType"] = "t1.micro",
                ["pools"] = """[{"name": "edge", "count": 2, "instanceType": "m3.medium"}]""",
            },
        },
        new(
            "what would be of a spot machine alone",
            [
                """stacks/demo.yaml:4:30 x-containers.app1.node: received "batch1", a spot machine, which AWS may take back with all that is on it; allowed: a node that stays. Choose another node, or make it a service, whose tasks the swarm starts elsewhere.""",
                """stacks/demo.yaml:6:27 volumes.data.x-nodes: received "batch1", a spot machine, which AWS may take back with all that is on it; allowed: a node that stays. Choose another node, or leave x-nodes out: on spot machines the engine makes the volume with the first task that mounts it.""",
            ]
        )
        {
            StackFile = """
                networks:
                  my-overlay: {attachable: true}
                x-containers:
                  app1: {image: nginx, node: batch1, networks: [my-overlay]}
                volumes:
                  data: {x-nodes: [node2, batch1]}
                """,
            Settings = { ["pools"] = """[{"name": "batch", "count": 1, "spot": true}]""" },
        },
        new(
            "subnets without their VPC",
            [
                """swarm:subnetIds: received "subnet-00000001,subnet-00000002"; allowed: nothing, unless swarm:vpcId names their VPC. Name it, or run `pulumi config rm swarm:subnetIds` to have a VPC of the stack's own.""",
            ]
        )
        {
            Settings = { ["subnetIds"] = "subnet-00000001,subnet-00000002" },
        },
        new(
            "a bastion in an existing VPC without a public subnet",
            [
                """swarm:publicSubnetIds: received nothing beside swarm:publicAddresses bastion; allowed: ids of public subnets of swarm:vpcId such as subnet-0123456789abcdef2, with commas between them. Name the subnet that the bastion may be in; `aws ec2 describe-subnets --filters Name=vpc-id,Values=vpc-00000001` lists them.""",
            ]
        )
        {
            Settings =
            {
                ["vpcId"] = "vpc-00000001",
                ["subnetIds"] = "subnet-00000001",
                ["publicAddresses"] = "bastion",
            },
        },
        new(
            "public subnets without a bastion, one of them for nodes too",
            [
                """swarm:publicSubnetIds: received "subnet-00000001", which swarm:subnetIds names too; allowed: public subnets beside those of the nodes. Remove it from one of them.""",
                """swarm:publicSubnetIds: received "subnet-00000001"; allowed: nothing without swarm:publicAddresses bastion, since the subnets of the nodes are public ones then. Run `pulumi config rm swarm:publicSubnetIds`.""",
            ]
        )
        {
            Settings =
            {
                ["vpcId"] = "vpc-00000001",
                ["subnetIds"] = "subnet-00000001",
                ["publicSubnetIds"] = "subnet-00000001",
            },
        },
        new(
            "a proxy in an existing VPC, whose range goes through it",
            [
                """swarm:noProxy: received "git.example"; allowed: the range of vpc-00000001 among the names, since swarm:proxy is set and the nodes reach each other without a proxy. `aws ec2 describe-vpcs --vpc-ids vpc-00000001` shows the range. Run `pulumi config set swarm:noProxy git.example,10.0.0.0/16`.""",
            ]
        )
        {
            Settings =
            {
                ["vpcId"] = "vpc-00000001",
                ["subnetIds"] = "subnet-00000001",
                ["proxy"] = "http://proxy.example:3128",
                ["noProxy"] = "git.example",
            },
        },
        new(
            "an instance profile by its ARN",
            [
                """swarm:instanceProfile: received "arn:aws:iam::123456789012:instance-profile/x"; allowed: the name of an instance profile, without its path. Run `pulumi config set swarm:instanceProfile x`.""",
            ]
        )
        {
            Settings = { ["instanceProfile"] = "arn:aws:iam::123456789012:instance-profile/x" },
        },
        new(
            "an instance profile with its path",
            [
                """swarm:instanceProfile: received "/team/x"; allowed: the name of an instance profile, without its path. Run `pulumi config set swarm:instanceProfile x`.""",
            ]
        )
        {
            Settings = { ["instanceProfile"] = "/team/x" },
        },
        new(
            "a role instead of an instance profile",
            [
                """swarm:instanceProfile: received "arn:aws:iam::123456789012:role/x"; allowed: the name of an instance profile, without its path. Use the name that `aws iam list-instance-profiles` shows.""",
            ]
        )
        {
            Settings = { ["instanceProfile"] = "arn:aws:iam::123456789012:role/x" },
        },
        new(
            "settings with a name and no value",
            [
                "swarm:instanceType: received an empty value; allowed: an EC2 instance type such as t3.small. Write a value, or run `pulumi config rm swarm:instanceType` for what holds without one: t3.small.",
                "swarm:vpcId: received an empty value; allowed: the id of a VPC such as vpc-0123456789abcdef0. Write a value, or run `pulumi config rm swarm:vpcId` for what holds without one: a VPC of the stack's own.",
                "swarm:pools: received an empty value; allowed: a list of pools such as {name: db, count: 2, instanceType: t3.large, labels: {disk: ssd}}. Write a value, or run `pulumi config rm swarm:pools` for what holds without one: none.",
                "swarm:loadBalancer: received an empty value; allowed: a mapping such as {pools: [edge]}; {} for one in front of all nodes. Write a value, or run `pulumi config rm swarm:loadBalancer` for what holds without one: none.",
            ]
        )
        {
            // As `swarm:loadBalancer:` with nothing behind it arrives.
            Settings =
            {
                ["loadBalancer"] = "",
                ["pools"] = " ",
                ["vpcId"] = "",
                ["instanceType"] = "",
            },
        },
        new(
            "spot machines in wrong places",
            [
                """swarm:spot: received an unknown setting; allowed: one of aptMirror, caCertificates, cloudConfig, daemon, diskGiB, dockerChannel, dockerVersion, elasticAddresses, hosts, image, instanceProfile, instanceType, loadBalancer, machines, managers, networkMtu, noProxy, nodeAvailability, nodeLabels, overlayPool, overlaySubnetSize, pools, provider, proxy, publicAddresses, publicSubnetIds, publishedFrom, registries, resize, review, secretVariables, securityGroups, sessionManager, sshFrom, sshPrivateKeyFile, stackFiles, subnetIds, tags, unusedImages, variables, vpcCidr, vpcId, workers, zoneNames, zones. Write spot: true in an entry of swarm:pools: only workers in pools can be spot instances (docs/aws.md).""",
                "swarm:machines.spot: received none of the three kinds; allowed: managers, workers or bastion; machines of other kinds are in swarm:pools. Write spot: true in an entry of swarm:pools: only workers in pools can be spot instances (docs/aws.md).",
                "swarm:machines.managers.spot: received an unknown key; allowed: one of instanceType, image, diskGiB. Write spot: true in an entry of swarm:pools: only workers in pools can be spot instances (docs/aws.md).",
            ]
        )
        {
            Settings = { ["spot"] = "true", ["machines"] = """{"spot": true, "managers": {"spot": true}}""" },
        },
        new(
            "values in a list, or by another word",
            [
                """swarm:vpcId: received "["vpc-00000001"]"; allowed: the id of a VPC such as vpc-0123456789abcdef0. Run `pulumi config set swarm:vpcId vpc-00000001`.""",
                """swarm:publicAddresses: received "["bastion"]"; allowed: "all" or "bastion". Run `pulumi config set swarm:publicAddresses bastion`.""",
                """swarm:sessionManager: received "off"; allowed: true or false. Run `pulumi config set swarm:sessionManager false`.""",
            ]
        )
        {
            Settings =
            {
                ["vpcId"] = """["vpc-00000001"]""",
                ["subnetIds"] = "subnet-00000001",
                ["publicAddresses"] = """["bastion"]""",
                ["publicSubnetIds"] = "subnet-00000002",
                ["machines"] = """{"bastion": {"instanceType": "t4g.micro"}}""",
                ["sessionManager"] = "off",
            },
        },
        new(
            "Elastic IP addresses that are not wanted, and others that nobody understands",
            [
                """swarm:elasticAddresses: received "no"; allowed: true or false. Run `pulumi config set swarm:elasticAddresses false`.""",
                """swarm:sessionManager: received "perhaps"; allowed: true or false. Write true or false; without the setting it is false.""",
            ]
        )
        {
            Settings = { ["elasticAddresses"] = "no", ["sessionManager"] = "perhaps" },
        },
        new(
            "public subnets, and the machine of a bastion, beside public addresses that nobody understands",
            [
                """swarm:publicAddresses: received "none"; allowed: "all" or "bastion". Run `pulumi config set swarm:publicAddresses bastion` for nodes without public addresses, or `pulumi config rm swarm:publicAddresses` for nodes that all have one.""",
            ]
        )
        {
            Settings =
            {
                ["vpcId"] = "vpc-00000001",
                ["subnetIds"] = "subnet-00000001",
                ["publicAddresses"] = "none",
                ["publicSubnetIds"] = "subnet-00000002",
                ["machines"] = """{"bastion": {"instanceType": "t4g.micro"}}""",
            },
        },
        new(
            "a VPC that has no room for anything",
            [
                """swarm:vpcCidr: received "10.20.0.16/28"; allowed: a range of /22 or wider, with room for 3 nodes in 3 of its four quarters, each a subnet of /28 or larger (this one: 0), and room for 1 node of pools in one zone in a sixteenth, a subnet of /28 or larger (this one: 0), and public subnets beside those of the nodes for swarm:publicAddresses bastion. Run `pulumi config set swarm:vpcCidr 10.20.0.0/22`. On a running stack, whose range stays, have fewer nodes or fewer nodes in pools or no bastion.""",
            ]
        )
        {
            Settings =
            {
                ["vpcCidr"] = "10.20.0.16/28",
                ["publicAddresses"] = "bastion",
                ["pools"] = """[{"name": "db", "count": 1}]""",
            },
        },
        new(
            "cloud-config of other kinds than cloud-init reads",
            [
                "swarm:cloudConfig.packages: received a text; allowed: a list, each item the name of a package, a list of its name and its version, or a mapping of apt and snap. For example packages: [jq].",
                "swarm:cloudConfig.runcmd: received a text; allowed: a list, each item a command, as a text (between quotes where it has a colon) or as a list of texts. For example runcmd: [[systemctl, restart, cron]].",
                "swarm:cloudConfig.bootcmd[1]: received a mapping; allowed: a command, as a text (between quotes where it has a colon) or as a list of texts. For example bootcmd: [[systemctl, mask, apt-daily.timer]].",
                "swarm:cloudConfig.apt: received nothing; allowed: a mapping. For example apt: {preserve_sources_list: true}.",
                "swarm:cloudConfig.package_update: received a text; allowed: true or false. For example package_update: true.",
                "swarm:cloudConfig.timezone: received a list of 1; allowed: a text. For example timezone: Europe/Berlin.",
                "swarm:cloudConfig.keyboard: received a mapping; allowed: a mapping with layout. For example keyboard: {layout: de}.",
                "swarm:cloudConfig.mounts[0]: received a text; allowed: a list of one to six texts. For example mounts: [[/dev/nvme1n1, /data]].",
                "swarm:cloudConfig.write_files[0]: received a mapping; allowed: a mapping with path. For example write_files: [{path: /etc/motd, content: hello}].",
                "swarm:cloudConfig.write_files[1].permissions: received a number; allowed: a text such as '0644'. For example permissions: '0644'.",
                "swarm:cloudConfig.write_files[1].encoding: received a text; allowed: one of gz, gzip, gz+base64, gzip+base64, gz+b64, gzip+b64, b64, base64, text/plain. For example encoding: b64.",
                "swarm:cloudConfig.write_files[1].append: received a text; allowed: true or false. For example append: true.",
            ]
        )
        {
            Settings =
            {
                ["cloudConfig"] = """
                    packages: nginx
                    runcmd: systemctl restart nginx
                    bootcmd:
                      - [sleep, 5]
                      - echo secret: 1
                    apt:
                    package_update: later
                    timezone: [Europe/Berlin]
                    keyboard: {model: pc105}
                    mounts: [/dev/nvme1n1]
                    write_files:
                      - {content: x}
                      - {path: /etc/a, permissions: 644, encoding: hex, append: perhaps}
                    """,
            },
        },
        new(
            "a port of tcp and udp in host mode that are of different services",
            [
                "stacks/demo.yaml:1:102 services.dns.ports: received the port 53/udp in host mode beside swarm:loadBalancer, and 53/tcp in host mode of web; allowed: both of the same services, since a load balancer has one listener for tcp and udp under one number, which sends both to the same nodes. Choose another number, publish 53/tcp by dns too, or run `pulumi config rm swarm:loadBalancer`.",
            ]
        )
        {
            Settings = { ["loadBalancer"] = "{}" },
            StackFile =
                "services: {web: {image: a, ports: [{target: 1, published: 53, mode: host}]}, dns: {image: a, ports: [{target: 1, published: 53, protocol: udp, mode: host}, {target: 2, published: 9, mode: host}]}}",
        },
        new(
            "a port of tcp in host mode of a service more than of udp",
            [
                "stacks/demo.yaml:1:36 services.web.ports: received the port 53/tcp in host mode beside swarm:loadBalancer, and 53/udp in host mode of dns; allowed: both of the same services, since a load balancer has one listener for tcp and udp under one number, which sends both to the same nodes. Choose another number, publish 53/udp by web too, or run `pulumi config rm swarm:loadBalancer`.",
            ]
        )
        {
            Settings = { ["loadBalancer"] = "{}" },
            StackFile =
                "services: {web: {image: a, ports: [{target: 1, published: 53, mode: host}]}, dns: {image: a, ports: [{target: 1, published: 53, protocol: udp, mode: host}, {target: 1, published: 53, mode: host}]}}",
        },
        new(
            "Session Manager beside an instance profile that exists",
            [
                """swarm:sessionManager: received "true" beside swarm:instanceProfile swarm-nodes; allowed: true only for a role that the program creates. Run `pulumi config rm swarm:sessionManager`, and attach the policy AmazonSSMManagedInstanceCore to the role of swarm-nodes.""",
            ]
        )
        {
            Settings = { ["sessionManager"] = "true", ["instanceProfile"] = "swarm-nodes" },
        },
        new(
            "Session Manager by another word",
            ["""swarm:sessionManager: received "yes"; allowed: true or false. Run `pulumi config set swarm:sessionManager true`."""]
        )
        {
            Settings = { ["sessionManager"] = "yes" },
        },
        new(
            "cloud-config that is no YAML",
            [
                "swarm:cloudConfig: received text that is not YAML (line 2, column 1); allowed: a mapping in YAML, as in #cloud-config. Correct it there.",
            ]
        )
        {
            Settings = { ["cloudConfig"] = "packages: [jq" },
        },
        new(
            "cloud-config that is a list",
            [
                "swarm:cloudConfig: received something other than one mapping; allowed: a mapping in YAML, as in #cloud-config. For example packages: [jq].",
            ]
        )
        {
            Settings = { ["cloudConfig"] = "- packages" },
        },
        new(
            "cloud-config that could keep everybody out",
            [
                "swarm:cloudConfig.users: received a key that the program sets itself, that decides who can log in, or that it does not know; allowed: one of apt, bootcmd, ca_certs, final_message, keyboard, locale, mounts, ntp, package_update, package_upgrade, packages, rsyslog, runcmd, snap, swap, timezone, write_files. Remove it.",
                "swarm:cloudConfig.ssh_pwauth: received a key that the program sets itself, that decides who can log in, or that it does not know; allowed: one of apt, bootcmd, ca_certs, final_message, keyboard, locale, mounts, ntp, package_update, package_upgrade, packages, rsyslog, runcmd, snap, swap, timezone, write_files. Remove it.",
                "swarm:cloudConfig.package: received a key that the program sets itself, that decides who can log in, or that it does not know; allowed: one of apt, bootcmd, ca_certs, final_message, keyboard, locale, mounts, ntp, package_update, package_upgrade, packages, rsyslog, runcmd, snap, swap, timezone, write_files. Did you mean \"packages\"?",
                """swarm:cloudConfig.write_files[1].path: received "/etc/motd/../ssh/sshd_config"; allowed: a file outside /etc/cloud, /etc/group, /etc/gshadow, /etc/nologin, /etc/nsswitch.conf, /etc/pam.d, /etc/passwd, /etc/security, /etc/shadow, /etc/ssh, /etc/sudoers, /etc/sudoers.d, /etc/systemd/system/ssh.service, /etc/systemd/system/ssh.service.d, /home, /root, on which logging in depends. Write a file outside /etc/ssh.""",
                """swarm:cloudConfig.write_files[2].path: received "etc/nologin"; allowed: a file outside /etc/cloud, /etc/group, /etc/gshadow, /etc/nologin, /etc/nsswitch.conf, /etc/pam.d, /etc/passwd, /etc/security, /etc/shadow, /etc/ssh, /etc/sudoers, /etc/sudoers.d, /etc/systemd/system/ssh.service, /etc/systemd/system/ssh.service.d, /home, /root, on which logging in depends. Write a file outside /etc/nologin.""",
                "swarm:cloudConfig.write_files[3].<<: received an unknown key; allowed: one of append, content, defer, encoding, owner, path, permissions, source. Remove it.",
                """swarm:cloudConfig.write_files[4].path: received "/etc/security/access.conf"; allowed: a file outside /etc/cloud, /etc/group, /etc/gshadow, /etc/nologin, /etc/nsswitch.conf, /etc/pam.d, /etc/passwd, /etc/security, /etc/shadow, /etc/ssh, /etc/sudoers, /etc/sudoers.d, /etc/systemd/system/ssh.service, /etc/systemd/system/ssh.service.d, /home, /root, on which logging in depends. Write a file outside /etc/security.""",
                """swarm:cloudConfig.write_files[0].path: received "/root/x"; allowed: a file outside /etc/cloud, /etc/group, /etc/gshadow, /etc/nologin, /etc/nsswitch.conf, /etc/pam.d, /etc/passwd, /etc/security, /etc/shadow, /etc/ssh, /etc/sudoers, /etc/sudoers.d, /etc/systemd/system/ssh.service, /etc/systemd/system/ssh.service.d, /home, /root, on which logging in depends. Write a file outside /root.""",
            ]
        )
        {
            Settings =
            {
                ["cloudConfig"] = """
                    users: []
                    ssh_pwauth: false
                    package: [jq]
                    write_files:
                      - {path: /etc/sshd, content: x}
                      - {path: /etc/motd/../ssh/sshd_config, content: x}
                      - {path: etc/nologin, content: x}
                      - {<<: {path: /etc/ssh/sshd_config}, content: x}
                      - {!!str path: /etc/security/access.conf, content: x}
                    !!str write_files:
                      - {path: /root/x, content: x}
                    """,
            },
        },
        new(
            "cloud-config that is too long",
            [
                "swarm:cloudConfig: received 8204 bytes; allowed: at most 8192. Put what is long where the machine can fetch it, and fetch it in runcmd.",
            ]
        )
        {
            Settings = { ["cloudConfig"] = $"packages: [{new string('x', 8192)}]" },
        },
        new(
            "tags that are no mapping",
            [
                """swarm:tags: received "Owner"; allowed: a mapping such as {CostCentre: 4711, Owner: shop}. Write it as a mapping in Pulumi.<stack>.yaml.""",
            ]
        )
        {
            Settings = { ["tags"] = "Owner" },
        },
        new(
            "tags that AWS or the program has a say in",
            [
                """swarm:tags: received the tag "stack"; allowed: tags other than Name, Project, Stack, which the program sets itself. Choose another name than Stack.""",
                """swarm:tags: received the tag "AWS:cloudformation"; allowed: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:. Choose another name.""",
                """swarm:tags: received the tag "a*b"; allowed: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:. Choose another name.""",
                """swarm:tags: received "Owner" and "owner"; allowed: names that differ in more than upper and lower case. Remove one of them.""",
                """swarm:tags.Area: received "shop\n"; allowed: a text of at most 256 letters, digits, spaces and _ . : / = + - @, a number, true or false. For example Area: shop.""",
                """swarm:tags.Team: received ["a"]; allowed: a text of at most 256 letters, digits, spaces and _ . : / = + - @, a number, true or false. For example Team: shop.""",
            ]
        )
        {
            Settings =
            {
                ["tags"] =
                    """{"stack": "x", "AWS:cloudformation": "x", "a*b": "x", "Owner": "a", "owner": "b", "Area": "shop\n", "Team": ["a"]}""",
            },
        },
        new(
            "tags with spaces around them",
            [
                """swarm:tags: received the tag " Owner"; allowed: names without spaces at the beginning and at the end. Write Owner.""",
                """swarm:tags: received the tag " "; allowed: names without spaces at the beginning and at the end. Choose another name.""",
                """swarm:tags: received the tag " Project"; allowed: names without spaces at the beginning and at the end. Choose another name.""",
                """swarm:tags.Area: received "shop "; allowed: a text without spaces at the beginning and at the end. Write "shop".""",
                """swarm:tags: received the tag "Area "; allowed: names without spaces at the beginning and at the end. Choose another name.""",
            ]
        )
        {
            Settings =
            {
                ["tags"] = """{" Owner": "x", " ": "x", " Project": "x", "Area": "shop ", "Area ": "x", "Cost Centre": "of all"}""",
            },
        },
        new(
            "more tags than AWS takes",
            ["swarm:tags: received 48 tags; allowed: at most 47, since AWS takes 50 and the program sets 3. Remove the surplus tags."]
        )
        {
            Settings = { ["tags"] = $"{{{string.Join(',', Enumerable.Range(1, 48).Select(number => $"\"t{number}\":{number}"))}}}" },
        },
        new(
            "machines of a bastion where there is none",
            [
                "swarm:machines.bastion: received what a bastion is made of; allowed: nothing unless swarm:publicAddresses is bastion, since there is no bastion otherwise. Remove it, or run `pulumi config set swarm:publicAddresses bastion`.",
            ]
        )
        {
            Settings = { ["machines"] = """{"bastion": {"instanceType": "t4g.micro"}}""" },
        },
        new(
            "public addresses of managers",
            [
                """swarm:publicAddresses: received "managers"; allowed: "all" or "bastion". Run `pulumi config set swarm:publicAddresses bastion` for nodes without public addresses, or `pulumi config rm swarm:publicAddresses` for nodes that all have one.""",
            ]
        )
        {
            Settings = { ["publicAddresses"] = "managers" },
        },
        new(
            "addresses that no node has, and no room for those of the bastion",
            [
                """swarm:elasticAddresses: received "false" beside swarm:publicAddresses bastion; allowed: nothing, since no node has a public address, and the bastion always has an Elastic IP address. Run `pulumi config rm swarm:elasticAddresses`.""",
                """swarm:vpcCidr: received "10.20.0.0/23"; allowed: a range of /22 or wider, with public subnets beside those of the nodes for swarm:publicAddresses bastion. Run `pulumi config set swarm:vpcCidr 10.20.0.0/22`. On a running stack, whose range stays, have no bastion.""",
            ]
        )
        {
            Settings =
            {
                ["publicAddresses"] = "bastion",
                ["elasticAddresses"] = "false",
                ["vpcCidr"] = "10.20.0.0/23",
            },
        },
        new(
            "machines that are no mapping",
            [
                """swarm:machines: received "[]"; allowed: a mapping such as {managers: {instanceType: t3.medium}, workers: {diskGiB: 100}}. Write it as a mapping in Pulumi.<stack>.yaml.""",
            ]
        )
        {
            Settings = { ["machines"] = "[]" },
        },
        new(
            "machines with everything wrong",
            [
                """swarm:machines.manager: received none of the three kinds; allowed: managers, workers or bastion; machines of other kinds are in swarm:pools. Did you mean "managers"?""",
                """swarm:machines.managers: received "t3.medium"; allowed: a mapping of instanceType, image and diskGiB, such as {instanceType: t3.medium}. For example {instanceType: t3.medium}.""",
                """swarm:machines.workers.disk: received an unknown key; allowed: one of instanceType, image, diskGiB. Remove it.""",
                """swarm:machines.workers.instanceType: received "large"; allowed: an EC2 instance type such as t3.large. For example instanceType: t3.large.""",
                """swarm:machines.workers.image: received "debian"; allowed: the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0. For example image: ami-0123456789abcdef0.""",
                "swarm:machines.workers.diskGiB: received 4; allowed: a whole number from 8 to 16384. For example diskGiB: 100.",
            ]
        )
        {
            Settings =
            {
                ["machines"] =
                    """{"manager": {}, "managers": "t3.medium", "workers": {"disk": 1, "instanceType": "large", "image": "debian", "diskGiB": 4}}""",
            },
        },
        new(
            "pools that are no list",
            [
                "swarm:pools: received something other than a list; allowed: a list of pools such as {name: db, count: 2, instanceType: t3.large, labels: {disk: ssd}}. Write it as a list in Pulumi.<stack>.yaml.",
            ]
        )
        {
            Settings = { ["pools"] = """{"name": "db", "count": 2}""" },
        },
        new(
            "pools with everything wrong",
            [
                """swarm:pools[0]: received "db"; allowed: a list of pools such as {name: db, count: 2, instanceType: t3.large, labels: {disk: ssd}}. Give every pool its keys.""",
                """swarm:pools[1].role: received an unknown key; allowed: one of name, count, instanceType, image, diskGiB, zones, spot, labels, availability. Remove it.""",
                """swarm:pools[1].name: received "db1"; allowed: a to z, digits and hyphens, a letter first and last, at most 40, other than node, managers and workers. For example name: db.""",
                "swarm:pools[1].count: received nothing; allowed: a whole number from 0 to 999. For example count: 2.",
                """swarm:pools[1].zones: received ["eu-central-1a"]; allowed: nothing, unless swarm:zoneNames names the zones of the stack. Name them there, or remove zones.""",
                """swarm:pools[1].instanceType: received "large"; allowed: an EC2 instance type such as t3.large. For example instanceType: t3.large.""",
                """swarm:pools[1].image: received "debian"; allowed: the id of an AMI with Debian or Ubuntu, such as ami-0123456789abcdef0. For example image: ami-0123456789abcdef0.""",
                "swarm:pools[1].diskGiB: received 4; allowed: a whole number from 8 to 16384. For example diskGiB: 100.",
                """swarm:pools[1].labels: received "ssd"; allowed: a mapping of labels, such as {disk: ssd}. For example {disk: ssd}.""",
            ]
        )
        {
            Settings =
            {
                ["pools"] =
                    """["db", {"name": "db1", "instanceType": "large", "image": "debian", "diskGiB": 4, "zones": ["eu-central-1a"], "labels": "ssd", "role": "worker"}]""",
            },
        },
        new(
            "two pools of one name, in a zone that is not one of the stack's, and a swarm that is too large",
            [
                """swarm:pools[1].zones: received ["eu-central-1c"]; allowed: a list of zones out of swarm:zoneNames, each once: eu-central-1a, eu-central-1b. For example zones: [eu-central-1a].""",
                """swarm:pools: received the name "db" 2 times; allowed: its own for every pool. Change or remove all but one.""",
                "swarm:pools: received 999 nodes beside 3 others; allowed: at most 1000 nodes in all. Use a second swarm.",
                """swarm:resize: received "db1000"; allowed: nodes of the swarm, node1 to node3 and those of pools, with commas between them. Did you mean "db100"?""",
            ]
        )
        {
            Settings =
            {
                ["zoneNames"] = "eu-central-1a,eu-central-1b",
                ["resize"] = "db1000",
                ["pools"] = """[{"name": "db", "count": 900}, {"name": "db", "count": 99, "zones": ["eu-central-1c"]}]""",
            },
        },
        new(
            "pools in a VPC that has no room for them",
            [
                """swarm:vpcCidr: received "10.20.0.0/25"; allowed: a range of /24 or wider, with room for 1 node of pools in one zone in a sixteenth, a subnet of /28 or larger (this one: 0). Run `pulumi config set swarm:vpcCidr 10.20.0.0/24`. On a running stack, whose range stays, have fewer nodes in pools.""",
            ]
        )
        {
            Settings = { ["vpcCidr"] = "10.20.0.0/25", ["pools"] = """[{"name": "db", "count": 1}]""" },
        },
    ];
}
