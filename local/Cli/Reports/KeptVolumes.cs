using Local.Cli.Progress;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>The volumes that a run leaves on their nodes, and how to delete them.</summary>
internal static class KeptVolumes
{
    private const string Volume = "docker:index/volume:Volume";

    // What the program calls its providers.
    private const string Provider = "-docker-api";

    /// <summary>One line for each volume.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        foreach (
            var volume in result
                .Steps.Where(step => step is { IsKept: true, Type: Volume, Old: not null })
                .GroupBy(step => step.Old!.Id, step => Node(step.Old!))
                .OrderBy(volume => volume.Key, StringComparer.Ordinal)
        )
        {
            console.WriteLine(
                $"kept on {string.Join(", ", volume.Order(StringComparer.Ordinal))}: the volume {volume.Key} with its data. To delete it, run `docker volume rm {volume.Key}` there"
            );
        }
    }

    private static string Node(ResourceView volume) =>
        Words.NameIn(volume.Provider) is var name && name.EndsWith(Provider, StringComparison.Ordinal) ? name[..^Provider.Length] : name;
}
