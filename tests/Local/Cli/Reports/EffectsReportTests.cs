using System.Text;
using Local.Cli.Reports;
using Local.Runner;
using Review.Plans;
using Review.Reports;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Reports;

public sealed class EffectsReportTests : IDisposable
{
    private readonly TestConsole _console = new TestConsole().Width(120);

    public void Dispose() => _console.Dispose();

    [Fact]
    public void A_preview_ends_with_what_the_changes_do_to_the_swarm()
    {
        var gone = Steps.Of(Operation.Delete, "docker:index/service:Service", "web");
        var preview = Steps.Result(
            steps:
            [
                gone with
                {
                    OldRecord = new() { Urn = gone.Urn, Type = gone.Type },
                },
            ]
        );

        EffectsReport.Write(
            _console,
            ChangeReview.Of(PlanReader.Read(Encoding.UTF8.GetBytes(preview.ToPreviewJson()), "the plan")),
            "other"
        );

        Assert.Equal(
            """

            LOOK TWICE: 1 service removed. Riskiest: web: gone: (not set), 1 task.

            What it does to the swarm (!! dangerous, ! look twice)
              Services
                ! web: gone: (not set), 1 task
              Not changed
                  nodes, quorum, ports, volumes and disks, overlay networks, configs and secrets

            What the rules find, and who may reach what: ./swarm preview --stack other --json --show-sames | ./swarm review

            """,
            _console.Output
        );
    }
}
