using System.Text;
using Bench;
using Review.Plans;
using Review.Reports;

namespace Tests.Bench;

public sealed class ReviewBenchTests
{
    [Fact]
    public void The_plan_that_is_measured_changes_a_thousand_nodes_and_two_hundred_services() =>
        Assert.Equal(
            "LOOK TWICE: 1000 nodes given another engine, 22 services interrupted, 178 services rolled. ",
            Verdict(LargePlan.NewEngineAndImages()).Split("Riskiest")[0]
        );

    [Fact]
    public void The_plan_that_is_measured_makes_a_thousand_nodes_and_two_hundred_services() =>
        Assert.Equal(
            "ROUTINE: 1000 nodes added, 200 services created, 200 ports opened. Time: some minutes for 1000 machines, side by side: the plan does not say how long they take to start.",
            Verdict(LargePlan.FromNothing())
        );

    private static string Verdict(byte[] plan)
    {
        var review = ChangeReview.Of(PlanReader.Read(plan, "plan"));
        Assert.InRange(Encoding.UTF8.GetByteCount(MarkdownReport.Render(review)), 1, MarkdownReport.Limit);
        return review.Verdict.Line;
    }
}
