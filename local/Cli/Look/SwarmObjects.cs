using System.Text.Json;
using Local.Cli.Verify;
using static Local.Cli.Verify.SwarmView;

namespace Local.Cli.Look;

/// <summary>What the swarm holds, as one manager lists it.</summary>
/// <param name="View">Its nodes, services and tasks.</param>
/// <param name="Networks">Its networks.</param>
/// <param name="Now">The time by the manager's clock, which the swarm's own times go by.</param>
internal sealed record SwarmObjects(SwarmView View, IReadOnlyList<SwarmNetwork> Networks, DateTimeOffset? Now)
{
    /// <summary>Reads nodes, services, tasks and networks; then, where the engine counts addresses, networks one by one.</summary>
    public static SwarmObjects Read(JsonElement info, IReadOnlyList<JsonElement> answers)
    {
        var details = answers.Skip(4).ToLookup(network => Text(network, "Id"));
        return new(
            SwarmView.Read(answers[0], answers[1], answers[2]),
            [
                .. answers[3]
                    .EnumerateArray()
                    .Select(network => SwarmNetwork.Read(network, details[Text(network, "Id")].FirstOrDefault()))
                    .OrderBy(network => network.Name, StringComparer.Ordinal),
            ],
            Time(info, "SystemTime")
        );
    }
}
