using Infra.Remote;
using Infra.Settings;
using Pulumi;

namespace Infra.Swarm;

/// <summary>
/// Gives a node the labels and the availability that the configuration names, and takes back what it no longer names. A node of which it says nothing
/// has no such step.
/// </summary>
internal static class NodeAttributes
{
    // Waiting for a new leader included.
    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(5);

    /// <summary>Registers the step, if there is anything to set.</summary>
    /// <param name="node">What the configuration says.</param>
    /// <param name="host">The node's host.</param>
    /// <param name="manager">The host that changes it.</param>
    /// <param name="entry">Changes when the node gets another entry in the swarm, which has no labels yet.</param>
    /// <param name="options">Whose part it is, and what comes before it.</param>
    public static void Register(NodeSettings node, Host host, Host manager, Output<string> entry, CustomResourceOptions options)
    {
        if (node.Labels.Count == 0 && node.Availability is null)
        {
            return;
        }

        var labels = node.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}");
        var availability = node.Availability is { } wanted ? SettingsTable.Host.Availability.WordFor(wanted) : "";
        new RemoteStep
        {
            Host = manager,
            Create = Script(string.Join('\n', labels), availability),
            Delete = Script("", ""),
            Addresses = [("ADDRESS", host.PrivateAddress)],
            Stdin = entry.Apply(known => known + "\n"),
            // In place: a replacement would take back what has just been given.
            ReplaceWithMachine = false,
        }.Register($"{host.Name}-attributes", options);

        Script Script(string labels, string availability) =>
            Remote.Script.Render(
                "attributes",
                _timeout,
                ("NODE", manager.Name),
                ("MEMBER", host.Name),
                ("LABELS", labels),
                ("AVAILABILITY", availability)
            );
    }
}
