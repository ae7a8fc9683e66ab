using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;
using static Tests.EndToEnd.Said;

namespace Tests.EndToEnd;

/// <summary>One life of a swarm, in order: on two virtual machines, then on three, then on two again.</summary>
[TestCaseOrderer("Tests.EndToEnd.InOrder", "EndToEnd")]
public sealed class ThreeMachinesTests(Before before, ITestOutputHelper output) : IClassFixture<Before>
{
    // Nothing answers there, at once: each node uses the image that it was brought.
    private const string Registry = "127.0.0.1:5000";

    private const string OneWorker = "  swarm:workers: 1\n";

    private const string WithRoom = "  swarm:stackFiles: [stacks/demo.yaml, stacks/room.yaml]\n";

    // 80, as an ordinary user may open it on this computer.
    private const int ShopPort = 20080;

    // Its tasks ignore every signal.
    private const string Stubborn = """
        services:
          onmanager: &stubborn
            image: nginx:1.28
            entrypoint: ["sh", "-c", "trap '' TERM INT QUIT HUP; while :; do sleep 60; done"]
            stop_grace_period: 5s
            labels: {say: one}
            volumes: ["kept:/kept", "given-up:/given-up"]
            networks: [apart]
            deploy: {placement: {constraints: [node.role == manager]}}
          onworker:
            <<: *stubborn
            deploy: {placement: {constraints: [node.hostname == node2]}}
          everywhere:
            <<: *stubborn
            deploy: {mode: global}
        volumes: {kept: , given-up: {x-keep: false}}
        networks: {apart: }
        """;

    private readonly Checkout _checkout = before.Checkout;
    private readonly Swarm _swarm = new(before.Checkout.Directory, output);

    [Fact]
    public async Task An_up_that_is_killed_while_machines_boot_refuses_no_later_one_but_a_second_one_at_the_same_time_is_refused()
    {
        await File.AppendAllTextAsync(_checkout.Configuration, OneWorker);
        using var first = _swarm.Start("up");
        await first.SeeAsync("creating  aws:Instance node2");
        await _swarm.RunAsync(4, "up");
        first.Kill();
        // Where all is well, only what stands in for the images is a warning.
        Assert.Equal(
            [],
            first
                .Printed.Split('\n')
                .Where(line =>
                    line.Contains("  warning  ", StringComparison.Ordinal)
                    && !line.Contains("No container registry answers", StringComparison.Ordinal)
                )
        );

        await _swarm.KillAtAsync("creating  command:Command node2-docker", "up");
        Assert.Equal(2, Machines().Count);
    }

