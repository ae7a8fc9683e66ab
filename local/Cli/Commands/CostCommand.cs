using System.CommandLine;
using Local.Cli.Costs;
using Local.Cli.Permissions;
using Local.Runner;

namespace Local.Cli.Commands;

internal static class CostCommand
{
    private const string Instance = "aws:ec2/instance:Instance";

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
                    var machines = plan.Result.Steps.Where(step => step.Type == Instance).Select(step => step.New).OfType<ResourceView>();
                    await parsed.InvocationConfiguration.Output.WriteAsync(
                        new CostEstimate(
                            machines.DistinctBy(machine => machine.Urn).Select(machine => machine.Inputs),
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
