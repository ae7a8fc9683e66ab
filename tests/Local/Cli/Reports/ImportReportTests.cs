using Local.Cli.Reports;
using Local.Providers.Contract;
using Local.Runner;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Reports;

public sealed class ImportReportTests : IDisposable
{
    private readonly TestConsole _console = new TestConsole().Width(200);

    public void Dispose() => _console.Dispose();

    [Fact]
    public void What_is_taken_over_comes_after_what_would_change_about_it()
    {
        var labelled = Steps.Of(Operation.Update, "docker:index/service:Service", "web") with
        {
            Changes = [new PropertyChange("labels", null, "tier", NeedsReplace: false)],
        };

        Assert.Equal(
            """
            ~  docker:Service                     web
                 + labels: tier
            1 to update (12.3 s)
            taken over  docker:Service           web (svc9)
            1 taken over as they are. ./swarm up makes the changes above.

            """,
            Written(
                Steps.Result(steps: [labelled]) with
                {
                    TakenOver = [new ResourceView(labelled.Urn, labelled.Type, "web", "", "svc9", PropertyMap.Empty, PropertyMap.Empty)],
                }
            )
        );
    }

    [Fact]
    public void Where_nothing_is_found_that_is_said() =>
        Assert.EndsWith(
            "Everything that runs on the swarm under the names of the stack files is in the state already.\n",
            Written(Steps.Result()),
            StringComparison.Ordinal
        );

    [Fact]
    public void After_a_failure_nothing_is_taken_over() =>
        Assert.EndsWith("Nothing was taken over.\n", Written(Steps.Result(RunOutcome.Failed)), StringComparison.Ordinal);

    private string Written(RunResult result)
    {
        ImportReport.Write(_console, result);
        return string.Join('\n', _console.Output.Split('\n').Select(line => line.TrimEnd()));
    }
}
