using Local.Cli.Reports;
using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Cli.Reports;

public sealed class GitHubActionsTests
{
    [Fact]
    public void Each_problem_of_a_stack_file_becomes_an_error_at_its_line_once()
    {
        var problems =
            "2 problems:\n- stacks/demo.yaml:6:26 services.web.image: received \"50%\", allowed: an image.\r\n- my, files/a:b.yml:3:5 services.db: received nothing.\nswarm:managers: received 2.";

        Assert.Equal(
            [
                "::error file=stacks/demo.yaml,line=6,col=26::services.web.image: received \"50%25\", allowed: an image.",
                "::error file=my%2C files/a%3Ab.yml,line=3,col=5::services.db: received nothing.",
            ],
            GitHubActions.Errors(
                Steps.Result(
                    RunOutcome.Failed,
                    [],
                    [
                        new Diagnostic(LogLevel.Error, problems),
                        new Diagnostic(LogLevel.Error, problems),
                        new Diagnostic(LogLevel.Warning, "stacks/demo.yaml:1:1 a warning"),
                    ]
                )
            )
        );
    }

    [Fact]
    public void A_group_has_its_title_on_one_line() => Assert.Equal("::group::up%0A100%25", GitHubActions.Group("up\n100%"));
}
