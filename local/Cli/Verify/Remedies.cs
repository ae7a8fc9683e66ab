using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>The commands that fix what <c>verify</c> finds, as they are typed for this stack.</summary>
/// <param name="stack">The stack's name.</param>
/// <param name="states">How each node's machine is doing, see <see cref="NodeState"/>, by the node's name.</param>
internal sealed class Remedies(string stack, IReadOnlyDictionary<string, string> states)
{
    /// <summary>For what the stack declares and the swarm has otherwise.</summary>
    public string Restore => $"{Swarm("refresh")}, then {Swarm("up")}";

    /// <summary>For an update that stopped half-way.</summary>
    public string Update => $"{Swarm("up")} names the cause; correct it, or the stack file, and run {Swarm("up")} again";

    /// <summary>A command on a node.</summary>
    public string On(Node node, string command) => $"{Swarm($"ssh {node.Name}")} -- {command}";

    /// <summary>For a node that cannot be reached.</summary>
    public string Reach(Node node) =>
        states.GetValueOrDefault(node.Name) switch
        {
            NodeState.Stopped => $"the virtual machine of {node.Name} has stopped: {Swarm("up")} starts it again",
            NodeState.Gone => $"the virtual machine of {node.Name} is gone: {Restore} create it again",
            NodeState.Booting => $"the virtual machine of {node.Name} is still booting: wait a minute",
            NodeState.Running =>
                $"the virtual machine of {node.Name} runs and may just be starting; its console is in .swarm/{stack}/machines/*/console",
            _ => $"switch {node.Name} on, or take it out of swarm:hosts; then {Swarm("up")}",
        };

    /// <summary>For a swarm without a leader.</summary>
    public string Quorum => $"more than half of the managers must run: {Swarm("up")} starts virtual machines that have stopped";

    private string Swarm(string verb) => stack == "dev" ? $"./swarm {verb}" : $"./swarm {verb} --stack {stack}";
}
