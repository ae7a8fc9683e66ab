using System.CommandLine;
using System.Text.Json.Nodes;
using Local.Cli.Commands;
using Tests.Infra;

namespace Tests.Local.Cli.Pipelines;

/// <summary>The commands of a pipeline in a job's environment, which the tests of one collection have one after another.</summary>
internal sealed class Job : IDisposable
{
    public const string Collection = "the environment of a job";
    private readonly EnvironmentVariables _variables;
    private readonly string _plan = Path.GetTempFileName();
    private readonly string _event = Path.GetTempFileName();

    public Job(params (string Name, string? Value)[] variables)
    {
        // What the tests' own pipeline says counts for nothing.
        var all = new Dictionary<string, string?>
        {
            ["GITHUB_REPOSITORY"] = null,
            ["GITHUB_TOKEN"] = null,
            ["GITHUB_API_URL"] = null,
            ["GITHUB_GRAPHQL_URL"] = null,
            ["GITHUB_SERVER_URL"] = null,
            ["GITHUB_RUN_ID"] = null,
            ["GITHUB_SHA"] = null,
            ["GITHUB_REF"] = null,
            ["GITHUB_RUN_ATTEMPT"] = null,
            ["GITHUB_EVENT_PATH"] = null,
            ["GITLAB_CI"] = null,
            ["GITLAB_TOKEN"] = null,
            ["CI_API_V4_URL"] = null,
            ["CI_PROJECT_ID"] = null,
            ["CI_MERGE_REQUEST_IID"] = null,
            ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = null,
            ["CI_COMMIT_SHA"] = null,
            ["CI_JOB_URL"] = null,
        };
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        _variables = new EnvironmentVariables(all);
    }

    /// <summary>A run of GitHub Actions.</summary>
    public static Job On(FakeGitHub gitHub, params (string Name, string? Value)[] more) =>
        new([
            ("GITHUB_REPOSITORY", "acme/shop"),
            ("GITHUB_TOKEN", FakeGitHub.Token),
            ("GITHUB_API_URL", gitHub.Address),
            ("GITHUB_GRAPHQL_URL", $"{gitHub.Address}/graphql"),
            ("GITHUB_SERVER_URL", "https://github.example"),
            ("GITHUB_RUN_ID", "99"),
            ("GITHUB_SHA", new string('c', 40)),
            ("GITHUB_REF", "refs/heads/main"),
            .. more,
        ]);

    /// <summary>A job of GitLab CI/CD, of merge request 3.</summary>
    public static Job On(FakeGitLab gitLab, params (string Name, string? Value)[] more) =>
        new([
            ("GITLAB_CI", "true"),
            ("GITLAB_TOKEN", FakeGitLab.Token),
            ("CI_API_V4_URL", gitLab.Address),
            ("CI_PROJECT_ID", "42"),
            ("CI_MERGE_REQUEST_IID", "3"),
            ("CI_COMMIT_SHA", "abc123"),
            ("CI_JOB_URL", "https://gitlab.example/jobs/5"),
            .. more,
        ]);

    /// <summary>A run that pull request 7 started, at commit bbb….</summary>
    public Job OfPullRequest()
    {
        var head = new JsonObject { ["sha"] = new string('b', 40) };
        File.WriteAllText(
            _event,
            new JsonObject
            {
                ["pull_request"] = new JsonObject { ["number"] = 7, ["head"] = head },
            }.ToJsonString()
        );
        Environment.SetEnvironmentVariable("GITHUB_EVENT_PATH", _event);
        return this;
    }

    /// <summary>Runs a command on a plan.</summary>
    public async Task<(int Code, string Output, string Errors)> RunAsync(string command, byte[] plan, params string[] more)
    {
        await File.WriteAllBytesAsync(_plan, plan);
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await SwarmCommand
            .Create()
            .Parse([command, _plan, .. more])
            .InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = errors,
                    EnableDefaultExceptionHandler = false,
                }
            );
        return (code, output.ToString(), errors.ToString().Replace(_plan, "plan.json", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _variables.Dispose();
        File.Delete(_plan);
        File.Delete(_event);
    }
}
