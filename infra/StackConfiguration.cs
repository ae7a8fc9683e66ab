using System.Diagnostics;
using System.Text.Json;
using Infra.Compose;
using Infra.Compose.Format;
using Infra.Compose.Reading;
using Infra.Diagnostics;
using Infra.Placement;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>The one place that reads Pulumi's configuration.</summary>
/// <param name="Settings">What <c>swarm:*</c> says.</param>
/// <param name="Stack">What the stack files say together.</param>
/// <param name="Warnings">What has no effect in them.</param>
/// <param name="Reading">How long it took to read and check them.</param>
internal sealed record StackConfiguration(SwarmSettings Settings, StackFile Stack, IReadOnlyList<Warning> Warnings, TimeSpan Reading)
{
    private const string Namespace = "swarm:";

    /// <summary>The ports that services publish.</summary>
    public IReadOnlyList<Hosts.PublishedPort> Published => PublishedBy(Stack);

    /// <summary>The ports that a load balancer listens on, where there is one.</summary>
    public IReadOnlyList<Hosts.BalancedPort> Balanced => Hosts.BalancedPort.Of(Stack);

    /// <summary>True when any overlay network is encrypted.</summary>
    public bool Encrypted => EncryptedBy(Stack);

    /// <summary>The part of AWS that the stack is in, as ARNs name it.</summary>
    public static string Partition() => RegistrySettings.PartitionOf(new Config("aws").Get("region") ?? "");

    /// <summary>What cannot run on the machines of AWS, once it is known what they are like; null when everything can.</summary>
    public string? Refusal(IReadOnlyDictionary<AwsMachineSettings, MachineType> types)
    {
        var problems = new List<Problem>();
        PlacementCheck.Check(Stack, Settings.Hosts, types, problems, []);
        return problems.Count == 0 ? null : new InvalidSettingsException(problems).Message;
    }

    /// <summary>What may be placed on a machine of AWS that it has no image for, once it is known what they are like.</summary>
    public IEnumerable<string> WarningsAbout(IReadOnlyDictionary<AwsMachineSettings, MachineType> types) =>
        ProcessorCheck.Warnings(Stack, Settings.Hosts, types);

    /// <summary>What may be placed on machines of AWS with two kinds of processors; null: nothing.</summary>
    public string? NoteAbout(IReadOnlyDictionary<AwsMachineSettings, MachineType> types) =>
        ProcessorCheck.Note(Stack, Settings.Hosts, types);

    /// <summary>Reads and checks everything; throws one <see cref="RunException"/>, which Pulumi shows without a stack trace, with all that is wrong.</summary>
    public static StackConfiguration Load()
    {
        try
        {
            var configuration = Read(Raw(), Deployment.Instance.RootDirectory, Deployment.Instance.StackName, SecretKeys());
            Log.Info(
                $"{configuration.Stack.Services.Count} services read in {configuration.Reading.TotalMilliseconds:0} ms",
                ephemeral: true
            );
            return configuration;
        }
        catch (InvalidSettingsException exception)
        {
            throw new RunException(exception.Message, exception);
        }
    }

    /// <summary>Reads and checks everything; throws <see cref="InvalidSettingsException"/>.</summary>
    /// <param name="values">Setting name without namespace → value; lists and objects as JSON.</param>
    /// <param name="projectDirectory">What relative paths are relative to.</param>
    /// <param name="stackName">The Pulumi stack's name.</param>
    /// <param name="secretKeys">The settings that Pulumi keeps encrypted.</param>
    public static StackConfiguration Read(
        IReadOnlyDictionary<string, string> values,
        string projectDirectory,
        string stackName,
        IReadOnlyCollection<string>? secretKeys = null
    )
    {
        var problems = new List<Problem>();
        var warnings = new List<Warning>();
        var settings = SettingsLoader.Load(values, projectDirectory, problems, warnings, secretKeys);
        // One encrypted value makes the whole of swarm:variables a secret: Pulumi does not say which it was.
        var variables = new Variables(
            settings
                .Variables.Plain.Select(pair =>
                    KeyValuePair.Create(pair.Key, new Text(pair.Value, secretKeys?.Contains(SettingsTable.Variables.Name) ?? false))
                )
                .Concat(settings.Variables.Secret.Select(pair => KeyValuePair.Create(pair.Key, new Text(pair.Value, IsSecret: true))))
                .DistinctBy(pair => pair.Key)
                .ToDictionary(),
            Environment.GetEnvironmentVariable
        );
        var clock = Stopwatch.StartNew();
        var before = problems.Count;
        var stack = StackFileReader.ReadFiles(settings.StackFiles, projectDirectory, stackName, variables, problems, warnings);
        StackFileCheck.Check(stack, settings.Hosts.Nodes.Select(node => node.Name), problems, settings.Hosts.SshPorts);
        // Settings with problems do not tell what nodes there are.
        if (before == 0)
        {
            PlacementCheck.Check(stack, settings.Hosts, types: null, problems, warnings);
        }

        if (settings.Hosts is AwsSettings aws)
        {
            string[] spot = [.. aws.AwsNodes.Where(node => node.Machine.IsSpot).Select(node => node.Name)];
            SpotNodes.Check(stack, spot, problems);
            stack = SpotNodes.WithVolumesOfTasks(stack, spot, PlacementCheck.MayRunOn(aws, spot));
            Hosts.FirewallRule.RejectTooMany(aws, PublishedBy(stack), EncryptedBy(stack), problems);
            Hosts.BalancedPort.Check(aws, stack, problems, warnings);
        }

        if (problems.Count == before)
        {
            StackFileCheck.CheckContent(stack, settings.StackFiles, problems);
        }

        VolumeNodes.Warn(stack, warnings);
        Workloads.Registries.Warn(settings.Registries, stack, secretKeys, warnings);
        stack = UnusedParts.RemovedFrom(stack, warnings);
        return problems.Count == 0
            ? new StackConfiguration(settings, stack, warnings, clock.Elapsed)
            : throw new InvalidSettingsException(problems);
    }

    private static IReadOnlyList<Hosts.PublishedPort> PublishedBy(StackFile stack) =>
        [
            .. stack
                .Services.SelectMany(service => service.Ports)
                .Where(port => port.Published > 0)
                .Select(port => new Hosts.PublishedPort(port.Published, port.Protocol))
                .Distinct(),
        ];

    private static bool EncryptedBy(StackFile stack) => stack.Networks.Any(network => network.Encrypted);

    // Pulumi.Config answers single keys only; unknown ones show up in the map that the language host hands over.
    private static Dictionary<string, string> Raw()
    {
        using var map = JsonDocument.Parse(Environment.GetEnvironmentVariable("PULUMI_CONFIG") ?? "{}");
        return map
            .RootElement.EnumerateObject()
            .Where(entry => entry.Name.StartsWith(Namespace, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name[Namespace.Length..], entry => entry.Value.ToString());
    }

    private static string[] SecretKeys()
    {
        using var list = JsonDocument.Parse(
            Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS") is { Length: > 0 } keys ? keys : "[]"
        );
        return
        [
            .. list
                .RootElement.EnumerateArray()
                .Select(key => key.GetString() ?? "")
                .Where(key => key.StartsWith(Namespace, StringComparison.Ordinal))
                .Select(key => key[Namespace.Length..]),
        ];
    }
}
