using System.CommandLine;
using System.Text;
using Local.Cli.Nodes;
using Local.Cli.Reports;

namespace Local.Cli.Commands;

internal static class PreviewCommand
{
    public static Command Create()
    {
        var showSames = new Option<bool>("--show-sames") { Description = "With --json: name the resources that stay as they are, too" };
        var command = new Command("preview", "Show what up would change; touches nothing") { SwarmCommand.Json, showSames };
        command.Validators.Add(given =>
        {
            if (given.GetValue(showSames) && !given.GetValue(SwarmCommand.Json))
            {
                given.AddError(
                    "--show-sames was given without --json: the list of changes for the terminal never names what stays as it is. Add --json."
                );
            }
        });
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(parsed.GetValue(SwarmCommand.Json));
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                if (stack.StoppedNodes() is { Count: > 0 } stopped)
                {
                    await terminal.Lines.WriteLineAsync(
                        $"{StoppedNode.Sentence(stopped)} up starts them again first, and then reads what is there."
                    );
                }

                var session = new RunSession(terminal, TimeProvider.System);
                var result = await session.PreviewAsync(
                    stack.Options with
                    {
                        RefuseDeletion = new ServicesGuard(stack.Options.Stack).Refuse,
                    }
                );
                if (terminal.Json is not null)
                {
                    await terminal.Json.WriteLineAsync(result.ToPreviewJson(parsed.GetValue(showSames)));
                }
                else
                {
                    PlanReport.Write(terminal.Console, result);
                    if (result.HasChanges && !result.IsRefused)
                    {
                        EffectsReport.Write(
                            terminal.Console,
                            PlanInput.Review(Encoding.UTF8.GetBytes(result.ToPreviewJson()), "the plan"),
                            stack.Options.Stack
                        );
                    }
                }

                return RunSession.ExitCodeOf(result);
            })
        );
        return command;
    }
}
