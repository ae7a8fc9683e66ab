using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace Tests.Infra.Hosts;

/// <summary>What must hold of every stack on AWS, whatever is set: seen on combinations in which every two values of two settings meet.</summary>
[Collection(ProgramRuns.Name)]
public sealed class AwsCombinationsTests
{
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private const string Vpc = "vpc-00000001";
    private const string World = "0.0.0.0/0";
    private const string SshFrom = "203.0.113.7/32";
    private const string Nodes = "swarm-firewall-nodes";
    private const string Balancer = "swarm-firewall-load-balancer";
    private const string Ports =
        "services: {web: {image: a, ports: ['8000:80', '8001:81']}, dns: {image: b, ports: ['53:53/udp', '53:53', {target: 514, published: 514, protocol: udp, mode: host}, {target: 601, published: 601, mode: host}]}}";

    private const string Encrypted =
        "services: {web: {image: a, ports: ['8000:80'], networks: [secret]}}\nnetworks: {secret: {driver_opts: {encrypted: 'true'}}}";

    private const string BastionKey = "ssh-ed25519 AAAAbastion-host-key";

    /// <summary>The settings and the values that they have here; "" is none. A new setting is a line.</summary>
    private static readonly Setting[] _settings =
    [
        new("swarm:managers", "1", "3"),
        new("swarm:workers", "2", "3"),
        new("swarm:image", "", "ami-0123456789abcdef0"),
        new(
            "swarm:machines",
            "",
            """{"workers": {"instanceType": "m7g.large", "image": "ami-0123456789abcdef1", "diskGiB": 100}}""",
            """{"bastion": {"instanceType": "t4g.nano", "image": "ami-0123456789abcdef1", "diskGiB": 10}}"""
        ),
        new(
            "swarm:pools",
            "",
            """[{"name": "db", "count": 2, "instanceType": "r6i.large", "image": "ami-0123456789abcdef0"}]""",
            """[{"name": "edge", "count": 3, "spot": true}]"""
        ),
        new("swarm:zoneNames", "", "eu-central-1b,eu-central-1a", "eu-central-1c,eu-central-1a,eu-central-1b"),
        new("swarm:vpcId", "", Vpc),
        new("swarm:publishedFrom", "", World, "198.51.100.0/24,203.0.113.0/24"),
        new("swarm:elasticAddresses", "", "false"),
        new("swarm:publicAddresses", "", "bastion"),
        new("swarm:loadBalancer", "", "{}", """{"internal": true}""", """{"pools": ["edge"]}"""),
        new("swarm:securityGroups", "", "sg-0123456789abcdef0"),
        new("swarm:instanceProfile", "", "swarm-nodes"),
        new("swarm:sessionManager", "", "true"),
        new("swarm:registries", "", """[{"address": "123456789012.dkr.ecr.eu-central-1.amazonaws.com"}]"""),
        new("swarm:cloudConfig", "", "packages: [jq]"),
        new("swarm:tags", "", """{"CostCentre": "4711"}"""),
        new("swarm:resize", "", "node1"),
        new("swarm:stackFiles", "", Ports, Encrypted),
    ];

