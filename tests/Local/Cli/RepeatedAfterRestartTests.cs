using Local.Cli;
using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Cli;

public sealed class RepeatedAfterRestartTests
{
    [Theory]
    [InlineData("command:remote:Command", "create", true)]
    [InlineData("command:remote:Command", "delete", false)]
    [InlineData("command:local:Command", "create", false)]
    [InlineData("docker:index/service:Service", "name", false)]
    public void Scripts_on_nodes_that_nothing_undoes_run_again_when_machines_were_started_again(string type, string input, bool again) =>
        Assert.Equal(
            again ? "machines were started again since it ran" : null,
            RepeatedAfterRestart.Why(
                new ResourceView("", type, "web-tasks", "", "id", PropertyMap.Empty.With(input, "true"), PropertyMap.Empty)
            )
        );
}
