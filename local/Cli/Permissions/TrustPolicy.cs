using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Local.Cli.Permissions;

/// <summary>Who may take on a role without a password: the workflows of a repository on GitHub, by its provider for OpenID Connect.</summary>
internal static partial class TrustPolicy
{
    private const string Provider = "token.actions.githubusercontent.com";

    /// <summary>What a repository may be called: by names, or by names and the numbers that never change.</summary>
    public static bool IsRepository(string text) => Repository().IsMatch(text);

    /// <param name="partition">The part of AWS, such as <c>aws</c>.</param>
    /// <param name="account">The account that has the provider.</param>
    /// <param name="repositories">The repository, in each form in which a token may name it.</param>
    /// <param name="contexts">What of it may: <c>pull_request</c>, <c>ref:refs/heads/main</c> or <c>environment:dev</c>.</param>
    public static JsonObject Of(string partition, string account, IEnumerable<string> repositories, params string[] contexts) =>
        new()
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject { ["Federated"] = $"arn:{partition}:iam::{account}:oidc-provider/{Provider}" },
                    ["Action"] = "sts:AssumeRoleWithWebIdentity",
                    // Equal, never like: a pattern would let other branches or repositories in.
                    ["Condition"] = new JsonObject
                    {
                        ["StringEquals"] = new JsonObject
                        {
                            [$"{Provider}:aud"] = partition == "aws-cn" ? "sts.amazonaws.com.cn" : "sts.amazonaws.com",
                            [$"{Provider}:sub"] = new JsonArray([
                                .. repositories.SelectMany(repository =>
                                    contexts.Select(context =>
                                        JsonValue.Create($"repo:{Repository().Match(repository).Groups["name"]}:{context}")
                                    )
                                ),
                            ]),
                        },
                    },
                }
            ),
        };

    // https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
    [GeneratedRegex("^(repo:)?(?<name>[A-Za-z0-9_-]+(/[A-Za-z0-9._-]+|@[0-9]+/[A-Za-z0-9._-]+@[0-9]+))$")]
    private static partial Regex Repository();
}
