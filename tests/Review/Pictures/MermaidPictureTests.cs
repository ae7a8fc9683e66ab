using System.Text.RegularExpressions;
using Review.Pictures;
using Snapshooter.Xunit;

namespace Tests.Review.Pictures;

/// <summary>The drawing that GitHub makes of a report.</summary>
public sealed class MermaidPictureTests
{
    [Fact]
    public void Three_nodes_are_drawn_one_by_one() => Render(ReviewInput.Stream("network-rename")).MatchSnapshot();

    [Fact]
    public void Fifty_nodes_and_sixty_services_are_drawn_as_groups() => Render(LargeSwarm.Fifty().Stream()).MatchSnapshot();

    [Fact]
    public void A_thousand_nodes_and_two_hundred_services_stay_within_the_limits_of_GitHub()
    {
        var text = Render(LargeSwarm.Thousand().Stream());

        Assert.InRange(text.Length, 500, 50_000);
        Assert.InRange(Regex.Count(text, "-->|==>|-.->|---|===|-.-"), 0, 500);
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        var text = Render(
            new PlanText()
                .Nodes("node1 manager")
                .Step(
                    "create",
                    "swarm:workloads:StackWorkloads workloads",
                    "docker:index/service:Service",
                    "- \"]; click w0 href \"javascript:alert(1)\" <script>alert(1)</script> `x` 1. #quot; 😀\n  end",
                    next: "{}"
                )
                .Digest()
        );

        Assert.Contains(
            "w0[\"#45; #34;#93;#59; click w0 href #34;javascript#58;alert#40;1#41;#34; #60;script#62;alert#40;1#41;#60;/script#62; #96;x#96; 1#46; #35;quot#59; #128512;#10;  end<br>new, 1 task\"]:::comes",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_port_that_another_service_takes_has_a_line_to_each()
    {
        var text = Render(
            new PlanText()
                .Nodes("node1 manager")
                .Config("swarm:provider", "hosts")
                .Step(
                    "update",
                    "swarm:workloads:StackWorkloads workloads",
                    "docker:index/service:Service",
                    "a",
                    Changes.ServiceOf(ports: [8000]),
                    Changes.ServiceOf()
                )
                .Step(
                    "update",
                    "swarm:workloads:StackWorkloads workloads",
                    "docker:index/service:Service",
                    "b",
                    Changes.ServiceOf(),
                    Changes.ServiceOf(ports: [8000])
                )
                .Digest()
        );

        Assert.Contains("  s0 -.->|\"8000/tcp\"| w0\n  s0 ==>|\"8000/tcp\"| w1\n", text, StringComparison.Ordinal);
    }

    internal static string Render(byte[] plan) => MermaidPicture.Render(Drawing.Of(ReviewInput.Review(plan).Picture));
}
