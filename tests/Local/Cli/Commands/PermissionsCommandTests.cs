using Local.Cli;
using Local.Cli.Commands;

namespace Tests.Local.Cli.Commands;

/// <summary>What the command line refuses; what the policies say is tested beside them.</summary>
public sealed class PermissionsCommandTests
{
    [Theory]
    [InlineData(
        "permissions deploy --trust",
        "--trust was given without --repository or --gitlab-project. Say whose jobs may take on the role: --repository OWNER/NAME on GitHub, --gitlab-project GROUP/PROJECT on GitLab."
    )]
    [InlineData(
        "permissions --repository octo-org/octo-repo",
        "--account: received nothing; allowed: the 12 digits of the account, which `aws sts get-caller-identity` shows."
    )]
    [InlineData(
        "permissions --repository octo-org/octo-repo --account 1234",
        "--account: received \"1234\"; allowed: the 12 digits of the account, which `aws sts get-caller-identity` shows."
    )]
    [InlineData(
        "permissions --repository octo-org/* --account 123456789012",
        "--repository: received \"octo-org/*\"; allowed: OWNER/NAME, or OWNER@ID/NAME@ID with the numbers of both."
    )]
    [InlineData(
        "permissions --gitlab-project octo-group/octo-project",
        "--account: received nothing; allowed: the 12 digits of the account, which `aws sts get-caller-identity` shows."
    )]
    [InlineData(
        "permissions --gitlab-project octo-group/* --account 123456789012",
        "--gitlab-project: received \"octo-group/*\"; allowed: GROUP/PROJECT on gitlab.com, or the whole address of the project, such as https://gitlab.example.com/GROUP/PROJECT."
    )]
    [InlineData(
        "permissions --gitlab-project octo-group/octo-project --repository octo-org/octo-repo --account 123456789012",
        "--repository and --gitlab-project were both given. Give one of them: a role has one of the policies."
    )]
    [InlineData(
        "permissions --gitlab-project octo-group/octo-project --account 123456789012 --branch release-*",
        "--branch: received \"release-*\"; allowed: the name of one branch."
    )]
    [InlineData("permissions look", "Argument 'look' not recognized. Must be one of:\n\t'preview'\n\t'deploy'")]
    public async Task A_command_line_that_makes_no_sense_is_explained(string line, string error)
    {
        var parsed = SwarmCommand.Create().Parse(line);

        Assert.Equal(error, Assert.Single(parsed.Errors).Message.ReplaceLineEndings("\n"));
        await using var errors = new StringWriter();
        Assert.Equal(ExitCode.Refused, await SwarmCommand.InvokeAsync(parsed, errors));
    }
}
