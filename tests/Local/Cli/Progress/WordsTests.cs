using Local.Cli.Progress;

namespace Tests.Local.Cli.Progress;

public sealed class WordsTests
{
    [Theory]
    [InlineData("urn:pulumi:dev::swarm::pulumi:pulumi:Stack::swarm-dev", "pulumi:pulumi:Stack", "swarm-dev")]
    [InlineData(
        "urn:pulumi:dev::swarm::swarm:hosts:AwsHosts$aws:ec2/instance:Instance::node::one",
        "aws:ec2/instance:Instance",
        "node::one"
    )]
    public void The_name_in_a_URN_may_contain_two_colons(string urn, string type, string name) =>
        Assert.Equal((type, name), (Words.TypeIn(urn), Words.NameIn(urn)));
}
