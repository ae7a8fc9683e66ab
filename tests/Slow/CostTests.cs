using System.CommandLine;
using Local.Cli;
using Local.Cli.Commands;
using Tests.Infra;

namespace Tests.Slow;

/// <summary>The command that plans the program itself in order to say what it costs.</summary>
public sealed class CostTests
{
    [Fact]
    public async Task The_estimate_in_the_documentation_is_what_the_command_prints()
    {
        await using var output = new StringWriter();

        var code = await SwarmCommand
            .Create()
            .Parse(["cost"])
            .InvokeAsync(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });

        Assert.Equal(ExitCode.Done, code);
        var document = await File.ReadAllTextAsync(Path.Combine(SwarmProgram.Project, "docs", "aws.md"));
        Assert.Equal(document.Split("```text\n")[1].Split("```")[0], output.ToString());
    }
}
