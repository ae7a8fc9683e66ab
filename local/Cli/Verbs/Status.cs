using System.CommandLine;
using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Cli.Reports;
using Spectre.Console;

namespace Local.Cli.Verbs;

internal static class Status
{
    public static Command Create()
    {
        var command = new Command("status", "Show what is up: nodes, their machines, and what can be opened") { SwarmCommand.Json };
        command.SetAction(SwarmCommand.Guarded(async parsed =>
        {
            var terminal = Terminal.Open(parsed.GetValue(SwarmCommand.Json));
            var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
            var state = stack.TryReadStack();
            var nodes = state is null ? [] : await stack.RowsAsync(state.Outputs);
            var endpoints = state is null ? [] : Endpoints.In(state.Outputs, stack.Resolver);
            var resources = state?.Resources.Count ?? 0;
            var interrupted = state?.Interrupted.Select(Words.NameIn).ToList() ?? [];
            if (resources == 0)
            {
                terminal.Console.WriteLine($"The stack {stack.Options.Stack} is not up: ./swarm up brings it up");
            }
            else if (nodes.Count == 0)
            {
                terminal.Console.WriteLine($"{resources} resources recorded, but no nodes: the last run did not get that far. ./swarm up goes on from there");
            }
            else
            {
                NodeTable.Write(terminal.Console, nodes, endpoints);
                terminal.Console.WriteLine($"{resources} resources recorded");
            }

            if (interrupted.Count > 0)
            {
                terminal.Console.WriteLine($"A run was cut off at {string.Join(", ", interrupted)}: ./swarm up goes on from there");
            }

            if (stack.StoppedNodes() is { Count: > 0 } stopped)
            {
                terminal.Console.WriteLine($"{StoppedNode.Told(stopped)} ./swarm up starts them again.");
            }

            terminal.Json?.WriteLine(JsonText.Of(new { stack.Options.Stack, resources, interrupted, nodes, endpoints }));
            return (nodes.Count > 0 || resources == 0) && nodes.All(node => NodeState.IsGood(node.State)) && interrupted.Count == 0 ? ExitCode.Done : ExitCode.Broken;
        }));
        return command;
    }
}
