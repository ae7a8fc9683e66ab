using Review.Rules;

namespace Tests.Review.Rules;

public sealed class IgnoredKeyRulesTests
{
    [Theory]
    [InlineData("cgroup_parent", true)]
    [InlineData("cgroupns_mode", true)]
    [InlineData("devices", true)]
    [InlineData("ipc", true)]
    [InlineData("network_mode", true)]
    [InlineData("pid", true)]
    [InlineData("privileged", true)]
    [InlineData("security_opt", true)]
    [InlineData("userns_mode", true)]
    [InlineData("depends_on", false)]
    public void A_key_that_the_swarm_ignores(string key, bool fires) =>
        Assert.Equal(Judged.Only(fires, $"services.web {key}: {key}"), Judged.By(IgnoredKeyRules.Privileged, Warned(key)));

    [Fact]
    public void Another_warning_is_none_of_these() =>
        Assert.Empty(
            Judged.By(
                IgnoredKeyRules.Privileged,
                Judged.Of(ServiceText.With()).Say("warning", "stacks/demo.yaml:3:5 services.web: the key \"privileged\" is odd")
            )
        );

    [Theory]
    [InlineData("create", true)]
    [InlineData("update", false)]
    public void It_is_new_with_a_new_service_of_this_name(string operation, bool isNew)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step(operation, Judged.Workloads, Judged.Service, "web", operation == "create" ? null : ServiceText.With(), ServiceText.With())
            .Step("create", Judged.Workloads, Judged.Service, "other", next: ServiceText.With())
            .Step("create", Judged.Workloads, "docker:index/network:Network", "web", next: "{}")
            .Say("warning", Warning("privileged"));

        Assert.Equal(
            isNew,
            RuleCatalogue
                .Judge(ReviewInput.Read(plan.Digest()), Judged.Today)
                .Single(finding => finding.Rule == IgnoredKeyRules.Privileged)
                .IsNew
        );
    }

    private static PlanText Warned(string key) => Judged.Of(ServiceText.With()).Say("warning", Warning(key));

    private static string Warning(string key) =>
        $"stacks/demo.yaml:3:5 services.web: the key \"{key}\" has no effect: a swarm runs no privileged tasks; cap_add grants single capabilities";
}