    /// <summary>What AWS has no tags for.</summary>
    private static readonly string[] _untagged =
    [
        "aws:ec2/route:Route",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:lb/targetGroupAttachment:TargetGroupAttachment",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    ];

    public static TheoryData<int> Combinations => [.. Enumerable.Range(0, All.Count)];

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> All { get; } = Pairs.Covering(_settings, IsAllowed);

    [Fact]
    public void Every_two_values_that_may_be_together_meet()
    {
        Assert.InRange(All.Count, 6, 40);
        Assert.All(All, combination => Assert.True(IsAllowed(combination)));
        Assert.Contains(All, combination => combination["swarm:vpcId"] == Vpc && combination["swarm:elasticAddresses"] == "false");
        Assert.DoesNotContain(All, combination => combination["swarm:vpcId"] == Vpc && combination["swarm:zoneNames"].Length > 0);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task A_stack_is_safe_and_says_whose_it_is_and_a_second_plan_is_empty(int number)
    {
        var combination = All[number];
        using var program = Program(combination);

        await program.RunAsync();

        var wrong = Tags(program.Mocks, combination)
            .Concat(Machines(program.Mocks))
            .Concat(Rules(program.Mocks, combination))
            .Concat(Connections(program.Mocks, isBehindBastion: combination["swarm:publicAddresses"] == "bastion"))
            .ToList();
        var first = program.Mocks.Registered;
        var declared = program.Declarations.All.Count;

        LetTimePass(program.Mocks, first, isElastic: combination["swarm:elasticAddresses"].Length == 0);
        await program.RunAsync(preview: true);

        wrong.AddRange(
            Changes(
                [.. first.Select(AsAwsShows)],
                [.. program.Mocks.Registered.Skip(first.Count)],
                [.. program.Declarations.All.Skip(declared)]
            )
        );
        Assert.True(wrong.Count == 0, $"{string.Join(' ', combination.Where(set => set.Value.Length > 0))}\n{string.Join('\n', wrong)}");
    }

    // What the program refuses together.
    private static bool IsAllowed(IReadOnlyDictionary<string, string> set)
    {
        return !(Has("swarm:vpcId") && Has("swarm:zoneNames"))
            && !(Names("swarm:machines", "bastion") && set.ContainsKey("swarm:publicAddresses") && !Has("swarm:publicAddresses"))
            && !(Names("swarm:machines", "bastion") && Has("swarm:elasticAddresses"))
            && !(Has("swarm:publicAddresses") && Has("swarm:elasticAddresses"))
            && !(Has("swarm:instanceProfile") && Has("swarm:sessionManager"))
            && !(Names("swarm:loadBalancer", "edge") && set.ContainsKey("swarm:pools") && !Names("swarm:pools", "edge"));

        bool Names(string key, string name) => set.GetValueOrDefault(key)?.Contains($"\"{name}\"", StringComparison.Ordinal) == true;
        bool Has(string key) => set.GetValueOrDefault(key) is { Length: > 0 };
    }

    private static SwarmProgram Program(IReadOnlyDictionary<string, string> combination)
    {
        var program = new SwarmProgram();
        foreach (var (key, value) in combination.Where(set => set.Value.Length > 0))
        {
            program.Configuration[key] = value;
        }

        program.Mocks.Images["ami-0123456789abcdef0"] = "x86_64";
        program.Mocks.Images["ami-0123456789abcdef1"] = "arm64";
        program.Mocks.Graviton.UnionWith(["m7g.large", "t4g.nano"]);
        foreach (var type in new[] { "m7g.large", "r6i.large", "t3.nano", "t3.small", "t4g.nano" })
        {
            program.Mocks.Offers[type] = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
        }

        if (program.Configuration.TryGetValue("swarm:stackFiles", out var text))
        {
            program.Configuration["swarm:stackFiles"] = Path.Combine(program.Home, "stack.yaml");
            File.WriteAllText(program.Configuration["swarm:stackFiles"], text + "\n");
        }

        if (program.Configuration.ContainsKey("swarm:vpcId"))
        {
            program.Configuration["swarm:subnetIds"] = "subnet-00000001,subnet-00000002";
            program.Mocks.Vpcs[Vpc] = ["172.31.0.0/16"];
            program.Mocks.Subnets["subnet-00000001"] = (Vpc, "eu-central-1a", "172.31.0.0/20");
            program.Mocks.Subnets["subnet-00000002"] = (Vpc, "eu-central-1b", "172.31.16.0/20");
            if (program.Configuration.ContainsKey("swarm:publicAddresses"))
            {
                program.Configuration["swarm:publicSubnetIds"] = "subnet-00000003,subnet-00000004";
                program.Mocks.Subnets["subnet-00000003"] = (Vpc, "eu-central-1b", "172.31.32.0/20");
                program.Mocks.Subnets["subnet-00000004"] = (Vpc, "eu-central-1a", "172.31.48.0/20");
            }
        }

        return program;
    }

    private static IEnumerable<string> Tags(RecordingMocks mocks, IReadOnlyDictionary<string, string> combination)
    {
        string[] wanted =
        [
            "Name=dev-",
            "Project=swarm",
            "Stack=dev",
            .. combination["swarm:tags"].Length > 0 ? ["CostCentre=4711"] : Array.Empty<string>(),
        ];
        return mocks
            .Registered.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal) && !_untagged.Contains(resource.Type))
            .SelectMany(resource =>
                new[] { (resource.Name, Of: resource.Inputs) }.Concat(
                    Disks(resource).Select(disk => (Name: $"the disk of {resource.Name}", Of: disk))
                )
            )
            .Select(item => (item.Name, Tags: Map(item.Of, "tags").Select(tag => $"{tag.Key}={tag.Value}").Order().ToArray()))
            // What comes after the stack in a name is the thing's own.
            .Where(item =>
                wanted.Any(tag =>
                    !item.Tags.Any(found => tag.EndsWith('-') ? found.StartsWith(tag, StringComparison.Ordinal) : found == tag)
                )
            )
            .Select(item => $"{item.Name} has the tags {string.Join(", ", item.Tags)} only");
    }