    [Fact]
    public async Task Ctrl_c_stops_an_up_cleanly_and_says_how_to_go_on()
    {
        using var up = _swarm.Start("up");
        await up.SeeAsync("installing docker.io");
        up.Interrupt();
        await up.SeeAsync("Stopping: operations under way may finish. Press Ctrl-C again to cancel them.");
        up.Interrupt();
        await up.EndAsync();

        Assert.Equal(130, up.ExitCode);
        Assert.Contains(
            "Stopped. What was made is recorded: run the same command again to continue, or ./swarm down to remove it.",
            up.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(2, Machines().Count);
    }

    [Fact]
    public async Task An_up_that_is_killed_twice_more_converges_with_nothing_made_twice()
    {
        await _swarm.KillAtAsync("creating  docker:Service web", "up");
        await _swarm.RunAsync(0, "up");

        Assert.Equal(2, Machines().Count);
        Assert.Equal("node1\nnode2\n", Sorted(await OnAsync("node1", "docker", "node", "ls", "--format", "{{.Hostname}}")));
        Assert.Equal("dev_web\ndev_whoami\n", Sorted(await OnAsync("node1", "docker", "service", "ls", "--format", "{{.Name}}")));
        Assert.Equal("app1\n", await OnAsync("node2", "docker", "ps", "--all", "--filter", "name=^app1$", "--format", "{{.Names}}"));
        // An emulated node may be starved for 15 s, after which it counts as down, and its tasks start elsewhere and starve the next one. Now it has three times as long.
        await ShellAsync("node1", "docker swarm update --dispatcher-heartbeat 15s");
    }

    [Fact]
    public async Task Verify_proves_the_tutorial() => AssertVerified(await _swarm.RunAsync(0, "verify", "--json"));

    [Fact]
    public async Task A_second_up_changes_nothing_and_opens_no_ssh_session()
    {
        var logins = await LoginsAsync();

        await _swarm.UpWithoutChangeAsync();

        // One login each is the count's own.
        Assert.Equal(logins.Select(count => count + 1), await LoginsAsync());
    }

    [Fact]
    public async Task In_one_up_a_third_node_joins_whoami_is_scaled_in_place_and_a_second_stack_file_comes()
    {
        var configuration = await File.ReadAllTextAsync(_checkout.Configuration);
        Assert.EndsWith(OneWorker, configuration, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_checkout.Configuration, configuration[..^OneWorker.Length] + WithRoom);
        var id = await OnAsync("node1", "docker", "service", "inspect", "--format", "{{.ID}}", "dev_whoami");
        var file = await File.ReadAllTextAsync(_checkout.StackFile);
        Assert.Contains("replicas: 1\n", file, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_checkout.StackFile, file.Replace("replicas: 1\n", "replicas: 3\n", StringComparison.Ordinal));

        // Of what was there, the service, and the step that waits for its tasks.
        var changes = ChangesOf(await UpAsync()).Select(change => (change.Name, Count: change.Value.GetInt32())).ToList();
        Assert.Equal(["create", "replace", "same", "update"], changes.Select(change => change.Name).Order());
        Assert.Equal([1, 1], changes.Where(change => change.Name is "replace" or "update").Select(change => change.Count));
        Assert.Equal(id, await OnAsync("node1", "docker", "service", "inspect", "--format", "{{.ID}}", "dev_whoami"));
        Assert.Equal(
            "node1 Ready\nnode2 Ready\nnode3 Ready\n",
            Sorted(await OnAsync("node1", "docker", "node", "ls", "--format", "{{.Hostname}} {{.Status}}"))
        );
        // What runs already may move to it.
        Assert.NotEqual("", await OnAsync("node3", "docker", "image", "ls", "--quiet", "traefik/whoami:v1.11.0"));
    }

    [Fact]
    public async Task A_refresh_finds_what_is_there_and_leaves_nothing_to_do()
    {
        await _swarm.RunAsync(0, "refresh");

        await _swarm.UpWithoutChangeAsync();
    }

    [Fact]
    public async Task The_second_stack_file_has_brought_configuration_secret_volume_a_task_on_every_node_and_udp()
    {
        var nodes = await AddressesAsync();

        Assert.Equal(3, nodes.Count);
        foreach (var node in nodes)
        {
            Assert.Equal("first\n", await Outside.GetAsync($"{node}:8080", "/"));
            Assert.Equal("whispered", await Outside.GetAsync($"{node}:8080", "/word"));
            Assert.Equal("pong", await Outside.AskAsync(node, 8053, "ping"));
        }

        Assert.Equal("dev\n", await OnAsync("node1", "docker", "stack", "ls", "--format", "{{.Name}}"));
        Assert.Equal(
            "dev_guard 3/3\ndev_page 2/2\n",
            Sorted(
                await OnAsync(
                    "node1",
                    "docker",
                    "service",
                    "ls",
                    "--filter",
                    "name=dev_guard",
                    "--filter",
                    "name=dev_page",
                    "--format",
                    "{{.Name}} {{.Replicas}}"
                )
            )
        );
    }

    [Fact]
    public async Task A_changed_configuration_is_rolled_out_without_a_failed_request()
    {
        var id = await OnAsync("node1", "docker", "service", "inspect", "--format", "{{.ID}}", "dev_page");
        await EditAsync("first\\n", "second\\n");
        var nodes = await AddressesAsync();
        var visitors = new Visitors(nodes.Select(node => $"{node}:8080"));

        var changes = ChangesOf(await UpAsync()).Select(change => (change.Name, change.Value.GetInt32())).Order();

        var seen = await visitors.LeaveAsync();
        output.WriteLine($"{seen.Count} requests during the update");
        Assert.Equal(["first\n", "second\n"], seen.Distinct().Order());
        Assert.Equal(("update", 1), changes.Single(change => change.Name == "update"));
        Assert.Equal(id, await OnAsync("node1", "docker", "service", "inspect", "--format", "{{.ID}}", "dev_page"));
        Assert.Equal("1\n", await ShellAsync("node1", "docker config ls --quiet | wc -l"));
    }

    [Fact]
    public async Task A_task_that_cannot_run_fails_the_run_with_its_own_error_and_leaves_the_old_ones_serving()
    {
        var good = await File.ReadAllTextAsync(_checkout.RoomFile);
        await EditAsync("nginx -g 'daemon off;' &", "exec no-such-program;");

        using var up = _swarm.Start("up");
        await up.EndAsync();

        Assert.Equal(1, up.ExitCode);
        Assert.Contains("command:Command page-tasks", up.Output, StringComparison.Ordinal);
        Assert.Contains("the update of dev_page stopped half-way", up.Output, StringComparison.Ordinal);
        Assert.Contains("task: non-zero exit (127)", up.Output, StringComparison.Ordinal);
        // The paused update is not well.
        var status = JsonSerializer.Deserialize<JsonElement>(await _swarm.RunAsync(3, "status", "--json"));
        Assert.StartsWith(
            "the update of dev_page has stopped half-way; ",
            Assert.Single(status.GetProperty("problems").EnumerateArray()).GetProperty("what").GetString(),
            StringComparison.Ordinal
        );
        foreach (var node in AddressesOf(status))
        {
            Assert.Equal("second\n", await Outside.GetAsync($"{node}:8080", "/"));
        }

        await File.WriteAllTextAsync(_checkout.RoomFile, good);
        await UpAsync();
        await _swarm.UpWithoutChangeAsync();
    }

    [Fact]
    public async Task The_example_for_production_runs_with_a_private_image_that_no_registry_has_and_a_stack_file_that_made_room_has_left_no_trace()
    {
        var nodes = await AddressesAsync();
        var folder = Path.Combine(_checkout.Directory, "stacks", "shop", "api");
        var start = await File.ReadAllTextAsync(Path.Combine(folder, "start.sh"));
        var saved = Path.Combine(_checkout.Directory, "base.tar");
        var archive = Path.Combine(_checkout.Directory, "shop.tar");
        await _swarm.SaveAsync(saved, "ssh", "node1", "--", "docker", "save", "nginx:1.28");
        await PrivateImages.WriteAsync(
            saved,
            $"{Registry}/shop/api",
            new Dictionary<string, string>
            {
                ["1.4.0"] = start,
                ["1.5.0"] = start,
                // The worker of that release runs: one rollback is enough to wait for.
                ["1.6.0"] = """
                #!/bin/sh
                case "${1-}" in
                worker) trap exit TERM && while :; do sleep 60; done ;;
                healthy) exit 0 ;;
                esac
                echo SHOP_CURRENCY is not set. >&2
                exit 1

                """,
            },
            await File.ReadAllTextAsync(Path.Combine(folder, "api.conf")),
            archive
        );

        var loaded = await _swarm.RunAsync(0, "load", archive);

        // The base is there already.
        Assert.Equal(3, Regex.Count(loaded, "^node[123]: sending .* of .* layers; it has the others$", RegexOptions.Multiline));
        var configuration = await File.ReadAllTextAsync(_checkout.Configuration);
        Assert.EndsWith(WithRoom, configuration, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            _checkout.Configuration,
            configuration[..^WithRoom.Length]
                + $$"""
                  swarm:stackFiles: [stacks/demo.yaml, stacks/shop.yaml]
                  swarm:nodeLabels:
                    node2: {disk: ssd}
                  swarm:registries: [{address: "{{Registry}}", user: deploy, password: secret}]
                  swarm:variables: {REGISTRY: "{{Registry}}", API_VERSION: 1.4.0}
                  swarm:secretVariables: {API_KEY: abc123}

                """
        );
        await UpAsync();

        foreach (var node in new[] { "node1", "node2", "node3" })
        {
            Assert.Equal(
                "",
                await ShellAsync(
                    node,
                    "docker volume ls --quiet | grep pages; docker ps --all --format '{{.Names}}' | grep -E '^dev_(guard|page)' || true"
                )
            );
        }

        Assert.Equal(
            "",
            await ShellAsync(
                "node1",
                "docker config ls --format '{{.Name}}' | grep nginx; docker secret ls --format '{{.Name}}' | grep word; docker service ls --format '{{.Name}}' | grep -E '^dev_(guard|page)'; docker network ls --format '{{.Name}}' | grep '^dev_default' || true"
            )
        );
        foreach (var node in nodes)
        {
            Assert.Equal("The shop is open. Its API is under /api/.\n", await Outside.GetAsync($"{node}:{ShopPort}", "/"));
            Assert.Equal("1.4.0\n", await Outside.GetAsync($"{node}:{ShopPort}", "/api/version"));
        }

        // The API has the secret, and the store keeps what it is given.
        Assert.Equal("401 Send the API key in the header X-Api-Key.\n", await AskShopAsync(HttpMethod.Get, nodes[0], "guess", "note"));
        Assert.Equal("201 ", await AskShopAsync(HttpMethod.Put, nodes[0], "abc123", "note", "remember"));
        Assert.Equal("200 remember", await AskShopAsync(HttpMethod.Get, nodes[2], "abc123", "note"));
        Assert.StartsWith("200 The worker was here at ", await AskShopAsync(HttpMethod.Get, nodes[1], "abc123", "worker.txt"));

        // Where the label is, with bounded logs and memory.
        Assert.Equal(
            "local 10m 3 134217728\n",
            await ShellAsync(
                "node2",
                "docker inspect --format '{{.HostConfig.LogConfig.Type}} {{index .HostConfig.LogConfig.Config \"max-size\"}} {{index .HostConfig.LogConfig.Config \"max-file\"}} {{.HostConfig.Memory}}' $(docker ps --quiet --filter name=dev_store)"
            )
        );
        await _swarm.UpWithoutChangeAsync();
    }

    [Fact]
    public async Task A_release_of_the_example_fails_no_request_and_keeps_its_data()
    {
        var nodes = await AddressesAsync();
        var store = await ShellAsync("node1", "docker service ps --quiet dev_store");
        await ReleaseAsync("1.4.0", "1.5.0");
        var visitors = new Visitors(nodes.Select(node => $"{node}:{ShopPort}"), "/api/version");

        await UpAsync();

        var seen = await visitors.LeaveAsync();
        output.WriteLine($"{seen.Count} requests during the release");
        Assert.Equal(["1.4.0\n", "1.5.0\n"], seen.Distinct().Order());
        Assert.Equal(store, await ShellAsync("node1", "docker service ps --quiet dev_store"));
        Assert.Equal("200 remember", await AskShopAsync(HttpMethod.Get, nodes[0], "abc123", "note"));
    }

    [Fact]
    public async Task A_release_of_the_example_that_does_not_run_is_rolled_back_and_says_why()
    {
        var nodes = await AddressesAsync();
        await ReleaseAsync("1.5.0", "1.6.0");
        var visitors = new Visitors(nodes.Select(node => $"{node}:{ShopPort}"), "/api/version");
        using var up = _swarm.Start("up");
        await up.EndAsync();

        var seen = await visitors.LeaveAsync();
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("dev_api was rolled back and runs as before (", up.Output, StringComparison.Ordinal);
        Assert.Contains("task: non-zero exit (1)", up.Output, StringComparison.Ordinal);
        Assert.Contains("SHOP_CURRENCY is not set.", up.Output, StringComparison.Ordinal);
        Assert.Equal(["1.5.0\n"], seen.Distinct());
    }

    [Fact]
    public async Task The_example_goes_again_and_leaves_its_data_while_another_stack_file_comes()
    {
        var configuration = await File.ReadAllTextAsync(_checkout.Configuration);
        await File.WriteAllTextAsync(
            _checkout.Configuration,
            configuration[..configuration.IndexOf("  swarm:stackFiles: [stacks/demo.yaml, stacks/shop.yaml]", StringComparison.Ordinal)]
                + "  swarm:stackFiles: [stacks/demo.yaml, stacks/stubborn.yaml]\n"
        );
        await File.WriteAllTextAsync(StubbornFile, Stubborn);

        await UpAsync();

        foreach (var node in new[] { "node1", "node2", "node3" })
        {
            Assert.Equal("dev_files\n", await ShellAsync(node, "docker volume ls --quiet | grep -vE '^dev_(kept|given-up)$'"));
        }

        Assert.Equal("remember\n", await ShellAsync("node2", "sudo cat /var/lib/docker/volumes/dev_files/_data/files/note"));
        foreach (var node in new[] { "node1", "node2", "node3" })
        {
            await ShellAsync(node, "docker volume rm dev_files");
        }

        Assert.Equal(
            "pulumi.machine\n\n",
            await ShellAsync(
                "node1",
                "docker service ls --format '{{.Name}}' | grep -E '^dev_(proxy|api|worker|store)$'; docker config ls --quiet; docker secret ls --quiet; docker network ls --format '{{.Name}}' | grep ^dev_ | grep -v '^dev_apart$'; docker node inspect --format '{{range $label, $value := .Spec.Labels}}{{println $label}}{{end}}' node2"
            )
        );
        await _swarm.UpWithoutChangeAsync();
    }

    [Fact]
    public async Task A_service_that_ignores_every_signal_is_replaced_and_goes_with_its_network_and_volume_while_a_container_moves_and_comes_back()
    {
        var configuration = await File.ReadAllTextAsync(_checkout.Configuration);

        // Labels of containers replace a service, and another name a network with all that is on it.
        await File.WriteAllTextAsync(
            StubbornFile,
            Stubborn.Replace("say: one", "say: two", StringComparison.Ordinal).Replace("apart", "elsewhere", StringComparison.Ordinal)
        );
        await MoveContainerAsync("node2", "node3");
        Assert.Equal("dev_elsewhere\n", await ShellAsync("node1", "docker network ls --format '{{.Name}}' | grep ^dev_"));
        await File.WriteAllTextAsync(
            _checkout.Configuration,
            configuration.Replace(", stacks/stubborn.yaml", "", StringComparison.Ordinal)
        );
        await MoveContainerAsync("node3", "node2");

        foreach (var node in new[] { "node1", "node2", "node3" })
        {
            Assert.Equal(
                "dev_kept\n",
                await ShellAsync(
                    node,
                    "docker volume ls --quiet; docker ps --all --format '{{.Names}}' | grep ^dev_[oe] || true; docker network ls --format '{{.Name}}' | grep ^dev_ || true"
                )
            );
            await ShellAsync(node, "docker volume rm dev_kept");
        }

        await _swarm.UpWithoutChangeAsync();
    }

    [Fact]
    public async Task What_docker_deployed_is_taken_over_and_its_tasks_run_on()
    {
        const string made = """
            services:
              front:
                image: nginx:1.28
                ports: ["8090:80"]
                configs: [{source: note, target: /usr/share/nginx/html/note}]
            configs:
              note: {file: ./note}
            """;
        await File.WriteAllTextAsync(_checkout.RoomFile, made);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_checkout.RoomFile)!, "note"), "hello");
        await ShellAsync(
            "node1",
            $"echo {Convert.ToBase64String(Encoding.UTF8.GetBytes(made))} | base64 -d >room.yaml && printf hello >note && docker stack deploy --resolve-image never --compose-file room.yaml dev"
        );
        await ShellAsync(
            "node1",
            "timeout 120 sh -c 'until docker service ps --format \"{{.CurrentState}}\" dev_front | grep -q ^Running; do sleep 1; done'"
        );
        var tasks = await ShellAsync("node1", "docker service ps --no-trunc --quiet dev_front");
        var configuration = await File.ReadAllTextAsync(_checkout.Configuration);
        await File.WriteAllTextAsync(
            _checkout.Configuration,
            configuration.Replace("[stacks/demo.yaml]", "[stacks/demo.yaml, stacks/room.yaml]", StringComparison.Ordinal)
        );

        var import = await _swarm.RunAsync(0, "import");
        var nodes = AddressesOf(await UpAsync());

        Assert.Contains("3 taken over as they are.", import, StringComparison.Ordinal);
        Assert.Equal(tasks, await ShellAsync("node1", "docker service ps --no-trunc --quiet dev_front"));
        Assert.Equal("1\n", await ShellAsync("node1", "docker config ls --quiet | wc -l"));
        Assert.Equal("hello", await Outside.GetAsync($"{nodes[2]}:8090", "/note"));
        await _swarm.UpWithoutChangeAsync();
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_named_by_verify_and_mended_as_it_says()
    {
        await ShellAsync(
            "node1",
            "docker service scale --detach dev_web=2; docker service rm dev_whoami; docker node update --availability drain node3"
        );
        await ShellAsync("node2", "docker rm --force app1");

        var said = await _swarm.RunAsync(3, "verify");

        Assert.Contains("FAIL  all nodes are ready and active in the swarm: node3 is drained (", said, StringComparison.Ordinal);
        foreach (
            var difference in new[]
            {
                "the service whoami is gone",
                "web has 2 replicas, but the stack declares 3",
                "the container app1 does not run on node2",
            }
        )
        {
            Assert.Equal(1, Regex.Count(said, difference));
        }

        Assert.Equal(2, Regex.Count(said, "^FAIL", RegexOptions.Multiline));
        Assert.Equal(1, Regex.Count(said, "fix: ./swarm refresh, then ./swarm up$", RegexOptions.Multiline));
        await ShellAsync(
            "node1",
            Regex.Match(said, "fix: ./swarm ssh node1 -- (docker node update .*)$", RegexOptions.Multiline).Groups[1].Value
        );
        await _swarm.RunAsync(0, "refresh");
        await UpAsync();
        // Verified as a whole after the next start.
        await _swarm.RunAsync(0, "status");
        Assert.Equal(
            "dev_front 1/1\ndev_web 3/3\ndev_whoami 3/3\n",
            Sorted(await OnAsync("node1", "docker", "service", "ls", "--format", "{{.Name}} {{.Replicas}}"))
        );
        Assert.Equal("app1\n", await OnAsync("node2", "docker", "ps", "--filter", "name=^app1$", "--format", "{{.Names}}"));
    }

    [Fact]
    public async Task After_a_power_cut_up_starts_the_machines_again_and_what_ran_on_them_is_back()
    {
        var machines = MachineDirectories();
        var services = await ShellAsync("node1", "docker service ls --quiet | sort");
        foreach (var (id, _) in Machines())
        {
            Kill(id);
        }

        Assert.True(SpinWait.SpinUntil(() => Machines().Count == 0, TimeSpan.FromSeconds(30)));
        // What a computer clears when it starts.
        foreach (var sockets in Remains.Sockets().Except(before.Sockets))
        {
            Directory.Delete(sockets, recursive: true);
        }

        Assert.Contains(
            "Stopped: the virtual machines of node1, node2, node3. ./swarm up starts them again.",
            await _swarm.RunAsync(3, "status"),
            StringComparison.Ordinal
        );
        await _swarm.RunAsync(2, "refresh");
        // Killed while they boot, it is taken up again.
        await _swarm.KillAtAsync("is being started again", "up");
        await UpAsync();

        Assert.Equal(3, Machines().Count);
        Assert.Equal(machines, MachineDirectories());
        Assert.Equal(services, await ShellAsync("node1", "docker service ls --quiet | sort"));
        AssertVerified(await _swarm.RunAsync(0, "verify", "--json"));
        await _swarm.UpWithoutChangeAsync();
    }

    [Fact]
    public async Task A_node_goes_again_without_a_trace()
    {
        await File.AppendAllTextAsync(_checkout.Configuration, OneWorker);
        Assert.Equal(["delete", "same"], ChangesOf(await UpAsync()).Select(change => change.Name).Order());
        Assert.Equal(
            "node1 Ready\nnode2 Ready\n",
            Sorted(await OnAsync("node1", "docker", "node", "ls", "--format", "{{.Hostname}} {{.Status}}"))
        );
        Assert.Equal(2, Machines().Count);
    }

    [Fact]
    public async Task Status_tells_of_a_machine_that_was_killed_and_down_leaves_nothing_but_the_image_cache()
    {
        var node2 = RecordOf("10.20.64.12");
        Kill(Remains.ProcessesOf(node2).Single().Id);

        // Ended, though whoever reaps orphans here may take its time: a process that has ended has no command line.
        Assert.True(SpinWait.SpinUntil(() => Remains.ProcessesOf(node2).Count == 0, TimeSpan.FromSeconds(30)));
        Assert.Contains("stopped", await _swarm.RunAsync(3, "status"), StringComparison.Ordinal);
        await _swarm.RunAsync(0, "down");

        Assert.Empty(Remains.ProcessesOf(_checkout.Directory));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_checkout.StateDirectory)), $"{_checkout.StateDirectory} is still there");
        Assert.Equal(before.Keys, Remains.Keys());
        Assert.Equal(before.Sockets, Remains.Sockets());
        Assert.Contains("is not up", await _swarm.RunAsync(0, "status"), StringComparison.Ordinal);
    }

    private string StubbornFile => Path.Combine(Path.GetDirectoryName(_checkout.RoomFile)!, "stubborn.yaml");

    private IReadOnlyList<(int Id, string Name)> Machines() =>
        [.. Remains.ProcessesOf(_checkout.Directory).Where(process => process.Name.StartsWith("qemu-system", StringComparison.Ordinal))];

    private IReadOnlyList<string> MachineDirectories() =>
        [.. Directory.EnumerateDirectories(Path.Combine(_checkout.StateDirectory, "machines")).Order(StringComparer.Ordinal)];

    private static void Kill(int id)
    {
        using var process = System.Diagnostics.Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>The directory of the machine with this private address.</summary>
    private string RecordOf(string address) =>
        Path.GetDirectoryName(
            Directory
                .EnumerateFiles(_checkout.StateDirectory, "machine.json", SearchOption.AllDirectories)
                .Single(file => File.ReadAllText(file).Contains($"\"{address}\"", StringComparison.Ordinal))
        )!;

    private Task<string> OnAsync(string node, params string[] command) =>
        _swarm.RunAsync(0, ["ssh", node, "--", .. command.Select(word => $"'{word}'")]);

    private Task<string> ShellAsync(string node, string script) => _swarm.RunAsync(0, "ssh", node, "--", script);

    private async Task<IReadOnlyList<int>> LoginsAsync()
    {
        var counts = new List<int>();
        foreach (var node in new[] { "node1", "node2" })
        {
            var journal = await _swarm.RunAsync(
                0,
                "ssh",
                node,
                "--",
                "sudo journalctl --boot --quiet --unit ssh.service --no-pager | grep -c 'Accepted publickey'"
            );
            counts.Add(int.Parse(journal, CultureInfo.InvariantCulture));
        }

        return counts;
    }

    private async Task<IReadOnlyList<string>> AddressesAsync() =>
        AddressesOf(JsonSerializer.Deserialize<JsonElement>(await _swarm.RunAsync(0, "status", "--json")));

    private async Task<JsonElement> UpAsync() => JsonSerializer.Deserialize<JsonElement>(await _swarm.RunAsync(0, "up", "--json"));

    private static Task<string> AskShopAsync(HttpMethod method, string node, string key, string file, string? content = null) =>
        Outside.AskAsync(method, $"{node}:{ShopPort}", $"/api/files/{file}", "X-Api-Key", key, content);

    private async Task ReleaseAsync(string old, string version)
    {
        var configuration = await File.ReadAllTextAsync(_checkout.Configuration);
        Assert.Contains($"API_VERSION: {old}", configuration, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            _checkout.Configuration,
            configuration.Replace($"API_VERSION: {old}", $"API_VERSION: {version}", StringComparison.Ordinal)
        );
    }

    private async Task MoveContainerAsync(string from, string to)
    {
        var file = await File.ReadAllTextAsync(_checkout.StackFile);
        Assert.Contains($"node: {from}\n", file, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_checkout.StackFile, file.Replace($"node: {from}\n", $"node: {to}\n", StringComparison.Ordinal));
        await UpAsync();

        Assert.Equal("app1\n", await OnAsync(to, "docker", "ps", "--filter", "name=^app1$", "--format", "{{.Names}}"));
        Assert.Equal("", await OnAsync(from, "docker", "ps", "--all", "--filter", "name=^app1$", "--format", "{{.Names}}"));
    }

    private async Task EditAsync(string what, string with)
    {
        var file = await File.ReadAllTextAsync(_checkout.RoomFile);
        Assert.Contains(what, file, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_checkout.RoomFile, file.Replace(what, with, StringComparison.Ordinal));
    }

    private static string Sorted(string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n"));
}
