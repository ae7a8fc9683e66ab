using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>The commands that fix what <c>verify</c> and <c>status</c> find, as they are typed for this stack.</summary>
/// <param name="stack">The stack's name.</param>
/// <param name="states">How each node's machine is doing, see <see cref="NodeState"/>, by the node's name.</param>
/// <param name="outputs">The file with the outputs of a stack that the Pulumi CLI runs; null: this runner's own.</param>
internal sealed class Remedies(string stack, IReadOnlyDictionary<string, string> states, string? outputs = null)
{
    /// <summary>What makes the swarm match the configuration and the stack files.</summary>
    public string Up => Run("up");

    /// <summary>For what the stack declares and the swarm has otherwise.</summary>
    public string Restore => $"{Run("refresh")}, then {Up}";

    /// <summary>For an update that stopped half-way.</summary>
    public string Update => $"{Up} names the cause; correct it, or the stack file, and run {Up} again";

    /// <summary>A command on a node.</summary>
    public string On(Node node, string command) => $"{Swarm($"ssh {node.Name}")} -- {command}";

    /// <summary>A command of this command line.</summary>
    public string Swarm(string verb) =>
        outputs is not null ? $"./swarm {verb} --outputs {outputs}"
        : stack == "dev" ? $"./swarm {verb}"
        : $"./swarm {verb} --stack {stack}";

    /// <summary>For an engine that does not do its part.</summary>
    public string RestartEngine(Node node) => On(node, "sudo systemctl restart docker");

    /// <summary>For an entry of the swarm's list of nodes that no node has any more.</summary>
    public string RemoveEntry(Node manager, string id) => On(manager, $"docker node rm --force {id}");

    /// <summary>For a node that is given tasks, or none, by hand.</summary>
    public string SetAvailability(Node manager, string id, string availability) =>
        On(manager, $"docker node update --availability {availability} {id}");

    /// <summary>What the tasks of a service say.</summary>
    public string Tasks(Node manager, string service) => On(manager, $"docker service ps --no-trunc {service}");

    /// <summary>For a node whose disk is nearly full.</summary>
    public string Room(Node node) => On(node, "docker system df") + ", and docker image prune --all there";

    /// <summary>For a node that cannot be reached.</summary>
    public string Reach(Node node) =>
        states.GetValueOrDefault(node.Name) switch
        {
            NodeState.Stopped => $"the virtual machine of {node.Name} has stopped: {Up} starts it again",
            NodeState.Gone => $"the virtual machine of {node.Name} is gone: {Restore} create it again",
            NodeState.Booting => $"the virtual machine of {node.Name} is still booting: wait a minute",
            NodeState.Running =>
                $"the virtual machine of {node.Name} runs and may just be starting; its console is in .swarm/{stack}/machines/*/console",
            // Pulumi asks for what it made in a refresh only, and a whole one would ask Docker on the node as well.
            _ when outputs is not null =>
                $"switch {node.Name} on. If its machine on AWS is gone, as a spot instance that was taken back: pulumi refresh --target '**Instance::{node.Name}', then {Up}. If it is one of swarm:hosts, take it out there; then {Up}",
            _ => $"switch {node.Name} on, or take it out of swarm:hosts; then {Up}",
        };

    /// <summary>For a swarm without a leader.</summary>
    public string Quorum => $"more than half of the managers must run: {Up} starts virtual machines that have stopped";

    private string Run(string verb) => outputs is null ? Swarm(verb) : $"pulumi {verb}";
}
