using System.CommandLine;
using Local.Cli.Look;
using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Cli.Verify;

namespace Local.Cli.Commands;

internal static class StatusCommand
{
    private static readonly TimeSpan _watchInterval = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var watch = new Option<bool>("--watch") { Description = "Look again every few seconds, until Ctrl-C" };
        var command = new Command(
            "status",
            "Show what is up: nodes, services, networks and containers as the swarm has them, what is not well and the next step, and the addresses that can be opened"
        )
        {
            SwarmCommand.Json,
            watch,
            SwarmCommand.Outputs,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(parsed.GetValue(SwarmCommand.Json));
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var file = parsed.GetValue(SwarmCommand.Outputs);
                var outputs = file is null ? null : await PulumiOutputs.ReadAsync(file);
                using var interrupts = new Interrupts(_ => { });
                var look = new SwarmLook(NodeShell.Prompt(stack.Resolver), NodeShell.PromptTimeout);
                Task<StatusDocument> LookAsync() =>
                    outputs is null
                        ? OfStackAsync(stack, look, interrupts.Stop)
                        : OfOutputsAsync(stack, outputs, file!, look, interrupts.Stop);

                if (parsed.GetValue(watch))
                {
                    await StatusWatch.RunAsync(terminal, LookAsync, _watchInterval, interrupts.Stop);
                }

                var document = await LookAsync();
                StatusReport.Write(terminal.Console, document);
                terminal.Json?.WriteLine(JsonText.Of(document));
                return document.IsWell ? ExitCode.Done : ExitCode.Broken;
            })
        );
        return command;
    }

    private static async Task<StatusDocument> OfStackAsync(LocalStack stack, SwarmLook look, CancellationToken stop)
    {
        // Asked before the state is read, so that what a run has just ended is seen as ended; and again, for one that has just begun.
        var holder = stack.Holder();
        var state = stack.TryReadStack();
        holder ??= state?.Interrupted.Count > 0 ? stack.Holder() : null;
        if (state is null)
        {
            return new StatusDocument
            {
                Stack = stack.Options.Stack,
                Run = holder,
                Resources = 0,
            };
        }

        var begun = state.Interrupted.Select(Words.NameIn).ToList();
        var nodes = Node.In(state.Outputs);
        var rows = stack.Rows(state.Outputs);
        var sight = await look.LookAsync(
            [.. nodes.Zip(rows).Where(node => NodeState.MayAnswer(node.Second.State)).Select(node => node.First)],
            stop
        );
        return Judgement.Of(
            new StatusDocument
            {
                Stack = stack.Options.Stack,
                Run = holder,
                Resources = state.Resources.Count,
                Interrupted = holder is null ? begun : [],
                UnderWay = holder is null ? [] : begun,
                Nodes = rows,
                Endpoints = Endpoints.In(state.Outputs, stack.Resolver),
                Stopped = holder is null ? stack.StoppedNodes() : [],
            },
            stack.Machines(state),
            nodes,
            sight,
            Declared.In(state, nodes)
        );
    }

    private static async Task<StatusDocument> OfOutputsAsync(
        LocalStack stack,
        PulumiOutputs outputs,
        string file,
        SwarmLook look,
        CancellationToken stop
    ) =>
        Judgement.Of(
            new StatusDocument
            {
                Stack = stack.Options.Stack,
                Nodes =
                [
                    .. outputs.Nodes.Select(node => new NodeRow(
                        node.Name,
                        node.Role,
                        NodeState.Unasked,
                        node.PrivateAddress,
                        node.PublicAddress,
                        node.Ssh.Port
                    )),
                ],
                Endpoints = outputs.Endpoints,
            },
            [],
            outputs.Nodes,
            await look.LookAsync(outputs.Nodes, stop),
            outputs.Declared,
            file
        );
}
