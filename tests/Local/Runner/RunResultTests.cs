using Local.Providers.Contract;
using Local.Runner;
using Tests.Local.Cli;

namespace Tests.Local.Runner;

public sealed class RunResultTests
{
    private static readonly Diagnostic _wrong = new(LogLevel.Error, "One problem to fix before anything is created");

    // Whether they are planned before the program ends is a matter of luck.
    [Fact]
    public void A_program_that_refuses_its_configuration_touched_nothing_though_the_stack_and_components_were_planned() =>
        Assert.True(
            Steps
                .Result(
                    RunOutcome.Failed,
                    [
                        Steps.Create("pulumi:pulumi:Stack", "swarm-dev", isCustom: false),
                        Steps.Create("swarm:hosts:AwsHosts", "swarm", isCustom: false),
                    ],
                    [_wrong]
                )
                .IsRefused
        );

    // An instance type is looked up while keys are planned already.
    [Fact]
    public void What_is_refused_after_it_was_looked_up_touched_nothing_in_a_plan_though_resources_were_planned() =>
        Assert.True(
            (
                Steps.Result(RunOutcome.Failed, [Steps.Create("tls:index/privateKey:PrivateKey", "key")], [_wrong]) with
                {
                    IsPlan = true,
                }
            ).IsRefused
        );

    [Fact]
    public void A_plan_that_a_resource_fails_in_is_not_refused() =>
        Assert.False(
            (
                Steps.Result(
                    RunOutcome.Failed,
                    [Steps.Create("tls:index/privateKey:PrivateKey", "key")],
                    [_wrong with { Urn = "urn:pulumi:dev::swarm::aws:ec2/vpc:Vpc::swarm" }]
                ) with
                {
                    IsPlan = true,
                }
            ).IsRefused
        );

    [Fact]
    public void One_that_fails_on_the_way_is_not_refused() =>
        Assert.False(Steps.Result(RunOutcome.Failed, [Steps.Create("aws:ec2/vpc:Vpc", "swarm")], [_wrong]).IsRefused);
}
