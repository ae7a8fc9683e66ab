using System.CommandLine;
using Local.Cli;
using Local.Cli.Commands;
using Tests.Infra;

namespace Tests.Slow;

/// <summary>The command that plans the program itself in order to say what it needs.</summary>
public sealed class PermissionsTests
{
    [Fact]
    public async Task The_policy_in_the_documentation_is_what_the_command_prints()
    {
        await using var output = new StringWriter();

        var code = await SwarmCommand
            .Create()
            .Parse(["permissions", "deploy"])
            .InvokeAsync(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });

        Assert.Equal(ExitCode.Done, code);
        var document = await File.ReadAllTextAsync(Path.Combine(SwarmProgram.Project, "docs", "aws.md"));
        Assert.Contains($"```json\n{output.ToString().TrimEnd()}\n```", document, StringComparison.Ordinal);
    }
}
