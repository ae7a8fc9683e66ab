using System.Text.RegularExpressions;
using Xunit.Abstractions;
using static Tests.EndToEnd.Said;

namespace Tests.EndToEnd;

/// <summary>Machines that somebody has already, as <c>./swarm vms</c> boots them: a swarm is made of them, which they leave again.</summary>
public sealed partial class BareMachinesTests(Before before, ITestOutputHelper output) : IClassFixture<Before>
{
    private readonly Swarm _swarm = new(before.Checkout.Directory, output);

    [Fact]
    public async Task Hosts_that_are_there_become_a_swarm_and_run_on_without_it()
    {
        var list = await _swarm.RunAsync(0, "vms");
        var file = Path.Combine(before.Checkout.Directory, "Pulumi.vms.yaml");
        await _swarm.RunAsync(0, "vms", "--write");
        Assert.Equal(list, await File.ReadAllTextAsync(file));
        await File.AppendAllTextAsync(file, "# What its user adds stays.\n");
        await _swarm.RunAsync(0, "vms", "--write");
        Assert.Equal(list + "# What its user adds stays.\n", await File.ReadAllTextAsync(file));

        // Its user takes two of the three, which also takes fewer minutes.
        var hosts = Third().Replace(await File.ReadAllTextAsync(file), "");
        Assert.DoesNotContain("node3", hosts, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, hosts);
        await _swarm.RunAsync(0, "up", "--stack", "vms");
        AssertVerified(await _swarm.RunAsync(0, "verify", "--stack", "vms", "--json"));
        await _swarm.UpWithoutChangeAsync("--stack", "vms");

        await _swarm.RunAsync(0, "down", "--stack", "vms");
        // The same list, since the same machines run on.
        Assert.Equal(list, await _swarm.RunAsync(0, "vms"));
        var key = Key().Match(list).Groups[1].Value;
        foreach (var host in Host().Matches(hosts).Select(match => match.Groups))
        {
            await Outside.ShellAsync(
                host["address"].Value,
                host["port"].Value,
                host["key"].Value,
                key,
                "timeout 120 sh -c 'until [ \"$(docker info --format \"{{.Swarm.LocalNodeState}} {{.Containers}}\")\" = \"inactive 0\" ]; do sleep 1; done'"
            );
        }

        await _swarm.RunAsync(0, "vms", "--down");
        Assert.Empty(Remains.ProcessesOf(before.Checkout.Directory));
        Assert.False(Directory.Exists(Path.Combine(before.Checkout.Directory, ".swarm")), ".swarm is still there");
        Assert.Equal(before.Keys, Remains.Keys());
        Assert.Equal(before.Sockets, Remains.Sockets());
    }

    [GeneratedRegex("    - name: node3\n(?:      .*\n)+")]
    private static partial Regex Third();

    [GeneratedRegex("sshPrivateKeyFile: (.*)\n")]
    private static partial Regex Key();

    [GeneratedRegex("address: (?<address>127.*)\n +port: (?<port>.*)\n.*\n.*\n +hostKey: (?<key>.*)\n")]
    private static partial Regex Host();
}
