using Infra.Compose.Format;
using Infra.Diagnostics;
using Infra.Remote;
using Pulumi;
using Made = Pulumi.Docker.Volume;
using Volume = Infra.Compose.Format.Volume;

namespace Infra.Workloads;

/// <summary>
/// Compares what the file says of volumes with what they were made with, as soon as that is known: in a preview already, for volumes that are there.
/// Docker changes no volume, and takes one that exists already for one that it was told to make, whatever else it was told.
/// </summary>
internal sealed class VolumeCheck
{
    private const string DockersLabels = "com.docker.stack.";

    private readonly List<(Volume Volume, string EngineName, IReadOnlyDictionary<string, Made> Made)> _volumes = [];

    /// <summary>Adds a volume, with its name on the engine and what it is on each node.</summary>
    public void Add(Volume volume, string engineName, IReadOnlyDictionary<string, Made> made) => _volumes.Add((volume, engineName, made));

    /// <summary>Begins to compare; what volumes cannot have ends the run with one message that names it all.</summary>
    public void Begin() => _ = Output.Create(CheckAsync());

    private async Task<bool> CheckAsync()
    {
        var problems = new List<Problem>();
        foreach (var (volume, engineName, made) in _volumes)
        {
            var found = new List<(string Difference, string Node)>();
            foreach (var (node, resource) in made)
            {
                found.AddRange((await DifferencesAsync(volume, engineName, resource)).Select(difference => (difference, node)));
            }

            problems.AddRange(
                found
                    .GroupBy(one => one.Difference, one => one.Node)
                    .Select(same => Refuse(volume, $"{same.Key} on {string.Join(", ", same.Order(StringComparer.Ordinal))}"))
            );
        }

        return problems.Count == 0 ? true : throw new RunException(new InvalidSettingsException(problems).Message);
    }

    private static Problem Refuse(Volume volume, string received) =>
        new(
            $"{volume.At} volumes.{volume.Name}",
            received,
            "what the volume was made with, since docker changes no volume, and another one would not have its data",
            volume.Keep
                ? "Put it back. For an empty volume, choose another key under volumes; the old one stays where it is. To give up the data, set x-keep: false, run `up`, and then make the change."
                : "Run `up` once more: now that x-keep: false is recorded, the volume is deleted with its data, and made anew."
        );

    // In a preview nothing is known of a volume that is still to be made, and in a run nothing is told of one that --target leaves out.
    private static async Task<IReadOnlyList<string>> DifferencesAsync(Volume volume, string engineName, Made made)
    {
        if (string.IsNullOrEmpty(await made.Id.KnownAsync()) || await made.Driver.KnownAsync() is not { } driver)
        {
            return [];
        }

        var differences = new List<string>();
        var name = await made.Name.KnownAsync();
        if (name != engineName)
        {
            differences.Add($"the name {engineName}, where it is called {name}");
        }

        // Of a plugin that is named without a tag the engine tells the tag.
        if (driver != volume.Driver && driver != $"{volume.Driver}:latest")
        {
            differences.Add($"the driver {volume.Driver}, where {name} has the driver {driver}");
        }

        var options = await made.DriverOpts.KnownAsync();
        differences.AddRange(
            Keys(volume.DriverOptions, (IReadOnlyDictionary<string, string>?)options ?? new Dictionary<string, string>())
                .Select(key => $"another driver_opts.{key} than {name} has")
        );
        var labels = await made.Labels.KnownAsync();
        differences.AddRange(
            Keys(
                    volume.Labels,
                    labels.IsDefault ? new Dictionary<string, string>() : labels.ToDictionary(label => label.Label, label => label.Value)
                )
                .Where(key => !key.StartsWith(DockersLabels, StringComparison.Ordinal))
                .Select(key => $"another label {key} than {name} has")
        );
        return differences;
    }

    // By key alone: values may be secret.
    private static IEnumerable<string> Keys(IReadOnlyDictionary<string, Text> wanted, IReadOnlyDictionary<string, string> made) =>
        wanted
            .Keys.Union(made.Keys)
            .Where(key => !wanted.TryGetValue(key, out var value) || !made.TryGetValue(key, out var old) || value.Value != old)
            .Order(StringComparer.Ordinal);
}