    private static IEnumerable<string> Machines(RecordingMocks mocks)
    {
        foreach (var machine in mocks.OfType(Instance))
        {
            if (
                Disks(machine).ToArray() is var disks
                && (disks.Length == 0 || disks.Any(disk => disk.GetValueOrDefault("encrypted") is not true))
            )
            {
                yield return $"{machine.Name} has a disk that is not encrypted";
            }

            var metadata = Map(machine.Inputs, "metadataOptions");
            if (
                metadata.GetValueOrDefault("httpTokens") is not "required"
                || metadata.GetValueOrDefault("httpPutResponseHopLimit") is not 1d
            )
            {
                yield return $"containers on {machine.Name}, or requests without a token, reach its metadata";
            }
        }
    }

    // Only those who are named reach anything from outside: SSH on what stands in front, the bastion or the nodes, and published ports likewise. What is behind
    // is open to what stands in front of it, and the swarm's own ports to its members.
    private static IEnumerable<string> Rules(RecordingMocks mocks, IReadOnlyDictionary<string, string> combination)
    {
        var hasBastion = combination["swarm:publicAddresses"] == "bastion";
        var isBalanced = combination["swarm:loadBalancer"].Length > 0;
        string[] clients = combination["swarm:publishedFrom"] is { Length: > 0 } from ? from.Split(',') : [SshFrom];
        string[] ports =
            combination["swarm:stackFiles"] == Ports
                ? ["8000-8001/tcp", "53-53/udp", "53-53/tcp", "514-514/udp", "601-601/tcp"]
                : ["8000-8000/tcp"];
        string[] members =
        [
            "2377-2377/tcp",
            "7946-7946/tcp",
            "7946-7946/udp",
            "4789-4789/udp",
            .. combination["swarm:stackFiles"] == Encrypted ? ["-/50"] : Array.Empty<string>(),
            .. combination["swarm:pools"].Contains("spot", StringComparison.Ordinal) ? ["22-22/tcp"] : Array.Empty<string>(),
        ];
        string[] allowed =
        [
            $"22-22/tcp of {(hasBastion ? "bastion-group" : Nodes)} from {SshFrom}",
            .. hasBastion ? [$"22-22/tcp of {Nodes} from bastion-group"] : Array.Empty<string>(),
            .. from port in ports from client in clients select $"{port} of {(isBalanced ? Balancer : Nodes)} from {client}",
            .. isBalanced ? ports.Select(port => $"{port} of {Nodes} from {Balancer}") : [],
            .. members.Select(port => $"{port} of {Nodes} from {Nodes}"),
        ];
        var open = mocks
            .OfType(Rule)
            .ToDictionary(
                rule => rule.Name,
                rule =>
                    $"{rule.Inputs.GetValueOrDefault("fromPort")}-{rule.Inputs.GetValueOrDefault("toPort")}/{rule.Text("ipProtocol")} of {Group(rule.Text("securityGroupId"))} "
                    + $"from {rule.Inputs.GetValueOrDefault("cidrIpv4") ?? rule.Inputs.GetValueOrDefault("cidrIpv6") ?? Group(rule.Text("referencedSecurityGroupId"))}"
            );
        foreach (var (name, what) in open.Where(rule => !allowed.Contains(rule.Value)))
        {
            yield return $"{name} opens {what}";
        }

        foreach (var missing in allowed.Except(open.Values))
        {
            yield return $"no rule opens {missing}";
        }

        foreach (var group in mocks.OfType("aws:ec2/securityGroup:SecurityGroup"))
        {
            foreach (var rules in new[] { "ingress", "egress" }.Where(group.Inputs.ContainsKey))
            {
                yield return $"{group.Name} has rules of its own: {rules}";
            }
        }

        foreach (var group in mocks.OfType(Rule).GroupBy(rule => rule.Text("securityGroupId")).Where(group => group.Count() > 60))
        {
            yield return $"{group.Key} has {group.Count()} rules";
        }

        static string Group(string id) => id[..^"-id".Length];
    }

