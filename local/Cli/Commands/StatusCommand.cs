using System.CommandLine;
using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Cli.Verify;
using Local.Providers.Contract;
using Spectre.Console;

namespace Local.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command(
            "status",
            "Show what is up: nodes, their machines, what the swarm says about them, and the addresses that can be opened"
        )
        {
            SwarmCommand.Json,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var terminal = Terminal.Open(parsed.GetValue(SwarmCommand.Json));
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                using var interrupts = new Interrupts(_ => { });

                // Asked before the state is read, so that what a run has just ended is seen as ended; and again, for one that has just begun.
                var holder = stack.Holder();
                var state = stack.TryReadStack();
                holder ??= state?.Interrupted.Count > 0 ? stack.Holder() : null;
                var recorded = state is null ? [] : await stack.RowsAsync(state.Outputs);
                var answering = Node.In(state?.Outputs ?? PropertyMap.Empty)
                    .Zip(recorded)
                    .Where(node => NodeState.IsGood(node.Second.State))
                    .Select(node => node.First)
                    .ToList();
                var swarm = await SwarmNode.AskAsync(answering, new NodeShell(stack.Resolver), interrupts.Stop);
                var nodes = NodeRows.Join(recorded, state is null ? [] : stack.Machines(state), swarm);
                var endpoints = state is null ? [] : Endpoints.In(state.Outputs, stack.Resolver);
                var resources = state?.Resources.Count ?? 0;
                var begun = state?.Interrupted.Select(Words.NameIn).ToList() ?? [];
                var stopped = holder is null ? stack.StoppedNodes() : [];
                StatusReport.Write(
                    terminal.Console,
                    new StatusReport.Found(
                        stack.Options.Stack,
                        holder,
                        resources,
                        nodes,
                        endpoints,
                        begun,
                        stopped,
                        IsSwarmSilent: recorded.Count > 0 && swarm is null
                    )
                );
                var (interrupted, underWay) = holder is null ? (begun, new List<string>()) : ([], begun);
                terminal.Json?.WriteLine(
                    JsonText.Of(
                        new
                        {
                            stack.Options.Stack,
                            run = holder,
                            resources,
                            interrupted,
                            underWay,
                            nodes,
                            endpoints,
                        }
                    )
                );
                return holder is not null || resources == 0 ? ExitCode.Done
                    : nodes.Count > 0
                    && swarm is not null
                    && nodes.All(node => NodeState.IsGood(node.State) && NodeRows.IsGood(node))
                    && interrupted.Count == 0
                        ? ExitCode.Done
                    : ExitCode.Broken;
            })
        );
        return command;
    }
}
