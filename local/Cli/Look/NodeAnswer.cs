using System.Text.Json;
using Local.Cli.Nodes;
using static Local.Cli.Verify.SwarmView;

namespace Local.Cli.Look;

/// <summary>What a node told when it was looked at.</summary>
/// <param name="Node">The node.</param>
internal sealed record NodeAnswer(Node Node)
{
    private const string Off = "off: ";
    private const string StatusLine = "= ";

    /// <summary>Why it could not be asked; null: it was.</summary>
    public string? Silence { get; init; }

    /// <summary>Why its engine does not answer; null: it does.</summary>
    public string? EngineFault { get; init; }

    /// <summary>Its part in the swarm by its own word: <c>active</c>, <c>inactive</c>, <c>pending</c>, <c>locked</c> or <c>error</c>; empty: not said.</summary>
    public string SwarmState { get; init; } = "";

    /// <summary>Whether it manages the swarm.</summary>
    public bool IsManager { get; init; }

    /// <summary>Its disks.</summary>
    public IReadOnlyList<Disk> Disks { get; init; } = [];

    /// <summary>Its containers that are no tasks of services.</summary>
    public IReadOnlyList<Container> Containers { get; init; } = [];

    /// <summary>What the swarm holds; null: it was not asked, or did not tell.</summary>
    public SwarmObjects? Swarm { get; init; }

    /// <summary>What it said instead when it was asked what the swarm holds.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether there is an engine that answers.</summary>
    public bool HasEngine => Silence is null && EngineFault is null;

    /// <summary>Reads what <c>look.sh</c> printed.</summary>
    public static NodeAnswer Parse(Node node, string printed)
    {
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var answers = AnswersIn(lines);
        var answer = new NodeAnswer(node)
        {
            Disks = DisksOf(answers is [{ Ok: true, Json: var engine }, ..] ? Text(engine, "DockerRootDir") : "", Disk.In(lines)),
        };
        return answers is [{ Ok: true, Json: var info }, { Ok: true, Json: var containers }, .. var objects]
            ? answer with
            {
                SwarmState = Text(At(info, "Swarm"), "LocalNodeState"),
                IsManager = At(At(info, "Swarm"), "ControlAvailable").ValueKind == JsonValueKind.True,
                Containers = Container.StandaloneIn(node.Name, containers),
                Swarm = objects is [{ Ok: true }, { Ok: true }, { Ok: true }, { Ok: true }, ..]
                    ? SwarmObjects.Read(info, [.. objects.Where(one => one.Ok).Select(one => one.Json)])
                    : null,
                Refusal = objects.FirstOrDefault(one => !one.Ok)?.Word,
            }
            : answer with
            {
                EngineFault = lines.FirstOrDefault(line => line.StartsWith(Off, StringComparison.Ordinal))?[Off.Length..]
                    ?? answers.FirstOrDefault(one => !one.Ok)?.Word
                    ?? lines.FirstOrDefault(line => line.StartsWith("curl: ", StringComparison.Ordinal))
                    ?? (lines.Length > 0 ? lines[^1] : "it says nothing"),
            };
    }

    // Those of the root directory and of the engine's own, which may be two.
    private static IReadOnlyList<Disk> DisksOf(string directory, IReadOnlyList<Disk> all)
    {
        var path = directory.Length > 0 ? $"{directory}/" : "/var/lib/docker/";
        var engines = all.Select(disk => disk.Mount)
            .Where(mount => path.StartsWith($"{mount.TrimEnd('/')}/", StringComparison.Ordinal))
            .MaxBy(mount => mount.Length);
        return [.. all.Where(disk => disk.Mount == "/" || disk.Mount == engines)];
    }

    // A body, or curl's word where there is none, and the status under it.
    private static List<Answer> AnswersIn(IReadOnlyList<string> lines)
    {
        var answers = new List<Answer>();
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines[line].StartsWith(StatusLine, StringComparison.Ordinal))
            {
                var body = line > 0 ? lines[line - 1] : "";
                var json = body.StartsWith('{') || body.StartsWith('[') ? Parsed(body) : null;
                answers.Add(
                    new(
                        lines[line] == $"{StatusLine}200" && json is not null,
                        json ?? default,
                        json is { } refusal && Text(refusal, "message") is { Length: > 0 } message
                            ? message
                            : lines.FirstOrDefault(word => word.StartsWith("curl: ", StringComparison.Ordinal))
                                ?? $"it answers with the status {lines[line][StatusLine.Length..]}"
                    )
                );
            }
        }

        return answers;
    }

    private static JsonElement? Parsed(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Answer(bool Ok, JsonElement Json, string Word);
}