    private static IEnumerable<string> Connections(RecordingMocks mocks, bool isBehindBastion)
    {
        foreach (var step in mocks.OfType("command:remote:Command"))
        {
            var connection = Map(step.Inputs, "connection");
            if (connection.GetValueOrDefault("hostKey") is not string key || !key.StartsWith("ssh-ed25519 ", StringComparison.Ordinal))
            {
                yield return $"{step.Name} takes any host key";
            }

            if (Map(connection, "proxy").GetValueOrDefault("hostKey") as string != (isBehindBastion ? BastionKey : null))
            {
                yield return $"{step.Name} goes {Way(isBehindBastion)}";
            }
        }

        foreach (var docker in mocks.OfType("pulumi:providers:docker"))
        {
            var options = $"{docker.Inputs["sshOpts"]}";
            if (options.Contains("ProxyCommand=", StringComparison.Ordinal) != isBehindBastion)
            {
                yield return $"the Docker provider {docker.Name} goes {Way(isBehindBastion)}";
            }

            foreach (var option in new[] { "StrictHostKeyChecking=yes", "UserKnownHostsFile=", "IdentitiesOnly=yes" })
            {
                if (options.Split(option).Length - 1 != (isBehindBastion ? 2 : 1))
                {
                    yield return $"the Docker provider {docker.Name} connects without {option}";
                }
            }
        }

        string[] hereabouts = ["-leave", "-ready", "-turns"];
        foreach (
            var step in mocks
                .OfType("command:local:Command")
                .Where(step => hereabouts.Any(end => step.Name.EndsWith(end, StringComparison.Ordinal)))
        )
        {
            var environment = Map(step.Inputs, "environment");
            var node = step.Name.Split('-')[0];
            // The turns read the nodes and their host keys line by line.
            if (node != "engines" && environment.GetValueOrDefault("KNOWN_HOST") as string != $"{node} ssh-ed25519 AAAA{node}-host-key")
            {
                yield return $"{step.Name} takes any host key";
            }

            var hasHop = isBehindBastion && node != "bastion";
            if (
                environment.GetValueOrDefault("HOP") as string != (hasHop ? "bastion" : null)
                || environment.GetValueOrDefault("HOP_KNOWN_HOST") as string != (hasHop ? $"bastion {BastionKey}" : null)
            )
            {
                yield return $"{step.Name} goes {Way(hasHop)}";
            }
        }

        static string Way(bool hasHop) => hasHop ? "past the bastion, or takes any host key of it" : "through another machine";
    }

    // Debian has newer images, and the machines show what AWS says of them now.
    private static void LetTimePass(RecordingMocks mocks, IReadOnlyList<Registered> made, bool isElastic)
    {
        mocks.NewestImage = "-newer";
        foreach (var machine in made.Where(resource => resource.Type == Instance))
        {
            mocks.Remembered[machine.Name] = new() { ["ami"] = machine.Inputs["ami"] };
            if (isElastic)
            {
                mocks.Remembered[machine.Name]["publicIp"] = made.Any(resource => resource.Name == $"{machine.Name}-address")
                    ? $"public-address-of-{machine.Name}-id"
                    : "";
            }
        }
    }

    // One that has stopped, or that an Elastic IP address was given to, shows another associatePublicIpAddress than it was made with; a spot instance shows its
    // highest price.
    private static Registered AsAwsShows(Registered resource)
    {
        var shown = resource.Inputs;
        if (resource.Type == Instance && shown.TryGetValue("associatePublicIpAddress", out var associates))
        {
            shown = shown.SetItem("associatePublicIpAddress", associates is not true);
        }

        if (resource.Type == Instance && shown.ContainsKey("instanceMarketOptions"))
        {
            var market = Map(shown, "instanceMarketOptions");
            shown = shown.SetItem(
                "instanceMarketOptions",
                market.SetItem("spotOptions", Map(market, "spotOptions").SetItem("maxPrice", "0.024000"))
            );
        }

        return resource with
        {
            Inputs = shown,
        };
    }

