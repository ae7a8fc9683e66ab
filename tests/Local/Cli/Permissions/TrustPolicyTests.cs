using Local.Cli.Permissions;

namespace Tests.Local.Cli.Permissions;

public sealed class TrustPolicyTests
{
    [Fact]
    public void The_example_in_the_documentation_names_a_repository_in_both_forms() =>
        Assert.Equal(
            AwsPolicyTests.Block(2),
            AwsPolicyTests.Text(
                TrustPolicy.OfGitHub(
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

    [Fact]
    public void The_example_in_the_documentation_names_a_branch_of_a_project_on_GitLab() =>
        Assert.Equal(
            AwsPolicyTests.Block(3),
            AwsPolicyTests.Text(TrustPolicy.OfGitLab("aws", "123456789012", new("gitlab.com", "octo-group/octo-project"), "main"))
        );

    [Fact]
    public void Every_branch_of_a_project_on_GitLab_may_preview_and_no_other_project() =>
        Assert.Equal(
            """
            {
              "StringEquals": {
                "gitlab.example.cn:aud": "sts.amazonaws.com.cn"
              },
              "StringLike": {
                "gitlab.example.cn:sub": "project_path:octo/team/shop:ref_type:branch:ref:*"
              }
            }
            """,
            AwsPolicyTests.Text(
                TrustPolicy.OfGitLab("aws-cn", "123456789012", new("gitlab.example.cn", "octo/team/shop"), TrustPolicy.EveryBranch)[
                    "Statement"
                ]![0]!["Condition"]!
            )
        );

    [Theory]
    [InlineData("octo-group/octo-project", "gitlab.com octo-group/octo-project")]
    [InlineData("octo/team/a.b", "gitlab.com octo/team/a.b")]
    [InlineData("https://gitlab.com/octo.group/shop", "gitlab.com octo.group/shop")]
    [InlineData("https://gitlab.example.com/octo/shop", "gitlab.example.com octo/shop")]
    [InlineData("octo-project", null)]
    [InlineData("octo-group/", null)]
    [InlineData("octo-group/*", null)]
    [InlineData("octo-group/octo-project:ref_type:branch", null)]
    [InlineData("gitlab.example.com/octo/shop", null)]
    [InlineData("https://gitlab.example.com:8443/octo/shop", null)]
    [InlineData("http://gitlab.example.com/octo/shop", null)]
    [InlineData("https://gitlab.example.com/octo/shop.git", null)]
    [InlineData("https://gitlab.example.com/octo/shop/", null)]
    public void A_project_on_GitLab_is_named_by_its_path_or_its_whole_address(string text, string? read) =>
        Assert.Equal(read, GitLabProject.Of(text) is { } project ? $"{project.Host} {project.Path}" : null);
}
