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
                "swarm:sshFrom: received 1 address ranges, and the stack files publish 56 ports or ranges of adjacent ports: 61 inbound rules; allowed: 60 inbound rules in a security group, among them 1 for SSH and 4 for the swarm itself. Name fewer, wider ranges, or publish adjacent ports, which share a rule.",
            ],
            Problems("203.0.113.7/32", publishedFrom: null, 56)
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