    private static IEnumerable<string> Changes(
        IReadOnlyList<Registered> before,
        IReadOnlyList<Registered> after,
        IReadOnlyList<Declaration> declarations
    )
    {
        var (then, now) = (ByName(before), ByName(after));
        var ignored = declarations
            .Where(one => one.Options is CustomResourceOptions)
            .ToDictionary(one => $"{one.Resource.GetResourceType()} {one.Name}", one => one.Custom.IgnoreChanges);
        return then
            .Keys.Union(now.Keys)
            .SelectMany(resource =>
            {
                var (old, next) = (then.GetValueOrDefault(resource), now.GetValueOrDefault(resource));
                return old is null || next is null
                    ? [$"a second plan {(old is null ? "creates" : "deletes")} {resource}"]
                    : old
                        .Keys.Union(next.Keys)
                        .Where(input => Text(old, input) != Text(next, input) && !ignored[resource].Contains(input))
                        .Select(input => $"a second plan changes {input} of {resource}");
            });

        static Dictionary<string, ImmutableDictionary<string, object>> ByName(IEnumerable<Registered> resources) =>
            resources.ToDictionary(resource => $"{resource.Type} {resource.Name}", resource => resource.Inputs);

        static string Text(ImmutableDictionary<string, object> inputs, string input) =>
            JsonSerializer.Serialize(Sorted(inputs.GetValueOrDefault(input)));

        static object? Sorted(object? value) =>
            value switch
            {
                IEnumerable<KeyValuePair<string, object>> map => new SortedDictionary<string, object?>(
                    map.ToDictionary(pair => pair.Key, pair => Sorted(pair.Value))
                ),
                ImmutableArray<object> list => list.Select(Sorted).ToArray(),
                _ => value,
            };
    }

    private static IEnumerable<ImmutableDictionary<string, object>> Disks(Registered resource) =>
        resource
            .Inputs.Where(input => input.Key.EndsWith("BlockDevice", StringComparison.Ordinal))
            .Select(input => (ImmutableDictionary<string, object>)input.Value)
            .Concat(
                resource.Inputs.TryGetValue("ebsBlockDevices", out var more)
                    ? ((ImmutableArray<object>)more).Cast<ImmutableDictionary<string, object>>()
                    : []
            );

    private static ImmutableDictionary<string, object> Map(ImmutableDictionary<string, object> inputs, string key) =>
        inputs.GetValueOrDefault(key) as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>A setting with the values that are tried.</summary>
    private sealed record Setting(string Key, params string[] Values);

    /// <summary>Few combinations in which every two values of two settings meet that may be together.</summary>
    private static class Pairs
    {
        public static IReadOnlyList<IReadOnlyDictionary<string, string>> Covering(
            Setting[] settings,
            Func<IReadOnlyDictionary<string, string>, bool> isAllowed
        )
        {
            var open = settings
                .SelectMany(setting => setting.Values.Select(value => (setting.Key, Value: value)))
                .SelectMany(one =>
                    settings.SelectMany(setting => setting.Values.Select(value => (One: one, Other: (setting.Key, Value: value))))
                )
                .Where(pair => string.CompareOrdinal(pair.One.Key, pair.Other.Key) < 0 && isAllowed(Row(pair.One, pair.Other)))
                .ToHashSet();
            var found = new List<IReadOnlyDictionary<string, string>>();
            while (open.Count > 0)
            {
                var row = Row(open.First().One, open.First().Other);
                foreach (var setting in settings.Where(setting => !row.ContainsKey(setting.Key)))
                {
                    row[setting.Key] = setting
                        .Values.Where(value => isAllowed(new Dictionary<string, string>(row) { [setting.Key] = value }))
                        .MaxBy(value => Met(new Dictionary<string, string>(row) { [setting.Key] = value }).Count(open.Contains))!;
                }

                open.ExceptWith(Met(row));
                found.Add(row);
            }

            return found;

            static Dictionary<string, string> Row(params (string Key, string Value)[] values) => values.ToDictionary();

            static IEnumerable<((string Key, string Value) One, (string Key, string Value) Other)> Met(Dictionary<string, string> row) =>
                from one in row
                from other in row
                where string.CompareOrdinal(one.Key, other.Key) < 0
                select ((one.Key, one.Value), (other.Key, other.Value));
        }
    }
}
