using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Local.Cli.Permissions;
using Local.Providers.Aws;
using Local.Runner;

namespace Local.Cli.Commands;

internal static partial class PermissionsCommand
{
    private const string Preview = "preview";
    private const string Deploy = "deploy";
    private const string Policy = "policy";
    private const string Trust = "trust";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var role = new Argument<string?>("role")
        {
            Description =
                "preview for the policy that reads only, deploy for the one that up and destroy need; both in one object if left out",
            DefaultValueFactory = _ => null,
        };
        var trust = new Option<bool>("--trust")
        {
            Description =
                "Print who may take on the role instead of what it may do: the jobs of --repository on GitHub or of --gitlab-project",
        };
        var repository = new Option<string[]>("--repository")
        {
            Description =
                "The repository on GitHub: OWNER/NAME, or OWNER@ID/NAME@ID for one whose tokens hold the numbers. `gh api repos/OWNER/NAME/actions/oidc/customization/sub` shows which form it is (sub_claim_prefix). May be given twice",
        };
        var project = new Option<string?>("--gitlab-project")
        {
            Description =
                "The project on GitLab: GROUP/PROJECT on gitlab.com, or its whole address, such as https://gitlab.example.com/GROUP/PROJECT",
        };
        var account = new Option<string?>("--account")
        {
            Description = "With --repository or --gitlab-project: the number of the AWS account, 12 digits",
        };
        var branch = new Option<string>("--branch")
        {
            Description =
                "With --repository: the branch whose workflows may preview, beside pull requests. With --gitlab-project: the branch whose jobs may deploy",
            DefaultValueFactory = _ => "main",
        };
        var environment = new Option<string>("--environment")
        {
            Description = "With --repository: the environment on GitHub whose jobs may deploy",
            DefaultValueFactory = _ => "production",
        };
        role.AcceptOnlyFromAmong(Preview, Deploy);
        var command = new Command(
            "permissions",
            "Print, as JSON for AWS, the policies that previewing and deploying this stack need, and who may take on the roles. No credentials are needed, and no machine is contacted"
        )
        {
            role,
            trust,
            repository,
            project,
            account,
            branch,
            environment,
        };
        command.Validators.Add(given =>
        {
            var repositories = given.GetValue(repository) ?? [];
            foreach (var wrong in repositories.Where(text => !TrustPolicy.IsRepository(text)))
            {
                given.AddError($"--repository: received \"{wrong}\"; allowed: OWNER/NAME, or OWNER@ID/NAME@ID with the numbers of both.");
            }

            var gitLab = given.GetValue(project);
            if (gitLab is not null && GitLabProject.Of(gitLab) is null)
            {
                given.AddError(
                    $"--gitlab-project: received \"{gitLab}\"; allowed: GROUP/PROJECT on gitlab.com, or the whole address of the project, such as https://gitlab.example.com/GROUP/PROJECT."
                );
            }

            if (given.GetValue(branch) is { } name && name.AsSpan().ContainsAny('*', '?'))
            {
                given.AddError($"--branch: received \"{name}\"; allowed: the name of one branch.");
            }

            if (repositories.Length > 0 && gitLab is not null)
            {
                given.AddError("--repository and --gitlab-project were both given. Give one of them: a role has one of the policies.");
            }

            var isOfPipelines = repositories.Length > 0 || gitLab is not null;
            if (given.GetValue(trust) && !isOfPipelines)
            {
                given.AddError(
                    "--trust was given without --repository or --gitlab-project. Say whose jobs may take on the role: --repository OWNER/NAME on GitHub, --gitlab-project GROUP/PROJECT on GitLab."
                );
            }

            if (isOfPipelines && !Account().IsMatch(given.GetValue(account) ?? ""))
            {
                given.AddError(
                    $"--account: received {(given.GetValue(account) is { } number ? $"\"{number}\"" : "nothing")}; allowed: the 12 digits of the account, which `aws sts get-caller-identity` shows."
                );
            }
        });
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var name = parsed.GetRequiredValue(SwarmCommand.Stack);
                var plan = await SurveyedPlan.OfAsync(name, AwsCalls.Types);
                if (plan.Result.Outcome != RunOutcome.Succeeded)
                {
                    return plan.ExitCode;
                }

                var (survey, result) = plan;
                var policy = new AwsPolicy(survey.Uses, survey.Region, survey.Project, result.Config);
                var main = parsed.GetRequiredValue(branch);
                var roles = new JsonObject
                {
                    [Preview] = Role(policy.Preview(), TrustPolicy.EveryBranch, "pull_request", $"ref:refs/heads/{main}"),
                    [Deploy] = Role(policy.Deploy(), main, $"environment:{parsed.GetValue(environment)}"),
                };
                var chosen = parsed.GetValue(role) is { } one ? roles[one]![parsed.GetValue(trust) ? Trust : Policy] : roles;
                await parsed.InvocationConfiguration.Output.WriteLineAsync(chosen!.ToJsonString(_indented));
                return ExitCode.Done;

                JsonObject Role(JsonObject allowed, string branchOnGitLab, params string[] contextsOnGitHub)
                {
                    var described = new JsonObject { [Policy] = allowed };
                    var partition = AwsPartition.Of(survey.Region);
                    if (parsed.GetValue(project) is { } gitLab)
                    {
                        described[Trust] = TrustPolicy.OfGitLab(
                            partition,
                            parsed.GetValue(account)!,
                            GitLabProject.Of(gitLab)!,
                            branchOnGitLab
                        );
                    }
                    else if (parsed.GetValue(repository) is { Length: > 0 } repositories)
                    {
                        described[Trust] = TrustPolicy.OfGitHub(partition, parsed.GetValue(account)!, repositories, contextsOnGitHub);
                    }

                    return described;
                }
            })
        );
        return command;
    }

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex Account();
}
