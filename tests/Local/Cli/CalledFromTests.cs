using Local.Cli;

namespace Tests.Local.Cli;

public sealed class CalledFromTests
{
    [Fact]
    public void Files_are_named_from_where_the_script_was_called()
    {
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "plan.json"), CalledFrom.PathOf("plan.json"));
        Environment.SetEnvironmentVariable(CalledFrom.Variable, "/home/ada");
        try
        {
            Assert.Equal("/home/ada/plan.json", CalledFrom.PathOf("plan.json"));
            Assert.Equal("/tmp/plan.json", CalledFrom.PathOf("/tmp/plan.json"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(CalledFrom.Variable, null);
        }
    }
}
