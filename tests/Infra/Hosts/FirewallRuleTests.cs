using Infra.Diagnostics;
using Infra.Hosts;
using Infra.Settings;
using Local.Cli;

namespace Tests.Infra.Hosts;

public sealed class FirewallRuleTests
{
    private const string Ranges = "198.51.100.1/32,198.51.100.3/32,198.51.100.5/32,198.51.100.7/32,198.51.100.9/32";

    [Theory]
    [InlineData("203.0.113.7/32", null, 55)]
    [InlineData("203.0.113.7/32", Ranges, 11)]
    [InlineData(Ranges, null, 10)]
    public void This_computer_s_own_range_takes_no_room_of_what_AWS_allows(string sshFrom, string? publishedFrom, int most)
    {
        Assert.Empty(Problems(sshFrom, publishedFrom, most));
        Assert.NotEmpty(Problems(sshFrom, publishedFrom, most + 1));
    }

    [Fact]
    public void What_is_told_is_what_is_configured() =>
        Assert.Equal(
            [
                "swarm:sshFrom: received 5 address ranges, and the stack files publish 11 ports or ranges of adjacent ports: 64 inbound rules; allowed: 60 inbound rules in a security group, among them 5 for SSH and 4 for the swarm itself. Name fewer, wider ranges, or publish adjacent ports, which share a rule.",
            ],
            Problems(Ranges, publishedFrom: null, 11)
        );

    [Theory]
    [InlineData("203.0.113.7/32", null, "", 56, "61 inbound rules", ", among them 1 for SSH and 4 for the swarm itself")]
    [InlineData(Ranges, "198.51.100.1/32", "{}", 61, "61 inbound rules", ", here that of the load balancer")]
    public void Where_one_range_reaches_them_it_is_the_ports_that_are_too_many(
        string sshFrom,
        string? publishedFrom,
        string loadBalancer,
        int ports,
        string rules,
        string group
    ) =>
        Assert.Equal(
            [
                $"swarm:stackFiles: received files that publish {ports} ports or ranges of adjacent ports: {rules}; allowed: 60 inbound rules in a security group{group}. Publish fewer ports, or adjacent ones, which share a rule.",
            ],
            Problems(sshFrom, publishedFrom, ports, [.. loadBalancer.Length == 0 ? [] : new[] { ("swarm:loadBalancer", loadBalancer) }])
        );

    // Their number, and not that of the one range of clients, can become less.
    [Fact]
    public void Where_many_ranges_reach_SSH_and_one_reaches_the_ports_it_is_those_of_SSH() =>
        Assert.Equal(
            [
                "swarm:sshFrom: received 5 address ranges, and the stack files publish 52 ports or ranges of adjacent ports: 61 inbound rules; allowed: 60 inbound rules in a security group, among them 5 for SSH and 4 for the swarm itself. Name fewer, wider ranges, or publish adjacent ports, which share a rule.",
            ],
            Problems(Ranges, "198.51.100.1/32", 52)
        );

    [Fact]
    public void The_bastion_s_group_has_its_limit_too() =>
        Assert.Equal(
            [
                "swarm:sshFrom: received 61 address ranges; allowed: 60 inbound rules in the bastion's security group. Name fewer, wider ranges.",
            ],
            Problems(
                string.Join(',', Enumerable.Range(0, 61).Select(number => $"198.51.100.{2 * number}/32")),
                "203.0.113.7/32",
                1,
                ("swarm:publicAddresses", "bastion")
            )
        );

    // As `./swarm` hands them over.
    private static string[] Problems(string sshFrom, string? publishedFrom, int ports, params (string Key, string Value)[] more)
    {
        var set = more.Append(("swarm:sshFrom", sshFrom)).ToDictionary(one => one.Item1, one => one.Item2);
        if (publishedFrom is not null)
        {
            set["swarm:publishedFrom"] = publishedFrom;
        }

        var here = set.Concat(ThisComputersConfiguration.Of(set)).GroupBy(pair => pair.Key).Select(same => same.Last());
        var problems = new List<Problem>();
        var settings = (AwsSettings)
            SettingsLoader.Load(here.ToDictionary(pair => pair.Key["swarm:".Length..], pair => pair.Value), "/", problems).Hosts;
        Assert.Empty(problems);
        Assert.Contains(Cidr.Parse("127.0.0.0/8"), settings.SshFrom);
        FirewallRule.RejectTooMany(
            settings,
            [.. Enumerable.Range(0, ports).Select(port => new PublishedPort(8000 + 2 * port, "tcp"))],
            encrypted: false,
            problems
        );
        return [.. problems.Select(problem => $"{problem}")];
    }
}
