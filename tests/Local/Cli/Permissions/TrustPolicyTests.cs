using Local.Cli.Permissions;

namespace Tests.Local.Cli.Permissions;

public sealed class TrustPolicyTests
{
    [Fact]
    public void The_example_in_the_documentation_names_a_repository_in_both_forms() =>
        Assert.Equal(
            AwsPolicyTests.Block(2),
            AwsPolicyTests.Text(
                TrustPolicy.Of(
                    "aws",
                    "123456789012",
                    ["octo-org/octo-repo", "repo:octo-org@123456/octo-repo@456789"],
                    "environment:production"
                )
            )
        );

    [Theory]
    [InlineData("octo-org/octo-repo", true)]
    [InlineData("octo-org@123456/octo-repo@456789", true)]
    [InlineData("repo:octo-org@123456/octo-repo@456789", true)]
    [InlineData("octo-org@123456/octo-repo", false)]
    [InlineData("octo-org/octo-repo@456789", false)]
    [InlineData("octo-org/*", false)]
    [InlineData("octo-org", false)]
    [InlineData("octo-org/octo-repo:ref:refs/heads/main", false)]
    public void A_repository_is_named_without_patterns_and_with_both_numbers_or_none(string text, bool isOne) =>
        Assert.Equal(isOne, TrustPolicy.IsRepository(text));
}
