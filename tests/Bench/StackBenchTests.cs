using Bench;
using Infra.Compose;
using Infra.Compose.Reading;
using Infra.Diagnostics;

namespace Tests.Bench;

public sealed class StackBenchTests
{
    [Fact]
    public void Reading_ten_times_the_services_takes_about_ten_times_the_memory()
    {
        Allocated(20);

        Assert.InRange(Allocated(200) / (double)Allocated(20), 8, 12);
    }

    private static long Allocated(int services)
    {
        var text = StackBench.Text(services);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problems = new List<Problem>();
        var warnings = new List<Warning>();
        var stack = StackFileReader.Read([("stack.yaml", text)], Path.GetTempPath(), "dev", Variables.None, problems, warnings);
        StackFileCheck.Check(stack, ["node1"], problems);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Empty(problems);
        Assert.Empty(warnings);
        Assert.Equal(services, stack.Services.Count);
        return allocated;
    }
}
