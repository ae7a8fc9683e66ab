using Local.Machines;
using Local.Providers.Aws;
using Local.Providers.Contract;
using Local.Runner;
using Tests.Infra;
using Tests.Infra.Settings;
using Tests.Local.Runner;

namespace Tests.Slow;

/// <summary>The swarm program itself, as a process of its own, on whichever Pulumi packages it was built with.</summary>
public sealed class RealProgramTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("runner-tests-");
    private readonly EnvironmentVariable _home;

    // The program writes key files there.
    public RealProgramTests() => _home = new("HOME", _directory.FullName);

    public void Dispose()
    {
        _home.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task The_swarm_is_planned_made_found_unchanged_and_destroyed()
    {
        var preview = await Engine().PreviewAsync();
        var up = await Engine().UpAsync();
        var again = await Engine().UpAsync();
        var destroy = await Engine().DestroyAsync();

        // Where all is well nothing warns, either.
        Assert.All([preview, up, again, destroy], run =>
            Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity is LogLevel.Error or LogLevel.Warning)
        );
        Assert.Equal(RunOutcome.Succeeded, preview.Outcome);
        Assert.Equal(RunOutcome.Succeeded, up.Outcome);
        Assert.Equal(preview.Steps.Select(step => step.Urn).Order(), up.Steps.Select(step => step.Urn).Order());
        Assert.Equal(3, up.Outputs["nodes"].AsList.Length);
        Assert.False(again.HasChanges);
        Assert.Equal(up.Changes[Operation.Create], again.Changes[Operation.Same]);
        Assert.Equal(up.Changes[Operation.Create], destroy.Changes[Operation.Delete]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nodes_behind_a_bastion_and_a_load_balancer_with_spot_machines_are_planned_made_and_found_unchanged(bool isInVpc)
    {
        var clouds = SwarmClouds.All();
        var settings = new Dictionary<string, string>
        {
            ["swarm:publicAddresses"] = "bastion",
            ["swarm:loadBalancer"] = "{}",
            ["swarm:machines"] = """{"bastion": {"diskGiB": 10}}""",
            ["swarm:pools"] = """[{"name": "batch", "count": 2, "spot": true}]""",
        };
        if (isInVpc)
        {
            settings["swarm:vpcId"] = "vpc-0123456789abcdef0";
            settings["swarm:subnetIds"] = """["subnet-00000000","subnet-00000001","subnet-00000002"]""";
            settings["swarm:publicSubnetIds"] = """["subnet-00000010","subnet-00000011","subnet-00000012"]""";
        }

        var preview = await Engine(settings, clouds: clouds).PreviewAsync();
        var up = await Engine(settings, clouds: clouds).UpAsync();
        var again = await Engine(settings, clouds: clouds).UpAsync();
        var destroy = await Engine(settings, clouds: clouds).DestroyAsync();

        Assert.All([preview, up, again, destroy], run =>
            Assert.Equal([], run.Diagnostics.Where(diagnostic => diagnostic.Severity is LogLevel.Error or LogLevel.Warning))
        );
        Assert.Equal(preview.Steps.Select(step => step.Urn).Order(), up.Steps.Select(step => step.Urn).Order());
        Assert.Equal(
            isInVpc ? [] : new[] { "swarm-network-nat", "swarm-network-vpc" },
            up.Steps.Where(step => step.Type is "aws:ec2/natGateway:NatGateway" or "aws:ec2/vpc:Vpc").Select(step => step.Name).Order()
        );
        Assert.Equal(
            ["bastion", "batch1", "batch2", "node1", "node2", "node3"],
            up.Steps.Where(step => step.Type == "aws:ec2/instance:Instance").Select(step => step.Name).Order()
        );
        Assert.Equal(5, up.Steps.Count(step => step.Type == "aws:lb/targetGroupAttachment:TargetGroupAttachment"));
        Assert.Equal("swarm-lb.example", up.Outputs.Text("loadBalancer"));
        Assert.False(again.HasChanges);
        Assert.Equal(up.Changes[Operation.Create], again.Changes[Operation.Same]);
        Assert.Equal(up.Changes[Operation.Create], destroy.Changes[Operation.Delete]);
    }

    [Fact]
    public async Task Machines_that_are_gone_are_made_again_with_what_belongs_on_them_and_nothing_of_the_swarm_is_touched()
    {
        var clouds = SwarmClouds.All();
        var (aws, command, docker) = (Cloud("aws"), Cloud("command"), Cloud("docker"));
        command.Replaces.Add("triggers");
        var settings = StackFile(
            "spot.yaml",
            """
            services: {web: {image: nginx, volumes: ['data:/data']}}
            volumes: {data: }
            networks: {shared: {attachable: true}}
            x-containers: {one: {image: nginx, node: node2, networks: [shared]}}
            """
        );
        settings["swarm:pools"] = """[{"name": "batch", "count": 1, "spot": true}]""";
        settings["swarm:registries"] = """[{"address": "123456789012.dkr.ecr.eu-central-1.amazonaws.com"}]""";
        Assert.Equal(RunOutcome.Succeeded, (await Engine(settings, clouds: clouds).UpAsync()).Outcome);
        foreach (var node in new[] { "batch1", "node2" })
        {
            aws.There.Remove(aws.There.Keys.Single(id => id.StartsWith($"{node}-id", StringComparison.Ordinal)), out _);
        }

        await Engine(settings, clouds: clouds).RefreshAsync();
        command.Calls.Clear();
        docker.Calls.Clear();

        var up = await Engine(settings, clouds: clouds).UpAsync();

        Assert.Equal(RunOutcome.Succeeded, up.Outcome);
        // A refresh asks no engine of a spot machine, which may be gone.
        Assert.DoesNotContain(up.Steps, step => step.Name == "batch1-docker-api");
        Assert.Equal(
            ["create data-node2", "create one@node2", "delete one@node2"],
            docker.Calls.Where(call => !call.StartsWith("read ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
        string[] calls = [.. command.Calls];
        Assert.True(
            Array.IndexOf(calls, "create batch1-member") is >= 0 and var made && made < Array.IndexOf(calls, "delete batch1-member")
        );
        Assert.False((await Engine(settings, clouds: clouds).UpAsync()).HasChanges);

        FakeCloud Cloud(string package) => clouds.OfType<FakeCloud>().Single(cloud => cloud.Package == package);
    }

    [Theory]
    [InlineData("loadBalancer", "{}")]
    [InlineData("loadBalancer", "{\"internal\": true}", "publishedFrom", "10.0.0.0/8")]
    [InlineData("loadBalancer", "{}", "publicAddresses", "bastion", "machines", "{\"bastion\": {\"instanceType\": \"t4g.nano\"}}")]
    [InlineData("loadBalancer", "{}", "vpcId", "vpc-00000001", "subnetIds", "subnet-00000001,subnet-00000002")]
    [InlineData("instanceType", "t4g.small", "image", "ami-0123456789abcdef0")]
    [InlineData("instanceType", "m7i.large", "zoneNames", "eu-central-1a,eu-central-1b,eu-central-1c")]
    [InlineData("instanceType", "i3.large", "pools", "[{\"name\": \"new\", \"count\": 1, \"instanceType\": \"m8g.12xlarge\"}]")]
    public async Task What_only_AWS_can_have_is_planned_without_it(params string[] settings)
    {
        IProviderFactory[] clouds =
        [
            new AwsProviderFactory(new LocalCloud(Path.Combine(_directory.FullName, "cloud"))),
            .. SwarmClouds.All().Where(cloud => cloud.Package != "aws"),
        ];

        var preview = await Engine(settings.Chunk(2).ToDictionary(pair => $"swarm:{pair[0]}", pair => pair[1]), clouds: clouds)
            .PreviewAsync();

        Assert.Equal([], preview.Diagnostics.Where(diagnostic => diagnostic.Severity is LogLevel.Error or LogLevel.Warning));
        Assert.Equal(RunOutcome.Succeeded, preview.Outcome);
    }

    [Fact]
    public async Task A_load_balancer_whose_subnets_become_others_is_replaced_in_the_preview_as_in_the_run()
    {
        var clouds = SwarmClouds.All();
        var settings = new Dictionary<string, string> { ["swarm:loadBalancer"] = "{}" };
        await Engine(settings, clouds: clouds).UpAsync();
        settings["swarm:publicAddresses"] = "bastion";

        var preview = await Engine(settings, clouds: clouds).PreviewAsync();
        var up = await Engine(settings, clouds: clouds).UpAsync();

        Assert.Equal([RunOutcome.Succeeded, RunOutcome.Succeeded], [preview.Outcome, up.Outcome]);
        Assert.All([preview, up], run =>
            Assert.Contains(run.Steps, step => step is { Type: "aws:lb/loadBalancer:LoadBalancer", Operation: Operation.Replace })
        );
        Assert.False((await Engine(settings, clouds: clouds).UpAsync()).HasChanges);
    }

    [Fact]
    public async Task A_stack_of_everything_that_runs_already_is_taken_over_and_goes_on_as_it_was()
    {
        var clouds = SwarmClouds.All();
        var docker = clouds.OfType<FakeCloud>().Single(cloud => cloud.Package == "docker");
        var nothing = new Dictionary<string, string> { ["swarm:stackFiles"] = "[]" };
        var everything = StackFile(
            "everything.yaml",
            """
            services:
              web: {image: nginx, networks: [front], volumes: ['data:/data'], configs: [settings], secrets: [key], deploy: {resources: {limits: {memory: 4g}}}}
              agent: {image: nginx, networks: [front], deploy: {mode: global}}
            networks: {front: {attachable: true}}
            volumes: {data: }
            configs: {settings: {content: x}}
            secrets: {key: {content: x}}
            x-containers: {app: {image: nginx, node: node2, networks: [front]}}
            """
        );
        await Engine(everything, clouds: clouds).UpAsync();
        var made = docker.There.ToDictionary();
        await Engine(nothing, clouds: clouds).UpAsync();
        // Volumes are kept.
        Assert.All(docker.There.Keys, id => Assert.StartsWith("data-node", id, StringComparison.Ordinal));
        foreach (var (id, inputs) in made)
        {
            docker.There[id] = inputs;
            docker.Others[id[..id.LastIndexOf("-id", StringComparison.Ordinal)]] = (id, inputs);
        }

        var import = await Engine(everything, clouds: clouds).ImportAsync();

        Assert.Equal([], import.Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error));
        Assert.Equal(
            ["agent", "app@node2", "data-node1", "data-node2", "data-node3", "front", "key", "settings", "web"],
            import.TakenOver.Select(taken => taken.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal([], TestStack.Steps(import).Where(step => !step.StartsWith("Create ", StringComparison.Ordinal)));
        var up = await Engine(everything, clouds: clouds).UpAsync();
        Assert.Equal(
            [],
            up.Steps.Where(step => step.Operation != Operation.Same && step.Type.StartsWith("docker:", StringComparison.Ordinal))
                .Select(step => $"{step.Operation} {step.Name}")
        );
        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), docker.There.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_that_running_machines_cannot_have_ends_the_preview_and_touches_nothing()
    {
        var clouds = MachinesThatRun();
        File.WriteAllText(Path.Combine(_directory.FullName, "key"), OpenSshKey.Text());
        await Engine(clouds: clouds).UpAsync();

        Assert.StartsWith(
            "swarm:sshPrivateKeyFile: received another key than that of node1, node2 and node3; ",
            await Refusal("sshPrivateKeyFile", Path.Combine(_directory.FullName, "key")),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            """swarm:diskGiB: received "10"; allowed: 20 or more, """,
            await Refusal("diskGiB", "10"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            """swarm:instanceType: received "t3.medium", other than the t3.small of node1, node2 and node3; """,
            await Refusal("instanceType", "t3.medium"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            """swarm:vpcCidr: received "10.30.0.0/16"; allowed: 10.20.0.0/16, """,
            await Refusal("vpcCidr", "10.30.0.0/16"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            """swarm:zones: received "2"; allowed: all the zones in which nodes run, those of node3 too. """,
            await Refusal("zones", "2"),
            StringComparison.Ordinal
        );
        Assert.False((await Engine(clouds: clouds).UpAsync()).HasChanges);

        async Task<string> Refusal(string setting, string value)
        {
            var preview = await Engine(new Dictionary<string, string> { ["swarm:" + setting] = value }, clouds: clouds).PreviewAsync();
            Assert.Equal(RunOutcome.Failed, preview.Outcome);
            Assert.DoesNotContain(preview.Steps, step => step.Type == "aws:ec2/instance:Instance" && step.Operation != Operation.Same);
            var error = Assert.Single(preview.Diagnostics, diagnostic => diagnostic.Severity == LogLevel.Error).Message;
            const string Title = "One problem to fix before anything is created:\n  - ";
            Assert.StartsWith(Title, error, StringComparison.Ordinal);
            return error[Title.Length..];
        }
    }

    [Fact]
    public async Task A_key_file_that_is_taken_away_from_running_machines_is_refused_although_its_successor_is_not_made_yet()
    {
        var clouds = MachinesThatRun();
        var file = new Dictionary<string, string> { ["swarm:sshPrivateKeyFile"] = Path.Combine(_directory.FullName, "key") };
        File.WriteAllText(file.Values.Single(), OpenSshKey.Text());
        await Engine(file, clouds: clouds).UpAsync();

        var preview = await Engine(clouds: clouds).PreviewAsync();

        Assert.Equal(RunOutcome.Failed, preview.Outcome);
        Assert.Contains(preview.Diagnostics, diagnostic =>
            diagnostic.Message.Contains("received nothing, instead of the key file of node1, node2 and node3;", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Another_image_is_told_and_changes_no_machine()
    {
        var clouds = MachinesThatRun();
        await Engine(clouds: clouds).UpAsync();

        var up = await Engine(new Dictionary<string, string> { ["swarm:image"] = "ami-0123456789abcdef0" }, clouds: clouds).UpAsync();

        Assert.False(up.HasChanges);
        Assert.Equal(
            [
                "swarm:image ami-0123456789abcdef0 is for new nodes only. Kept as before: node1, node2 and node3 (ami-1). To use it, replace the nodes one after another, managers last "
                    + "(docs/aws.md): `pulumi up --replace '**Instance::node2'`.",
            ],
            up.Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Warning).Select(diagnostic => diagnostic.Message)
        );
    }

    [Fact]
    public async Task An_image_that_was_withdrawn_and_a_network_of_public_addresses_are_told()
    {
        var clouds = MachinesThatRun();
        var aws = clouds.OfType<FakeCloud>().Single(cloud => cloud.Package == "aws");
        var answer = aws.Answer;
        aws.Answer = (token, arguments) =>
            arguments.ContainsKey("includeDeprecated")
                ? throw new ProviderException("Your query returned no results.")
                : answer(token, arguments);

        var preview = await Engine(
                new Dictionary<string, string> { ["swarm:image"] = "ami-0123456789abcdef0", ["swarm:vpcCidr"] = "198.51.0.0/16" },
                clouds: clouds
            )
            .PreviewAsync();

        Assert.Equal(RunOutcome.Succeeded, preview.Outcome);
        Assert.Equal(
            [
                "swarm:image ami-0123456789abcdef0 cannot be looked up in this region, so no new node can be created from it: Invoke of 'aws:ec2/getAmi:getAmi' failed: Your query returned no results. ()",
                "swarm:vpcCidr 198.51.0.0/16 contains internet addresses, which the nodes then cannot reach. Private ranges are 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10.",
            ],
            preview
                .Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Warning)
                .Select(diagnostic => diagnostic.Message)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task One_machine_at_a_time_is_resized()
    {
        var clouds = MachinesThatRun();
        await Engine(clouds: clouds).UpAsync();

        var up = await Engine(
                new Dictionary<string, string>
                {
                    ["swarm:instanceType"] = "t3.medium",
                    ["swarm:diskGiB"] = "40",
                    ["swarm:resize"] = "node2",
                },
                clouds: clouds
            )
            .UpAsync();

        Assert.Equal(RunOutcome.Succeeded, up.Outcome);
        Assert.Equal(
            ["Update node2"],
            up.Steps.Where(step => step.Operation != Operation.Same).Select(step => $"{step.Operation} {step.Name}")
        );
        Assert.Contains(up.Diagnostics, diagnostic =>
            diagnostic is { Severity: LogLevel.Warning, Message: "Left as before, since swarm:resize does not name it: node1 and node3." }
        );
    }

    [Fact]
    public async Task A_zone_more_adds_a_subnet_and_moves_nothing()
    {
        var clouds = MachinesThatRun();
        await Engine(new Dictionary<string, string> { ["swarm:zones"] = "2" }, clouds: clouds).UpAsync();

        var up = await Engine(new Dictionary<string, string> { ["swarm:workers"] = "5" }, clouds: clouds).PreviewAsync();

        Assert.Equal(RunOutcome.Succeeded, up.Outcome);
        Assert.Equal(
            ["Create node4", "Create node5", "Create node6", "Create swarm-network-zone3"],
            up.Steps.Where(step => step.Operation != Operation.Same && step.Type is "aws:ec2/instance:Instance" or "aws:ec2/subnet:Subnet")
                .Select(step => $"{step.Operation} {step.Name}")
                .Where(step => !step.StartsWith("Same", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains(up.Diagnostics, diagnostic =>
            diagnostic
                is {
                    Severity: LogLevel.Warning,
                    Message: "6 nodes need as many Elastic IP addresses, 3 more than now. AWS allows a new account 5 per region: unless yours has more, request them before `pulumi up` "
                        + "(Service Quotas, \"EC2-VPC Elastic IPs\", L-0263D0A3).",
                }
        );
        Assert.DoesNotContain(up.Steps, step => step.Operation == Operation.Replace);
    }

    // What replaces a machine on AWS replaces it here.
    private static IReadOnlyList<IProviderFactory> MachinesThatRun()
    {
        var clouds = SwarmClouds.All();
        clouds
            .OfType<FakeCloud>()
            .Single(cloud => cloud.Package == "aws")
            .Replaces.UnionWith(["ami", "privateIp", "subnetId", "cidrBlock", "availabilityZone"]);
        return clouds;
    }

    private Dictionary<string, string> StackFile(string name, string text)
    {
        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return new() { ["swarm:stackFiles"] = $"[\"{path}\"]" };
    }

    [Fact]
    public async Task A_program_that_ends_with_an_error_fails_the_run_with_its_last_words()
    {
        var result = await Engine(new Dictionary<string, string> { ["swarm:managers"] = "2" }).PreviewAsync();

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains(result.Diagnostics, diagnostic =>
            diagnostic.Severity == LogLevel.Error && diagnostic.Message.Contains("managers", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_program_that_is_not_built_is_said_so()
    {
        var error = await Assert.ThrowsAsync<ProgramStartException>(() => Engine(program: "/none/Infra.dll").PreviewAsync());

        Assert.Equal("The program /none/Infra.dll does not exist. Build it first.", error.Message);
    }

    private StackRunner Engine(
        IReadOnlyDictionary<string, string>? overrides = null,
        string? program = null,
        IReadOnlyList<IProviderFactory>? clouds = null
    ) =>
        new(
            new RunOptions
            {
                Stack = "dev",
                ProjectDirectory = Project(),
                ProgramAssembly = program ?? Program(),
                StateDirectory = Path.Combine(_directory.FullName, "dev"),
                Passphrase = TestStack.Passphrase,
                ConfigurationOfThisComputer = _ => new Dictionary<string, string> { ["swarm:sshFrom"] = "127.0.0.0/8" },
                ConfigOverrides = overrides ?? new Dictionary<string, string>(),
                Providers = clouds ?? SwarmClouds.All(),
            },
            new RecordingObserver()
        );

    /// <summary>The program where it was built: beside this assembly it would lack what the tests' own frameworks bring.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Project(), "infra", "bin", here.Parent!.Name, here.Name, "Infra.dll");
    }

    /// <summary>The directory above this assembly that holds the project.</summary>
    private static string Project()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Pulumi.yaml")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("no Pulumi.yaml above the tests");
        }

        return directory.FullName;
    }
}
