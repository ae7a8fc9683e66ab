using System.Text.RegularExpressions;
using Infra.Compose.Reading;

namespace Tests.Infra.Judge;

/// <summary>Tells which of <see cref="DockerDifferences"/> a difference is.</summary>
internal static class Known
{
    // What docker refuses, and is taken here.
    private static readonly (string Name, Regex Message)[] _refused =
    [
        ("types", new("must be a (string|number|boolean|integer|mapping|list)|invalid type float64 for port")),
        ("repeated", new("must be unique")),
        ("compose-keys", new("Additional property .* is not allowed")),
        ("compose-interpolation", new(@"invalid interpolation format for (x-|.*:?\+)")),
        ("versions", new("version mismatched between|unsupported Compose file version: 3")),
        ("number-keys", new("unsupported type: map")),
        ("hash", new("invalid (config|secret) name")),
    ];

    // What docker takes, and is refused here.
    private static readonly (string Name, Regex Problem)[] _refusedHere =
    [
        ("lacking", new(@"Pulumi\.Docker 5\.1 |volumes\[\d+\]\.type: received")),
        (
            "fails-later",
            new(
                @"a path in the container that begins with /|volumes: received the target .* twice|HOST:ADDRESS|healthcheck\.test: received a list|permissions from 0000|networks\.\S+\.driver: received"
                    + @"|preferences\[\d+\]: received nothing|PUBLISHED:TARGET|ports\[\d+\]\.(target|protocol|mode): received|received ""-[^""]*""; allowed: a duration|restart: received|(environment|labels): received ""=|received no kind or no value"
            )
        ),
        ("bounds", new(@"a whole number from 0 to \d+|a number from 0\.001 to|\.name: received")),
        ("ssh", new("a port that neither SSH")),
        ("nothing-to-run", new("received no service in")),
        ("yaml", new("a second document|received the tag")),
        ("reference-keys", new(@"(configs|secrets)\[\d+\]: received the key")),
    ];

    // What both take, and docker (-) and the program (+) do not create alike.
    private static readonly (string Name, Regex Line)[] _lines =
    [
        ("unused", new("^- (configs|secrets) ")),
        ("rollback", new(@"^[-+] services \S+ RollbackConfig\.FailureAction = ")),
        (
            "left-out",
            new(
                @"^- services \S+ TaskTemplate\.(ContainerSpec\.(TTY|OpenStdin|Ulimits|OomScoreAdj|Healthcheck\.StartInterval|Env ""[^=]*"" )|Resources\.Limits\.Pids)"
            )
        ),
        ("ratio", new(@"^[-+] services \S+ (UpdateConfig|RollbackConfig)\.MaxFailureRatio = ")),
        ("preferences", new(@"^[-+] services \S+ TaskTemplate\.Placement\.Preferences")),
        ("tmpfs", new(@"^\+ services \S+ TaskTemplate\.ContainerSpec\.Mounts .*Type: tmpfs")),
        ("logging", new(@"^\+ services \S+ TaskTemplate\.LogDriver\.Name = json-file")),
        ("encrypted", new(@"^\+ networks \S+ Options\.encrypted = true")),
        ("gateways", new(@"^[-+] networks \S+ IPAM\.Config ")),
        ("template-labels", new(@"^[-+] services \S+ TaskTemplate\.ContainerSpec\.Mounts Source: [^,]*\{\{")),
        ("pipes", new(@"^[-+] services \S+ TaskTemplate\.ContainerSpec\.Mounts .*\\\\\.\\pipe")),
    ];

    // What clients before 28 read otherwise: an older YAML, in which a key may be no text and a date stays one, no check of images, and fewer keys.
    private static readonly (string Name, Regex Pattern)[] _older =
    [
        ("older", new("on-string key in|unsupported Compose file version|Additional property|duplicate mount point")),
        ("older", new(@"\.image: received|the key "".*"" twice|which is not a number that docker can hold")),
        ("older", new(@"^[-+] services \S+ (TaskTemplate\.ContainerSpec\.(Image|Env ""A=2026|Hosts|Env|Labels)|Labels)")),
    ];

    private static readonly Regex _merged = new(
        @"^[-+] services \S+ (TaskTemplate\.ContainerSpec\.(Args|Command|Env|Healthcheck|ReadOnly|Init|Hostname|User|Dir|StopSignal|Image)|EndpointSpec\.Ports|TaskTemplate\.Networks|Mode|UpdateConfig|TaskTemplate\.(Resources|RestartPolicy))"
    );

    /// <summary>The differences by which the two verdicts are explained; null among them for what is not known.</summary>
    public static IEnumerable<string?> Of(StackCase files, Verdict docker, IReadOnlyList<string> problems, IReadOnlyList<string> lines)
    {
        if (docker.Refusal is { } refusal)
        {
            return problems.Count > 0 ? [] : [Find(_refused, refusal)];
        }

        if (problems.Count > 0)
        {
            return problems.Select(problem => Find(_refusedHere, problem));
        }

        return lines.Select(line =>
            Find(_lines, line)
            ?? (
                files.Files.Length > 1 && _merged.IsMatch(line) ? "merge"
                : lines.Any(other => other.StartsWith('-') && other.Contains("${", StringComparison.Ordinal)) ? "compose-interpolation"
                : null
            )
        );
    }

    private static string? Find((string Name, Regex Pattern)[] known, string text) =>
        known.Concat(DockerClient.Version < 28 ? _older : []).FirstOrDefault(one => one.Pattern.IsMatch(text)).Name;
}
