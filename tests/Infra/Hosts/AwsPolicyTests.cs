using System.Text.Json;

namespace Tests.Infra.Hosts;

public sealed class AwsPolicyTests
{
    [Fact]
    public void The_policy_in_the_documentation_is_one_that_AWS_takes()
    {
        var text = File.ReadAllText(Path.Combine(SwarmProgram.Project, "docs", "aws.md"));
        var from = text.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        var policy = text[from..text.IndexOf("```", from, StringComparison.Ordinal)];

        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space does not count.
        Assert.True(policy.Count(letter => !char.IsWhiteSpace(letter)) <= 6144);
        var actions = JsonDocument
            .Parse(policy)
            .RootElement.GetProperty("Statement")
            .EnumerateArray()
            .SelectMany(statement => statement.GetProperty("Action").EnumerateArray())
            .Select(action => action.GetString()!)
            .ToArray();
        Assert.Equal(55, actions.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(55, actions.Length);
        Assert.All(actions, action => Assert.StartsWith("ec2:", action, StringComparison.Ordinal));
    }
}
