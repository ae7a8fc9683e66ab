using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Local.Cli.Permissions;

/// <summary>Who may take on a role without a password: the jobs of a repository on GitHub or of a project on GitLab, by its provider for OpenID Connect.</summary>
internal static partial class TrustPolicy
{
    /// <summary>For a project on GitLab: its jobs on every branch, and for merge requests, whose tokens name the branch that they come from.</summary>
    public const string EveryBranch = "*";

    private const string GitHub = "token.actions.githubusercontent.com";
    private const string Equal = "StringEquals";

    /// <summary>What a repository may be called: by names, or by names and the numbers that never change.</summary>
    public static bool IsRepository(string text) => Repository().IsMatch(text);

    /// <param name="partition">The part of AWS, such as <c>aws</c>.</param>
    /// <param name="account">The account that has the provider.</param>
    /// <param name="repositories">The repository, in each form in which a token may name it.</param>
    /// <param name="contexts">What of it may: <c>pull_request</c>, <c>ref:refs/heads/main</c> or <c>environment:dev</c>.</param>
    public static JsonObject OfGitHub(string partition, string account, IEnumerable<string> repositories, params string[] contexts) =>
        Of(
            partition,
            account,
            GitHub,
            // Equal, never like: a pattern would let other branches or repositories in.
            Equal,
            new JsonArray([
                .. repositories.SelectMany(repository =>
                    contexts.Select(context => JsonValue.Create($"repo:{Repository().Match(repository).Groups["name"]}:{context}"))
                ),
            ])
        );

    /// <param name="partition">The part of AWS, such as <c>aws</c>.</param>
    /// <param name="account">The account that has the provider.</param>
    /// <param name="project">The project.</param>
    /// <param name="branch">The branch whose jobs may, or <see cref="EveryBranch"/>.</param>
    public static JsonObject OfGitLab(string partition, string account, GitLabProject project, string branch) =>
        Of(
            partition,
            account,
            project.Host,
            branch == EveryBranch ? "StringLike" : Equal,
            JsonValue.Create($"project_path:{project.Path}:ref_type:branch:ref:{branch}")
        );

    private static JsonObject Of(string partition, string account, string provider, string comparison, JsonNode subject)
    {
        var condition = new JsonObject
        {
            [Equal] = new JsonObject { [$"{provider}:aud"] = partition == "aws-cn" ? "sts.amazonaws.com.cn" : "sts.amazonaws.com" },
        };
        condition[comparison] ??= new JsonObject();
        condition[comparison]![$"{provider}:sub"] = subject;
        return new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject { ["Federated"] = $"arn:{partition}:iam::{account}:oidc-provider/{provider}" },
                    ["Action"] = "sts:AssumeRoleWithWebIdentity",
                    ["Condition"] = condition,
                }
            ),
        };
    }

    // https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
    [GeneratedRegex("^(repo:)?(?<name>[A-Za-z0-9_-]+(/[A-Za-z0-9._-]+|@[0-9]+/[A-Za-z0-9._-]+@[0-9]+))$")]
    private static partial Regex Repository();
}
