using System.Text.Json;
using Infra.Settings;
using Infra.Workloads;
using Infra.Workloads.Format;
using Infra.Workloads.Reading;
using Pulumi;

namespace Infra;

/// <summary>The one place that reads Pulumi's configuration.</summary>
/// <param name="Settings">What <c>swarm:*</c> says.</param>
/// <param name="Files">What the stack files say.</param>
internal sealed record StackConfiguration(SwarmSettings Settings, IReadOnlyList<StackFile> Files)
{
    private const string Namespace = "swarm:";

    /// <summary>The ports that services publish.</summary>
    public IReadOnlyList<Hosts.PublishedPort> Published =>
        [.. Files.SelectMany(file => file.Services).SelectMany(service => service.Ports).Select(port => new Hosts.PublishedPort(port.Published, port.Protocol))];

    /// <summary>True when any overlay network is encrypted.</summary>
    public bool Encrypted => Files.SelectMany(file => file.Networks).Any(network => network.Encrypted);

    /// <summary>Reads and checks everything; throws one <see cref="RunException"/>, which Pulumi shows without a stack trace, with all that is wrong.</summary>
    public static StackConfiguration Load()
    {
        try
        {
            return Read(Raw(), Deployment.Instance.RootDirectory);
        }
        catch (InvalidSettingsException exception)
        {
            throw new RunException(exception.Message, exception);
        }
    }

    /// <summary>Reads and checks everything; throws <see cref="InvalidSettingsException"/>.</summary>
    public static StackConfiguration Read(IReadOnlyDictionary<string, string> values, string projectDirectory)
    {
        var problems = new List<Problem>();
        var settings = SettingsLoader.Load(values, projectDirectory, problems);
        var files = settings.StackFiles.Select(path => StackFileReader.ReadFile(path, projectDirectory, problems)).ToArray();
        StackFileCheck.Check(files, settings.Hosts.Nodes.Select(node => node.Name), problems);
        return problems.Count == 0 ? new StackConfiguration(settings, files) : throw new InvalidSettingsException(problems);
    }

    // Pulumi.Config answers single keys only; unknown ones show up in the map that the language host hands over.
    private static Dictionary<string, string> Raw()
    {
        using var map = JsonDocument.Parse(Environment.GetEnvironmentVariable("PULUMI_CONFIG") ?? "{}");
        return map.RootElement.EnumerateObject()
            .Where(entry => entry.Name.StartsWith(Namespace, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name[Namespace.Length..], entry => entry.Value.ToString());
    }
}
