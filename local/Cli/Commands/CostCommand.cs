using System.CommandLine;
using Local.Cli.Costs;
using Local.Cli.Permissions;
using Local.Runner;

namespace Local.Cli.Commands;

internal static class CostCommand
{
    public static Command Create()
    {
        var command = new Command(
            "cost",
            "Estimate what this stack costs on AWS per month, from the list prices in this repository. No credentials are needed, and no machine is contacted"
        );
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = parsed.GetRequiredValue(SwarmCommand.Stack);
                var plan = await SurveyedPlan.OfAsync(stack, AwsCalls.Types);
                if (plan.Result.Outcome == RunOutcome.Succeeded)
                {
                    var resources = plan.Result.Steps.Select(step => step.New).OfType<ResourceView>();
                    await parsed.InvocationConfiguration.Output.WriteAsync(
                        new CostEstimate(
                            resources.DistinctBy(resource => resource.Urn).Select(resource => (resource.Type, resource.Inputs)),
                            stack,
                            plan.Survey.Region,
                            PriceList.Read()
                        ).Render()
                    );
                }

                return plan.ExitCode;
            })
        );
        return command;
    }
}
