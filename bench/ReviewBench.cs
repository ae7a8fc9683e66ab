using System.Diagnostics;
using System.Globalization;
using System.Text;
using Review.Plans;
using Review.Reports;

namespace Bench;

/// <summary>How long a report takes once the plan is there, for 1,000 nodes and 200 services.</summary>
internal static class ReviewBench
{
    private static readonly TimeSpan _aim = TimeSpan.FromSeconds(1);

    public static bool Run(Action<string> say)
    {
        say("Review of a plan for 1,000 nodes and 200 services, in a process that has reviewed none before:");
        return Measure("new engine and images", LargePlan.NewEngineAndImages(), say)
            & Measure("from nothing", LargePlan.FromNothing(), say);
    }

    private static bool Measure(string name, byte[] plan, Action<string> say)
    {
        var used = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var report = MarkdownReport.Render(ChangeReview.Of(PlanReader.Read(plan, name)));
        watch.Stop();
        used = Environment.CpuUsage.TotalTime - used;
        var size = Encoding.UTF8.GetByteCount(report);
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {name, -22}  {watch.Elapsed.TotalSeconds:0.00} s, {used.TotalSeconds:0.00} s of processors  (a plan of {plan.Length / 1048576.0:0.0} MiB; {size} bytes of Markdown, of {MarkdownReport.Limit})"
            )
        );
        return watch.Elapsed < _aim && size <= MarkdownReport.Limit;
    }
}
